// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/tray.h"

#include "ui/settings/preferences.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>

#include <algorithm>

namespace lbfy {

using namespace std::chrono_literals;

Tray::Tray(Preferences &preferences, const Timeline &timeline, QMainWindow &window, QAction *freeze, QAction *quit)
    : QObject(&window)
    , m_preferences(preferences)
    , m_window(window)
    , m_icon(applicationIcon())
{
    auto *menu = new QMenu(&window);
    connect(menu->addAction(tr("&Show lbfy")), &QAction::triggered, this, &Tray::showWindow);
    menu->addAction(freeze);
    menu->addSeparator();
    menu->addAction(quit);
    m_icon.setContextMenu(menu);
    connect(&m_icon, &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason reason) {
        if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
            showWindow();
    });
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &Tray::showWindow);
    connect(&preferences, &Preferences::changed, this, &Tray::update);
    connect(&timeline, &Timeline::added, this, &Tray::notify);
    update();
}

void Tray::update()
{
    m_icon.setVisible(m_preferences.tray() && QSystemTrayIcon::isSystemTrayAvailable());
}

void Tray::showWindow()
{
    m_window.showNormal();
    m_window.raise();
    m_window.activateWindow();
}

void Tray::tick(const SnapshotPtr &snapshot)
{
    if (!m_icon.isVisible())
        return;
    if (!snapshot || snapshot->services.empty())
        return m_icon.setToolTip(tr("lbfy: stopped"));
    std::size_t all = 0;
    std::size_t up = 0;
    double arrivals = 0;
    for (const ServiceSnapshot &service : snapshot->services) {
        all += service.backends.size();
        up += static_cast<std::size_t>(std::count_if(service.backends.begin(), service.backends.end(),
                                                     [](const auto &b) { return b.state == BackendState::Up; }));
        arrivals += service.connectionsPerSecond;
    }
    m_icon.setToolTip(
            tr("lbfy: %1 of %2 up, %3 new connections per second").arg(up).arg(all).arg(formatRate(arrivals)));
}

/// A backend that flaps must not fill the screen.
void Tray::notify(const TimelineEvent &event)
{
    const auto now = std::chrono::steady_clock::now();
    if (event.kind != TimelineEvent::Kind::Down || !m_preferences.notifications() || m_window.isActiveWindow()
        || !m_icon.isVisible() || (m_notifiedAt && now - *m_notifiedAt < 60s))
        return;
    m_notifiedAt = now;
    m_icon.showMessage(tr("%1: backend down").arg(event.service), event.text, QSystemTrayIcon::Warning);
}

} // namespace lbfy
