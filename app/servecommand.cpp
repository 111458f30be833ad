// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/servecommand.h"

#include "app/jsonfile.h"
#include "app/runtime.h"
#include "core/config/names.h"
#include "core/engine/applyresult.h"
#include "core/proxy/sockets.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <utility>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

constexpr auto watchInterval = 250ms;
constexpr qint64 warningIntervalMs = 10'000;

QString string(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonValue number(std::uint64_t value)
{
    return static_cast<qint64>(value);
}

/// What the command line said, in its words.
QJsonObject behaviourJson(const BackendBehaviour &behaviour)
{
    QJsonObject object {
            {QStringLiteral("answer"), string(answerKindNames[static_cast<std::size_t>(behaviour.answer)].name)},
            {QStringLiteral("delay"), string(formatDelay(behaviour.delay))},
            {QStringLiteral("refuse"), behaviour.failures.refuse},
            {QStringLiteral("reset"), behaviour.failures.reset},
            {QStringLiteral("hang"), behaviour.failures.hang},
            {QStringLiteral("close"), behaviour.failures.close},
            {QStringLiteral("bandwidth_bytes_per_second"),
             behaviour.bandwidth > 0 ? number(behaviour.bandwidth) : QJsonValue()},
            {QStringLiteral("concurrency"), behaviour.concurrency > 0 ? number(behaviour.concurrency) : QJsonValue()},
    };
    if (behaviour.answer != AnswerKind::Echo)
        object.insert(QStringLiteral("answer_bytes"), number(behaviour.answerBytes));
    if (behaviour.answer == AnswerKind::Fixed)
        object.insert(QStringLiteral("request_bytes"), number(behaviour.requestBytes));
    return object;
}

QJsonObject backendJson(const TestBackend &backend, const BackendFigures &figures)
{
    return {
            {QStringLiteral("address"), string(backend.address().toString())},
            {QStringLiteral("behaviour"), behaviourJson(backend.behaviour())},
            {QStringLiteral("connections"), number(figures.connections)},
            {QStringLiteral("connections_open"), number(figures.connectionsOpen)},
            {QStringLiteral("turns"), number(figures.turns)},
            {QStringLiteral("bytes_in"), number(figures.bytesIn)},
            {QStringLiteral("bytes_out"), number(figures.bytesOut)},
            {QStringLiteral("refused"), number(figures.refused)},
            {QStringLiteral("reset"), number(figures.reset)},
            {QStringLiteral("hung"), number(figures.hung)},
            {QStringLiteral("closed"), number(figures.closed)},
            {QStringLiteral("bad_requests"), number(figures.badRequests)},
            {QStringLiteral("queued_peak"), number(figures.queuedPeak)},
            {QStringLiteral("accept_pauses"), number(figures.acceptPauses)},
    };
}

LogFormat formatOf(const ServeSettings &settings)
{
    return settings.logFormat.value_or(isatty(STDERR_FILENO) == 1 ? LogFormat::Text : LogFormat::Logfmt);
}

} // namespace

ServeCommand::ServeCommand(ServeSettings settings)
    : m_settings(std::move(settings))
    , m_log(STDERR_FILENO, formatOf(m_settings), LogLevel::Info, isatty(STDERR_FILENO) == 1 && !std::getenv("NO_COLOR"))
{
    connect(&m_signals, &ShutdownSignals::terminate, this, [] { QCoreApplication::exit(); });
    connect(&m_watch, &QTimer::timeout, this, &ServeCommand::watchAccepting);
    m_watch.start(watchInterval);
}

ExitCode ServeCommand::start()
{
    raiseDescriptorLimit();
    std::uint64_t seed = m_settings.seed;
    for (const Address &address : m_settings.addresses) {
        auto backend = std::make_unique<TestBackend>(m_settings.behaviour, seed++);
        const auto where = listenAddress(address);
        if (const int error = where ? backend->start(*where) : EADDRNOTAVAIL; error != 0) {
            const ApplyResult failure = bindFailure(address, error, "serve");
            std::cerr << "error: " << failure.errors.front() << std::endl;
            return exitCodeOf(failure.kind);
        }
        m_backends.push_back(std::move(backend));
    }
    for (const auto &backend : m_backends) {
        const std::string where = backend->address().toString();
        m_log.write(
                LogLevel::Info, "listening", "listening on " + where,
                {{"address", where},
                 {"answer", std::string(answerKindNames[static_cast<std::size_t>(m_settings.behaviour.answer)].name)},
                 {"delay", formatDelay(m_settings.behaviour.delay)}});
    }
    m_sinceStart.start();
    if (m_settings.duration)
        QTimer::singleShot(*m_settings.duration, Qt::PreciseTimer, this, [] { QCoreApplication::exit(); });
    return ExitCode::Fine;
}

/// Once when it begins, then rarely: what a shortage of descriptors costs is told by the figures at the end.
void ServeCommand::watchAccepting()
{
    std::uint64_t pauses = 0;
    int error = 0;
    for (const auto &backend : m_backends) {
        const BackendFigures figures = backend->figures();
        pauses += figures.acceptPauses;
        error = figures.acceptError != 0 ? figures.acceptError : error;
    }
    if (pauses == m_pausesTold || (m_sinceWarning.isValid() && m_sinceWarning.elapsed() < warningIntervalMs))
        return;
    m_pausesTold = pauses;
    m_sinceWarning.start();
    m_log.write(
            LogLevel::Warn, "accept_paused",
            std::string("cannot accept: ") + std::strerror(error) + "; the descriptor limit is "
                    + std::to_string(descriptorLimit()) + ", see ulimit -n; trying again every 100 ms",
            {{"pauses", static_cast<std::int64_t>(pauses)}, {"limit", static_cast<std::int64_t>(descriptorLimit())}});
}

ExitCode ServeCommand::finish()
{
    watchAccepting();
    QJsonArray backends;
    std::uint64_t turns = 0;
    std::uint64_t connections = 0;
    for (const auto &backend : m_backends) {
        const std::uint64_t open = backend->figures().connectionsOpen;
        backend->kill(); // after the round under way: what a client has seen has been counted
        BackendFigures figures = backend->figures();
        figures.connectionsOpen = open;
        backends.append(backendJson(*backend, figures));
        turns += figures.turns;
        connections += figures.connections;
    }
    const double seconds = static_cast<double>(m_sinceStart.nsecsElapsed()) / 1e9;
    m_backends.clear();
    m_log.write(LogLevel::Info, "stopped",
                "stopped after " + std::to_string(turns) + " turns on " + std::to_string(connections) + " connections",
                {{"turns", static_cast<std::int64_t>(turns)}, {"connections", static_cast<std::int64_t>(connections)}});
    if (m_settings.json.empty())
        return ExitCode::Fine;
    const auto written = writeJson(m_settings.json,
                                   {{QStringLiteral("seconds"), seconds}, {QStringLiteral("backends"), backends}});
    if (!written)
        std::cerr << "error: " << written.message() << std::endl;
    return written ? ExitCode::Fine : ExitCode::Failed;
}

int runServe(const std::vector<std::string> &arguments, std::string_view program, int &argc, char **argv)
{
    ServeSettings settings;
    const ParsedArguments parsed = parseServe(arguments, settings);
    if (const auto code = answer(parsed, serveHelp(program), std::cout, std::cerr))
        return *code;
    if (!settings.json.empty()) {
        if (const auto writable = checkJsonFile(settings.json); !writable) {
            std::cerr << "error: " << writable.message() << std::endl;
            return toInt(ExitCode::Failed);
        }
    }
    QCoreApplication application(argc, argv);
    ServeCommand command(std::move(settings));
    const ExitCode started = command.start();
    if (started != ExitCode::Fine)
        return toInt(started);
    QCoreApplication::exec();
    return toInt(command.finish());
}

} // namespace lbfy
