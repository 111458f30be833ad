// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/servicemanager.h"

#include "core/proxy/monotonic.h"

#include <systemd/sd-daemon.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

namespace lbfy {

ServiceManager::ServiceManager(std::function<void(std::function<void()>)> probe, QObject *parent)
    : QObject(parent)
    , m_probe(std::move(probe))
{
    std::uint64_t microseconds = 0;
    if (sd_watchdog_enabled(0, &microseconds) <= 0)
        return;
    connect(&m_watchdog, &QTimer::timeout, this, [this] { m_probe([] { sd_notify(0, "WATCHDOG=1"); }); });
    // Half the time it is given, as sd_watchdog_enabled(3) recommends.
    m_watchdog.start(
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::microseconds(microseconds / 2)));
}

void ServiceManager::ready(const std::string &status)
{
    sd_notify(0, ("READY=1\nSTATUS=" + status).c_str());
}

void ServiceManager::reloading()
{
    const auto now = std::chrono::duration_cast<std::chrono::microseconds>(monotonicNow()).count();
    sd_notify(0, ("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(now)).c_str());
}

void ServiceManager::stopping()
{
    sd_notify(0, "STOPPING=1");
}

} // namespace lbfy
