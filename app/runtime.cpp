// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/runtime.h"

#include "version.h"

#include <QtGlobal>

#include <malloc.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>

namespace lbfy {

namespace {

bool errorsGoToATerminal()
{
    return isatty(STDERR_FILENO) == 1;
}

LogFormat formatOf(const LogConfig &config)
{
    return config.format.value_or(errorsGoToATerminal() ? LogFormat::Text : LogFormat::Logfmt);
}

/// Where Qt's own messages go while a Runtime lives; a message handler is a plain function and cannot carry it.
std::atomic<Log *> qtMessageTarget {nullptr};

void handleQtMessage(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    Log *log = qtMessageTarget.load();
    if (!log)
        return;
    // Qt warns of much that is no trouble, such as a client that left; what matters is told by events of our own.
    const bool grave = type == QtCriticalMsg || type == QtFatalMsg;
    log->write(grave ? LogLevel::Error : LogLevel::Debug, "qt", text.toStdString());
}

} // namespace

Runtime::Runtime(const LogConfig &config)
    : m_log(STDERR_FILENO, formatOf(config), config.level, errorsGoToATerminal() && !std::getenv("NO_COLOR"))
    , m_balancer(m_log)
    , m_metrics(m_balancer)
{
    qtMessageTarget.store(&m_log);
    qInstallMessageHandler(handleQtMessage);
}

Runtime::~Runtime()
{
    qtMessageTarget.store(nullptr);
    qInstallMessageHandler(nullptr);
}

void Runtime::tellStart(const std::string &file)
{
    m_balancer.report(LogLevel::Info, "starting", "lbfy " + std::string(version) + " starts",
                      {{"version", std::string(version)},
                       {"pid", static_cast<std::int64_t>(getpid())},
                       {"config", file.empty() ? std::string("built-in") : file}});
}

ApplyResult Runtime::apply(const Config &config)
{
    ApplyResult result = m_metrics.prepare(config.metrics);
    if (!result.ok()) {
        if (m_started)
            m_balancer.reportRejected(result.errors);
        return result;
    }
    result = m_balancer.apply(config);
    if (!result.ok()) {
        m_metrics.rollback();
        return result;
    }
    m_log.setFormat(formatOf(config.log));
    m_metrics.commit();
    m_started = true;
    return result;
}

ExitCode exitCodeOf(ApplyResult::Kind kind)
{
    switch (kind) {
    case ApplyResult::Kind::Applied:
        return ExitCode::Fine;
    case ApplyResult::Kind::AddressUnavailable:
        return ExitCode::Unavailable;
    case ApplyResult::Kind::NoPermission:
        return ExitCode::NoPermission;
    case ApplyResult::Kind::BadConfiguration:
        return ExitCode::BadConfiguration;
    case ApplyResult::Kind::Failed:
        break;
    }
    return ExitCode::Failed;
}

void prepareProcess()
{
    // What a slow reader made us hold goes back to the system when it is freed, whatever was freed before.
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
}

} // namespace lbfy
