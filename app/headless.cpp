// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless.h"

#include "app/loadconfiguration.h"
#include "app/opendemo.h"
#include "core/engine/resolver.h"

#include <QCoreApplication>
#include <QLoggingCategory>

#include <cstdlib>
#include <iostream>
#include <utility>

namespace lbfy {

namespace {

/// Nothing here needs a plugin of Qt's. QHttpServer would load those for TLS and OpenSSL with them, which is half the time
/// of a start and 5 MiB, only to say which there are.
void loadNoPlugins()
{
    QCoreApplication::setLibraryPaths({});
    QLoggingCategory::setFilterRules(QStringLiteral("qt.network.ssl=false")); // it would be missing them
}

} // namespace

Headless::Headless(CommandLine commandLine, Config config)
    : m_commandLine(std::move(commandLine))
    , m_config(std::move(config))
    , m_runtime(m_config.log)
    , m_serviceManager(
              [this](std::function<void()> alive) { m_runtime.balancer().postToControlThread(std::move(alive)); })
{
    connect(&m_signals, &ShutdownSignals::terminate, this, &Headless::terminate);
    connect(&m_signals, &ShutdownSignals::reload, this, &Headless::reload);
    connect(&m_runtime.balancer(), &Balancer::drained, this, &Headless::finish);
}

ExitCode Headless::start()
{
    m_runtime.tellStart(m_commandLine.file);
    const ApplyResult result = m_runtime.apply(m_config);
    for (const std::string &error : result.errors)
        std::cerr << "error: " << error << std::endl;
    if (result.ok())
        m_serviceManager.ready("balancing");
    return exitCodeOf(result.kind);
}

ExitCode Headless::startDemo(Demo &demo)
{
    m_demo = std::make_unique<DemoConsole>(demo, m_runtime.balancer());
    connect(m_demo.get(), &DemoConsole::over, this, [this] {
        if (!m_stopping)
            terminate();
    });
    const Result<Done> begun = m_demo->begin(m_commandLine.demoDuration);
    if (begun.ok())
        return ExitCode::Fine;
    std::cerr << "error: " << begun.message() << std::endl;
    return ExitCode::Failed;
}

/// Reads the file again, with the same options on top. A bad file changes nothing. The demo has no file.
void Headless::reload()
{
    if (m_stopping || m_demo)
        return;
    m_serviceManager.reloading();
    LoadedConfiguration loaded = loadConfiguration(m_commandLine);
    if (!loaded.ok()) {
        std::vector<std::string> errors;
        for (const Diagnostic &diagnostic : loaded.diagnostics)
            errors.push_back(diagnostic.toString());
        m_runtime.balancer().reportRejected(errors);
        m_serviceManager.ready("balancing; the last reload was refused");
        return;
    }
    if (m_runtime.apply(loaded.config).ok())
        m_config = std::move(loaded.config);
    m_serviceManager.ready("balancing");
}

void Headless::terminate()
{
    if (std::exchange(m_stopping, true)) {
        m_runtime.balancer().report(LogLevel::Warn, "stopped", "stopped by a second signal; open connections are cut");
        QCoreApplication::exit(toInt(ExitCode::Fine));
        return;
    }
    m_serviceManager.stopping();
    if (m_demo)
        m_demo->end();
    m_runtime.balancer().drain();
}

void Headless::finish()
{
    m_runtime.balancer().report(LogLevel::Info, "stopped", "all connections are over");
    QCoreApplication::exit(toInt(ExitCode::Fine));
}

int runHeadless(int argc, char **argv, const CommandLine &commandLine)
{
    prepareProcess();
    const auto demo = openDemo(commandLine);
    if (!demo) {
        std::cerr << "error: " << demo.message() << std::endl;
        return toInt(ExitCode::Failed);
    }
    const LoadedConfiguration loaded = loadConfiguration(commandLine, builtInConfig(demo->get()));
    for (const Diagnostic &diagnostic : loaded.diagnostics)
        std::cerr << diagnostic.toString() << std::endl;
    if (!loaded.ok())
        return toInt(loaded.exitCode);
    QCoreApplication application(argc, argv);
    loadNoPlugins();
    int code = 0;
    {
        Headless headless(commandLine, loaded.config);
        ExitCode started = headless.start();
        if (started == ExitCode::Fine && *demo)
            started = headless.startDemo(**demo);
        code = started == ExitCode::Fine ? QCoreApplication::exec() : toInt(started);
    }
    // Everything of ours has ended; a name server that does not answer must not hold up the end.
    if (Resolver::anyUnanswered())
        std::_Exit(code);
    return code;
}

} // namespace lbfy
