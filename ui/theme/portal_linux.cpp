// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/portal.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QFileInfo>
#include <QTimer>

namespace lbfy {

namespace {

QString service()
{
    return QStringLiteral("org.freedesktop.portal.Desktop");
}
QString path()
{
    return QStringLiteral("/org/freedesktop/portal/desktop");
}
QString interface()
{
    return QStringLiteral("org.freedesktop.portal.Settings");
}
QString appearance()
{
    return QStringLiteral("org.freedesktop.appearance");
}
QString colorScheme()
{
    return QStringLiteral("color-scheme");
}

/// Without an address libdbus would try to launch a bus of its own, which takes seconds and helps nobody.
bool sessionBusIsThere()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")
            || QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
}

} // namespace

void PortalScheme::follow(QDBusConnection bus)
{
    if (!bus.isConnected())
        return;
    // From whoever sends it: naming the sender would make Qt ask the bus, and wait, for who that is.
    bus.connect(QString(), path(), interface(), QStringLiteral("SettingChanged"), this,
                SLOT(settingChanged(QString, QString, QDBusVariant)));
    auto call = QDBusMessage::createMethodCall(service(), path(), interface(), QStringLiteral("Read"));
    call << appearance() << colorScheme();
    auto *watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        const QDBusPendingReply<QDBusVariant> reply = *watcher;
        if (!reply.isError())
            take(reply.value().variant());
        watcher->deleteLater();
    });
}

void PortalScheme::settingChanged(const QString &group, const QString &key, const QDBusVariant &value)
{
    if (group == appearance() && key == colorScheme())
        take(value.variant());
}

void PortalScheme::take(const QVariant &value)
{
    // Read wraps its answer in a variant of its own, SettingChanged does not.
    QVariant inner = value;
    while (inner.canConvert<QDBusVariant>())
        inner = inner.value<QDBusVariant>().variant();
    const uint wish = inner.toUInt();
    std::optional<Scheme> scheme;
    if (wish == 1)
        scheme = Scheme::Dark;
    else if (wish == 2)
        scheme = Scheme::Light;
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    Q_EMIT changed();
}

std::unique_ptr<SystemScheme> makeSystemScheme()
{
    auto portal = std::make_unique<PortalScheme>();
    if (sessionBusIsThere())
        QTimer::singleShot(0, portal.get(), [it = portal.get()] { it->follow(QDBusConnection::sessionBus()); });
    return portal;
}

} // namespace lbfy
