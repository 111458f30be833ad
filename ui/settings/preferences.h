// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window remembers of itself, as opposed to the configuration: in ui.conf, where XDG wants it. A setting is
// written a second after the last change, not only at the end: a session that is killed loses nothing. What stands in
// the file and makes no sense counts as not there. Thread: UI.

#pragma once

#include "ui/theme/theme.h"

#include <QByteArray>
#include <QObject>
#include <QSettings>
#include <QStringList>
#include <QTimer>
#include <QVariant>

#include <chrono>

namespace lbfy {

class Preferences final : public QObject
{
    Q_OBJECT
public:
    /// "lbfy/ui.conf" in the user's configuration folder.
    static QString standardFile();

    explicit Preferences(const QString &file = standardFile(), QObject *parent = nullptr);
    ~Preferences() override;

    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray &geometry);
    /// Of a header or splitter. Raise the version when its parts change: what an older program saved is then not used.
    QByteArray viewState(const QString &view, int version) const;
    void setViewState(const QString &view, int version, const QByteArray &state);

    std::chrono::seconds timeWindow() const;
    void setTimeWindow(std::chrono::seconds window);
    ThemeChoice theme() const;
    void setTheme(ThemeChoice theme);
    /// How often a second the window is brought up to date: 1, 2 or 4.
    int uiRate() const;
    void setUiRate(int rate);
    /// "en", "de"; empty: the system's.
    QString language() const;
    void setLanguage(const QString &language);

    QString lastFile() const;
    void setLastFile(const QString &path);
    /// At most ten, the newest first; those that are not there any more come last.
    QStringList recentFiles() const;
    void addRecentFile(const QString &path);

    bool tray() const;
    void setTray(bool on);
    bool notifications() const;
    void setNotifications(bool on);

    /// How long changes are collected before they are written.
    void setWriteDelay(std::chrono::milliseconds delay) { m_writing.setInterval(delay); }
    /// Writes what is left to be written, now. At the end, the destructor does.
    void sync();

Q_SIGNALS:
    /// Of the settings people make (theme, rate, language, tray, notifications, time window), one is another.
    void changed();
    /// The file has what was set.
    void written();

private:
    enum class Tell { Nobody, Everybody };

    QVariant get(const QString &key) const;
    void set(const QString &key, const QVariant &value, Tell tell = Tell::Nobody);

    QSettings m_settings;
    QVariantHash m_pending;
    QTimer m_writing;
};

} // namespace lbfy
