// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window looks like, remembered as it changes and not only at the end: a session that is killed loses nothing.
// Owner and thread: the window's.

#pragma once

#include <QObject>
#include <QTimer>

#include <functional>
#include <vector>

QT_BEGIN_NAMESPACE
class QMainWindow;
class QSplitter;
QT_END_NAMESPACE

namespace lbfy {

class Preferences;

class WindowMemory final : public QObject
{
    Q_OBJECT
public:
    WindowMemory(Preferences &preferences, QMainWindow &window);

    /// A part whose state is bytes; restored now, saved when noteChange() says so. `version` as in Preferences.
    void keep(const QString &name, int version, std::function<QByteArray()> save,
              const std::function<void(const QByteArray &)> &restore);
    void keep(const QString &name, int version, QSplitter *splitter);
    void restoreGeometry();
    /// Something was moved, resized or chosen: saved a little later.
    void noteChange() { m_later.start(); }
    void save();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Part {
        QString name;
        int version;
        std::function<QByteArray()> save;
    };

    Preferences &m_preferences;
    QMainWindow &m_window;
    std::vector<Part> m_parts;
    QTimer m_later;
};

} // namespace lbfy
