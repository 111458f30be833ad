// SPDX-License-Identifier: GPL-3.0-or-later
//
// One active check, from connect to verdict. On QTcpSocket: there is one connection per backend every few seconds, so
// convenience beats speed here. It ends with a reset, so that checks leave no socket in TIME_WAIT.
// Thread: control. Deletes nothing of its owner's; may be destroyed at any time, also from within `done`'s event loop
// turn.

#pragma once

#include "core/balance/clock.h"
#include "core/config/config.h"
#include "core/health/answer.h"
#include "core/proxy/socketaddress.h"

#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <functional>
#include <string>

namespace lbfy {

struct CheckResult {
    enum class Outcome : std::uint8_t {
        Passed,
        Failed,
        NotTold, ///< lbfy's own want (descriptors) or its own stall: says nothing about the backend
    };
    Outcome outcome = Outcome::Failed;
    std::string cause; ///< plain words: "connection refused", "HTTP status 503"
    Nanoseconds duration {0};
};

class HealthCheck final : public QObject
{
    Q_OBJECT
public:
    /// Starts at once; `done` is called exactly once, from the event loop.
    /// `preface` is sent ahead of the question: the PROXY header of a backend that insists on one.
    HealthCheck(const HealthConfig &config, const SocketAddress &address, const std::string &host,
                const std::string &preface, std::function<void(const CheckResult &)> done, QObject *parent = nullptr);
    ~HealthCheck() override;

private:
    void connected();
    void readable();
    void socketError(QAbstractSocket::SocketError error);
    void timedOut();
    void judge(CheckAnswer::Verdict verdict);
    void finish(CheckResult::Outcome outcome, std::string cause);

    HealthConfig m_config;
    std::string m_host;
    std::string m_preface;
    std::function<void(const CheckResult &)> m_done;
    CheckAnswer m_answer;
    QTcpSocket m_socket;
    QTimer m_timeout;
    MonoTime m_started {0};
    bool m_connected = false;
    bool m_finished = false;
};

} // namespace lbfy
