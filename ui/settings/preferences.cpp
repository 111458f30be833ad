// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/preferences.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStandardPaths>

#include <algorithm>
#include <array>

namespace lbfy {

namespace {

constexpr int mostRecentFiles = 10;
constexpr std::array<int, 4> timeWindows {60, 300, 900, 3600};
constexpr std::array<int, 3> rates {1, 2, 4};
constexpr std::array<const char *, 3> themes {"system", "light", "dark"};

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

QString viewKey(const QString &view, int version)
{
    return QStringLiteral("view/%1/v%2").arg(view).arg(version);
}

/// Anything but a clear yes is a no: to a QVariant every text is one.
bool isYes(const QVariant &value)
{
    return value.toString() == QStringLiteral("true");
}

/// The value if it is one of those, else the standard.
template<std::size_t count>
int among(const std::array<int, count> &values, const QVariant &value, int standard)
{
    const int number = value.toInt();
    return std::ranges::find(values, number) != values.end() ? number : standard;
}

} // namespace

QString Preferences::standardFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/lbfy/ui.conf");
}

Preferences::Preferences(const QString &file, QObject *parent) : QObject(parent), m_settings(file, QSettings::IniFormat)
{
    m_writing.setSingleShot(true);
    m_writing.setInterval(std::chrono::seconds(1));
    connect(&m_writing, &QTimer::timeout, this, &Preferences::sync);
    connect(qApp, &QCoreApplication::aboutToQuit, this, &Preferences::sync);
}

Preferences::~Preferences()
{
    sync();
}

QVariant Preferences::get(const QString &name) const
{
    const auto pending = m_pending.constFind(name);
    return pending != m_pending.constEnd() ? *pending : m_settings.value(name);
}

void Preferences::set(const QString &name, const QVariant &value, Tell tell)
{
    if (get(name) == value)
        return;
    m_pending.insert(name, value);
    m_writing.start();
    if (tell == Tell::Everybody)
        Q_EMIT changed();
}

void Preferences::sync()
{
    m_writing.stop();
    if (m_pending.isEmpty())
        return;
    for (auto it = m_pending.constBegin(); it != m_pending.constEnd(); ++it)
        m_settings.setValue(it.key(), it.value());
    m_pending.clear();
    m_settings.sync();
    Q_EMIT written();
}

QByteArray Preferences::windowGeometry() const
{
    return get(key("window/geometry")).toByteArray();
}

void Preferences::setWindowGeometry(const QByteArray &geometry)
{
    set(key("window/geometry"), geometry);
}

QByteArray Preferences::viewState(const QString &view, int version) const
{
    return get(viewKey(view, version)).toByteArray();
}

void Preferences::setViewState(const QString &view, int version, const QByteArray &state)
{
    set(viewKey(view, version), state);
}

std::chrono::seconds Preferences::timeWindow() const
{
    return std::chrono::seconds(among(timeWindows, get(key("charts/window")), timeWindows.front()));
}

void Preferences::setTimeWindow(std::chrono::seconds window)
{
    set(key("charts/window"), static_cast<int>(window.count()), Tell::Everybody);
}

ThemeChoice Preferences::theme() const
{
    const QByteArray word = get(key("look/theme")).toString().toUtf8();
    const auto it = std::ranges::find_if(themes, [&word](const char *theme) { return word == theme; });
    return it == themes.end() ? ThemeChoice::System : static_cast<ThemeChoice>(it - themes.begin());
}

void Preferences::setTheme(ThemeChoice theme)
{
    set(key("look/theme"), key(themes[static_cast<std::size_t>(theme)]), Tell::Everybody);
}

int Preferences::uiRate() const
{
    return among(rates, get(key("look/rate")), 2);
}

void Preferences::setUiRate(int rate)
{
    set(key("look/rate"), rate, Tell::Everybody);
}

QString Preferences::language() const
{
    return get(key("look/language")).toString();
}

void Preferences::setLanguage(const QString &language)
{
    set(key("look/language"), language, Tell::Everybody);
}

QString Preferences::lastFile() const
{
    return get(key("files/last")).toString();
}

void Preferences::setLastFile(const QString &path)
{
    set(key("files/last"), path);
}

QStringList Preferences::recentFiles() const
{
    QStringList files = get(key("files/recent")).toStringList();
    std::ranges::stable_partition(files, [](const QString &path) { return QFileInfo::exists(path); });
    return files;
}

void Preferences::addRecentFile(const QString &path)
{
    // Of those already there, one that has gone goes first when there are too many.
    QStringList files = recentFiles();
    files.removeAll(path);
    files.prepend(path);
    set(key("files/recent"), files.mid(0, mostRecentFiles));
}

bool Preferences::tray() const
{
    return isYes(get(key("desktop/tray")));
}

void Preferences::setTray(bool on)
{
    set(key("desktop/tray"), on, Tell::Everybody);
}

bool Preferences::notifications() const
{
    return isYes(get(key("desktop/notifications")));
}

void Preferences::setNotifications(bool on)
{
    set(key("desktop/notifications"), on, Tell::Everybody);
}

} // namespace lbfy
