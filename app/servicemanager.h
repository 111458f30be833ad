// SPDX-License-Identifier: GPL-3.0-or-later
//
// What systemd, or whoever set NOTIFY_SOCKET, is told: sd_notify(3). Without that variable every call does nothing.
// The watchdog is fed only while the control thread answers, so that a hang there ends in a restart.
// Thread: main.

#pragma once

#include <QObject>
#include <QTimer>

#include <functional>

namespace lbfy {

class ServiceManager final : public QObject
{
    Q_OBJECT
public:
    /// `probe` calls its argument from the thread whose life the watchdog is to prove.
    explicit ServiceManager(std::function<void(std::function<void()>)> probe, QObject *parent = nullptr);

    void ready(const std::string &status);
    void reloading();
    void stopping();

private:
    std::function<void(std::function<void()>)> m_probe;
    QTimer m_watchdog;
};

} // namespace lbfy
