// SPDX-License-Identifier: GPL-3.0-or-later
//
// The demo without a window: what it is, a line of figures a second, a summary, all on standard output. Latencies are
// the clients' own, from when a turn was due; shares are the engine's, the same that the endpoint tells. Thread: main.

#pragma once

#include "core/engine/balancer.h"
#include "core/lab/demo.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <optional>
#include <string>

namespace lbfy {

class DemoConsole final : public QObject
{
    Q_OBJECT
public:
    /// Both outlive it.
    DemoConsole(Demo &demo, Balancer &balancer);

    /// Once the service listens: sends the clients there. `duration`: until over(); unset: until somebody calls end().
    Result<Done> begin(std::optional<Milliseconds> duration);
    /// Stops the clients and sums up. Again: nothing.
    void end();

Q_SIGNALS:
    /// The duration is over, or nobody reads any more.
    void over();

private:
    void printLine();
    void print(const std::string &text);

    Demo &m_demo;
    Balancer &m_balancer;
    QTimer m_second;
    std::deque<LoadFigures> m_recent; ///< of the last ten seconds, oldest first
    bool m_running = false;
};

} // namespace lbfy
