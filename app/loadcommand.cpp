// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/loadcommand.h"

#include "app/exitcode.h"
#include "app/jsonfile.h"
#include "app/loadprogress.h"
#include "core/lab/loadreport.h"
#include "core/proxy/monotonic.h"
#include "core/proxy/sockets.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <iostream>

namespace lbfy {

namespace {

using namespace std::chrono_literals;

constexpr Nanoseconds look = 50ms;
constexpr Nanoseconds redraw = 250ms;
// A target may be about to start: so long it is given in any case.
constexpr double patience = 1;
// What the program itself and each of its threads have open.
constexpr std::size_t ownDescriptors = 16;
constexpr std::size_t descriptorsPerThread = 2;

ExitCode complain(const std::string &message)
{
    std::cerr << "error: " << message << '\n';
    return ExitCode::Failed;
}

std::string namesOf(const std::vector<Address> &targets)
{
    std::string text;
    for (const Address &target : targets)
        text += (text.empty() ? "" : ", ") + target.toString();
    return text;
}

/// The progress line; nothing at all when standard error is no terminal.
class Progress
{
public:
    explicit Progress(const LoadPlan &plan) : m_plan(plan), m_terminal(::isatty(STDERR_FILENO) == 1) { }
    ~Progress() { erase(); }

    void show(const LoadGenerator &generator, MonoTime now)
    {
        if (!m_terminal || now < m_next)
            return;
        const LoadFigures figures = generator.figures();
        // Rates of a second, not of the time between two looks: those jump.
        if (m_recent.size() > 4)
            m_recent.erase(m_recent.begin());
        m_recent.push_back(figures);
        winsize size {};
        const bool known = ::ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
        std::cerr << "\r\x1b[K"
                  << loadProgress(m_plan, figures, figures.since(m_recent.front()), known ? size.ws_col : 80)
                  << std::flush;
        m_next = now + redraw;
    }

private:
    void erase() const
    {
        if (m_terminal && m_next > MonoTime(0))
            std::cerr << "\r\x1b[K" << std::flush;
    }

    const LoadPlan &m_plan;
    bool m_terminal;
    MonoTime m_next {0};
    std::vector<LoadFigures> m_recent;
};

/// Waits for one of the signals that end a program, which are blocked in every thread. True if one came.
bool waitForSignal(Nanoseconds time)
{
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&set, signal);
    const timespec timeout {0, time.count()};
    return ::sigtimedwait(&set, nullptr, &timeout) > 0;
}

void runToTheEnd(LoadGenerator &generator, const LoadPlan &plan)
{
    Progress progress(plan);
    const MonoTime begin = monotonicNow();
    bool answered = false;
    while (!generator.finished()) {
        if (waitForSignal(look))
            return generator.stop();
        const MonoTime now = monotonicNow();
        progress.show(generator, now);
        if (answered)
            continue;
        const LoadFigures figures = generator.figures();
        answered = figures.answeredEver > 0;
        if (isHopeless(plan, figures, toSeconds(now - begin)))
            return generator.stop();
    }
}

/// A default that does not fit is lowered, a number that was asked for is a mistake.
Result<Done> checkDescriptors(LoadSettings &settings)
{
    LoadPlan &plan = settings.plan;
    const std::size_t limit = raiseDescriptorLimit();
    const std::size_t own = ownDescriptors + descriptorsPerThread * static_cast<std::size_t>(plan.threads);
    if (!settings.connections && limit > own)
        plan.connections = static_cast<int>(std::min(static_cast<std::size_t>(plan.connections), limit - own));
    const std::size_t needed = static_cast<std::size_t>(plan.connections) + own;
    if (needed <= limit)
        return Done {};
    return Failure {std::to_string(plan.connections) + " connections need " + std::to_string(needed)
                    + " descriptors, this process may have " + std::to_string(limit)
                    + "; raise the limit (ulimit -n) or lower --connections"};
}

ExitCode run(LoadSettings &settings)
{
    const LoadPlan &plan = settings.plan;
    if (const auto enough = checkDescriptors(settings); !enough)
        return complain(enough.message());
    if (!settings.json.empty()) {
        if (const auto writable = checkJsonFile(settings.json); !writable)
            return complain(writable.message());
    }
    LoadGenerator generator;
    if (const auto started = generator.start(plan); !started)
        return complain(started.message());
    runToTheEnd(generator, plan);

    const LoadFigures figures = generator.figures();
    const LoadReport report = makeReport(plan, figures);
    if (settings.json != "-" && !(std::cout << reportTable(report) << std::flush))
        return complain("cannot write to standard output");
    if (!settings.json.empty()) {
        if (const auto written = writeJson(settings.json, reportJson(report)); !written)
            return complain(written.message());
    }
    return report.turns > 0 ? ExitCode::Fine : complain(explainFailure(plan, figures));
}

} // namespace

bool isHopeless(const LoadPlan &plan, const LoadFigures &figures, double seconds)
{
    if (figures.answeredEver > 0 || figures.failedEver() == 0)
        return false;
    // A sixteenth: see LoadThread on timeouts.
    const double longest = toSeconds(plan.turnTimeout) * 17 / 16;
    return (seconds >= patience && figures.turnsUnderWay == 0) || seconds >= patience + longest;
}

std::string explainFailure(const LoadPlan &plan, const LoadFigures &figures)
{
    const std::string targets = namesOf(plan.targets);
    if (figures.answeredEver > 0)
        return "nothing that was counted was answered: all of it came in the warm-up";
    if (figures.failedEver() == 0)
        return "stopped before anything was answered";
    const auto most = std::ranges::max_element(figures.errorsEver);
    const auto error = static_cast<LoadError>(most - figures.errorsEver.begin());
    switch (error) {
    case LoadError::Refused:
        return "nothing listens on " + targets + ": connection refused";
    case LoadError::Timeout:
        if (figures.connectedEver == 0)
            return targets + " took no connection within "
                    + formatDuration(std::min(plan.connectTimeout, plan.turnTimeout));
        return targets + " did not answer within " + formatDuration(plan.turnTimeout);
    case LoadError::BadAnswer:
        return targets + " did not answer as expected: "
                + (plan.answer == LoadAnswer::Http ? "no HTTP response with a status of 2xx or 3xx"
                                                   : "more bytes than --answer says");
    default:
        return targets + " answered nothing: " + std::string(describe(error));
    }
}

int runLoad(const std::vector<std::string> &arguments, std::string_view program, int &, char **)
{
    LoadSettings settings;
    const ParsedArguments parsed = parseLoad(arguments, settings);
    if (const auto code = answer(parsed, loadHelp(program), std::cout, std::cerr))
        return *code;
    return toInt(run(settings));
}

} // namespace lbfy
