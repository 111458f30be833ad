// SPDX-License-Identifier: GPL-3.0-or-later
//
// The running core as both front ends use it: log, engine and endpoint, changed together by one apply(). Thread: main.

#pragma once

#include "app/exitcode.h"
#include "app/metricsendpoint.h"
#include "core/engine/balancer.h"
#include "core/observe/log.h"

#include <optional>
#include <string>

namespace lbfy {

class Runtime final
{
public:
    /// Starts the log on standard error and takes over Qt's own messages.
    explicit Runtime(const LogConfig &config);
    ~Runtime();
    Runtime(const Runtime &) = delete;
    Runtime &operator=(const Runtime &) = delete;

    /// The first log line. `file`: the configuration's, or empty.
    void tellStart(const std::string &file);
    /// Engine, endpoint and log take over `config`, or none of them does.
    ApplyResult apply(const Config &config);

    Balancer &balancer() { return m_balancer; }
    /// Where metrics are read, with the real port; nothing while they are off.
    std::optional<Address> metricsAddress() const { return m_metrics.address(); }
    Log &log() { return m_log; }

private:
    Log m_log;
    Balancer m_balancer;
    MetricsEndpoint m_metrics;
    bool m_started = false;
};

/// What a start that was refused ends the program with.
ExitCode exitCodeOf(ApplyResult::Kind kind);

/// What every program that runs the core asks of the process before it starts a thread.
void prepareProcess();

} // namespace lbfy
