// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless.h"

#include "app/loadconfiguration.h"
#include "version.h"

#include <QCoreApplication>

#include <malloc.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <iostream>
#include <utility>

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
    }
    return ExitCode::Failed;
}

/// Where Qt's own messages go while a Headless lives; a message handler is a plain function and cannot carry it.
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

Headless::Headless(CommandLine commandLine, Config config)
    : m_commandLine(std::move(commandLine))
    , m_config(std::move(config))
    , m_log(STDERR_FILENO, formatOf(m_config.log), m_config.log.level,
            errorsGoToATerminal() && !std::getenv("NO_COLOR"))
    , m_balancer(m_log)
    , m_metrics(m_balancer)
    , m_serviceManager([this](std::function<void()> alive) { m_balancer.postToControlThread(std::move(alive)); })
{
    qtMessageTarget.store(&m_log);
    qInstallMessageHandler(handleQtMessage);
    connect(&m_signals, &ShutdownSignals::terminate, this, &Headless::terminate);
    connect(&m_signals, &ShutdownSignals::reload, this, &Headless::reload);
    connect(&m_balancer, &Balancer::drained, this, &Headless::finish);
}

Headless::~Headless()
{
    qtMessageTarget.store(nullptr);
    qInstallMessageHandler(nullptr);
}

ExitCode Headless::fail(const ApplyResult &result)
{
    for (const std::string &error : result.errors)
        std::cerr << "error: " << error << std::endl;
    return exitCodeOf(result.kind);
}

ExitCode Headless::start()
{
    m_balancer.report(LogLevel::Info, "starting", "lbfy " + std::string(version) + " starts",
                      {{"version", std::string(version)},
                       {"pid", static_cast<std::int64_t>(getpid())},
                       {"config", m_commandLine.file.empty() ? std::string("built-in") : m_commandLine.file}});
    ApplyResult result = m_metrics.prepare(m_config.metrics);
    if (result.ok())
        result = m_balancer.apply(m_config);
    if (!result.ok())
        return fail(result);
    m_metrics.commit();
    m_serviceManager.ready("balancing");
    return ExitCode::Fine;
}

/// Reads the file again, with the same options on top. A bad file changes nothing.
void Headless::reload()
{
    if (m_stopping)
        return;
    m_serviceManager.reloading();
    LoadedConfiguration loaded = loadConfiguration(m_commandLine);
    if (!loaded.ok()) {
        std::vector<std::string> errors;
        for (const Diagnostic &diagnostic : loaded.diagnostics)
            errors.push_back(diagnostic.toString());
        m_balancer.reportRejected(errors);
        m_serviceManager.ready("balancing; the last reload was refused");
        return;
    }
    const ApplyResult endpoint = m_metrics.prepare(loaded.config.metrics);
    if (!endpoint.ok()) {
        m_balancer.reportRejected(endpoint.errors);
    } else if (m_balancer.apply(loaded.config).ok()) {
        m_config = std::move(loaded.config);
        m_log.setFormat(formatOf(m_config.log));
        m_metrics.commit();
    } else {
        m_metrics.rollback();
    }
    m_serviceManager.ready("balancing");
}

void Headless::terminate()
{
    if (std::exchange(m_stopping, true)) {
        m_balancer.report(LogLevel::Warn, "stopped", "stopped by a second signal; open connections are cut");
        QCoreApplication::exit(toInt(ExitCode::Fine));
        return;
    }
    m_serviceManager.stopping();
    m_balancer.drain();
}

void Headless::finish()
{
    m_balancer.report(LogLevel::Info, "stopped", "all connections are over");
    QCoreApplication::exit(toInt(ExitCode::Fine));
}

int runHeadless(int argc, char **argv, const CommandLine &commandLine)
{
    // What a slow reader made us hold goes back to the system when it is freed, whatever was freed before.
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
    const LoadedConfiguration loaded = loadConfiguration(commandLine);
    for (const Diagnostic &diagnostic : loaded.diagnostics)
        std::cerr << diagnostic.toString() << std::endl;
    if (!loaded.ok())
        return toInt(loaded.exitCode);
    QCoreApplication application(argc, argv);
    Headless headless(commandLine, loaded.config);
    const ExitCode started = headless.start();
    return started == ExitCode::Fine ? QCoreApplication::exec() : toInt(started);
}

} // namespace lbfy
