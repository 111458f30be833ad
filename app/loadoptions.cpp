// SPDX-License-Identifier: GPL-3.0-or-later
//
// What `load` can be told, and what goes together.

#include "app/helprow.h"
#include "app/loadcommand.h"
#include "core/config/names.h"

#include <array>

namespace lbfy {

namespace {

constexpr int closedConnections = 16;
constexpr int openConnections = 1000;

constexpr std::array<NamedValue<ArrivalKind>, 2> arrivalNames {
        NamedValue<ArrivalKind> {ArrivalKind::Poisson, "poisson"},
        NamedValue<ArrivalKind> {ArrivalKind::Constant, "constant"},
};

Result<std::uint64_t> parseBytes(std::string_view text)
{
    return parseSize(text, 1, loadlimits::maxBytes);
}

Result<std::uint64_t> parseAnswer(std::string_view text)
{
    if (text == "echo")
        return std::uint64_t {0};
    const auto size = parseBytes(text);
    if (size)
        return *size;
    return Failure {R"(must be "echo", or )" + size.message().substr(std::string_view("must be ").size())};
}

Result<std::uint64_t> parseSeed(std::string_view text)
{
    const auto seed = parseInteger(text, 0, INT64_MAX);
    if (!seed)
        return seed.failure();
    return static_cast<std::uint64_t>(*seed);
}

Result<Milliseconds> parseTime(std::string_view text)
{
    return parseDuration(text, ZeroDuration::Refused);
}

Result<Milliseconds> parseTimeOrZero(std::string_view text)
{
    return parseDuration(text, ZeroDuration::Allowed);
}

Result<std::string> parseFile(std::string_view text)
{
    if (text.empty())
        return Failure {"the name of the file is empty"};
    return std::string(text);
}

/// What only one kind of load knows must not be ignored silently in the other.
void checkLoop(const LoadSettings &settings, ParsedArguments &parsed)
{
    if (settings.rate && settings.thinkTime)
        parsed.report("--think and --rate cannot be given together: a rate does not wait for answers");
    if (!settings.rate && settings.arrivals)
        parsed.report("--arrivals needs --rate");
    if (!settings.rate && settings.maxWaiting)
        parsed.report("--max-waiting needs --rate");
}

void checkAnswer(const LoadSettings &settings, ParsedArguments &parsed)
{
    if (!settings.httpPath)
        return;
    if (settings.plainTarget)
        parsed.report("targets with and without http:// cannot be given together");
    if (settings.sendBytes)
        parsed.report("--send and an http:// target cannot be given together: what is sent is a GET request");
    if (settings.answerBytes)
        parsed.report("--answer and an http:// target cannot be given together: the response says its size itself");
}

void completePlan(LoadSettings &settings)
{
    LoadPlan &plan = settings.plan;
    plan.loop = settings.rate ? LoadLoop::Open : LoadLoop::Closed;
    plan.connections = settings.connections.value_or(settings.rate ? openConnections : closedConnections);
    plan.rate = settings.rate.value_or(plan.rate);
    plan.arrivals = settings.arrivals.value_or(plan.arrivals);
    plan.maxWaiting = settings.maxWaiting.value_or(plan.maxWaiting);
    plan.thinkTime = settings.thinkTime.value_or(plan.thinkTime);
    plan.sendBytes = settings.sendBytes.value_or(plan.sendBytes);
    const std::uint64_t answer = settings.answerBytes.value_or(0);
    plan.answer = settings.httpPath ? LoadAnswer::Http : answer > 0 ? LoadAnswer::Fixed : LoadAnswer::Echo;
    if (answer > 0)
        plan.answerBytes = answer;
    plan.httpPath = settings.httpPath.value_or(plan.httpPath);
}

} // namespace

std::vector<CommandOption> loadOptions(LoadSettings &settings)
{
    LoadPlan &plan = settings.plan;
    using namespace loadlimits;
    return {
            {"connections", "N", integerTo(settings.connections, 1, maxConnections),
             "connections, each with one turn at a time, 1 to 100000 [16]; with --rate at most so many [1000]"},
            {"rate", "N", parsedTo(settings.rate, parseLoadRate),
             "open loop: so many turns a second are due, 0.001 to 10000000, answered or not; latency counts from when "
             "a turn was due [closed loop: a connection waits for its answer]"},
            {"arrivals", "KIND", wordTo(settings.arrivals, arrivalNames),
             "with --rate: gaps between turns, poisson (as of independent users) or constant [poisson]"},
            {"max-waiting", "N", integerTo(settings.maxWaiting, 0, maxWaiting),
             "with --rate: turns due that may wait for a connection, 0 to 10000000; more are errors [100000]"},
            {"think", "TIME", parsedTo(settings.thinkTime, parseTimeOrZero),
             "without --rate: pause between an answer and the next turn [0s]"},
            {"send", "SIZE", parsedTo(settings.sendBytes, parseBytes), "bytes sent a turn, 1B to 1GiB [64B]"},
            {"answer", "echo|SIZE", parsedTo(settings.answerBytes, parseAnswer),
             "bytes that answer a turn: as many as were sent, or a fixed size, 1B to 1GiB [echo]"},
            {"turns", "N", integerTo(plan.turnsPerConnection, 0, maxTurns),
             "turns on a connection before a new one is opened, to 1000000000; 0: it is kept [0]"},
            {"duration", "TIME", parsedTo(plan.duration, parseTimeOrZero), "how long; 0s: until interrupted [10s]"},
            {"warm-up", "TIME", parsedTo(plan.warmUp, parseTimeOrZero), "load before that is not counted [0s]"},
            {"connect-timeout", "TIME", parsedTo(plan.connectTimeout, parseTime), "of a connection attempt [5s]"},
            {"timeout", "TIME", parsedTo(plan.turnTimeout, parseTime),
             "of a turn, from its start; with --rate from when it was due [5s]"},
            {"threads", "N", integerTo(plan.threads, 1, maxThreads), "threads, 1 to 64 [1]"},
            {"seed", "N", parsedTo(plan.seed, parseSeed), "of what is random, to repeat a run [1]"},
            {"json", "FILE", parsedTo(settings.json, parseFile),
             "write the result as JSON as well; - : to standard output, in place of the table"},
    };
}

Result<Done> takeTarget(LoadSettings &settings, const std::string &text)
{
    const auto target = parseLoadTarget(text);
    if (!target)
        return target.failure();
    if (target->httpPath && settings.httpPath && *settings.httpPath != *target->httpPath)
        return Failure {"all targets must ask for the same path, here " + quotedShort(*settings.httpPath)};
    if (target->httpPath)
        settings.httpPath = target->httpPath;
    else
        settings.plainTarget = true;
    settings.plan.targets.push_back(target->address);
    return Done {};
}

ParsedArguments parseLoad(const std::vector<std::string> &arguments, LoadSettings &settings)
{
    const std::vector<CommandOption> options = loadOptions(settings);
    bool hasTarget = false;
    ParsedArguments parsed = parseArguments(arguments, options, [&](const std::string &text) {
        hasTarget = true;
        return takeTarget(settings, text);
    });
    checkLoop(settings, parsed);
    checkAnswer(settings, parsed);
    if (!hasTarget)
        parsed.report("TARGET is missing, as in 127.0.0.1:8080 or http://127.0.0.1:8080/");
    completePlan(settings);
    if (parsed.errors.empty()) {
        // What rows do not check: the path, the number of targets.
        if (const auto checked = checkPlan(settings.plan); !checked)
            parsed.report(checked.message());
    }
    return parsed;
}

std::string loadHelp(std::string_view program)
{
    LoadSettings settings;
    const std::string name(program);
    return "Usage: " + name
            + " load TARGET... [OPTION]...\n"
              "\n"
              "Makes load and says how it was answered: throughput, latency, errors.\n"
              "\n"
            + helpRow("  TARGET", "HOST:PORT, or http://HOST[:PORT][/PATH] for GET requests; several are taken in turn")
            + optionsHelp(loadOptions(settings))
            + "\n"
              "A turn is one exchange: bytes sent, an answer expected. Ctrl+C ends early, with the result so far.\n"
              "\n"
              "  "
            + name
            + " load 127.0.0.1:8080                           how much can it do?\n"
              "  "
            + name
            + " load 127.0.0.1:8080 --rate 2000               how long do 2000 users a second wait?\n"
              "  "
            + name
            + " load http://127.0.0.1:8080/ --connections 100  HTTP on 100 kept connections\n"
              "\n"
              "Exit codes: 0 fine, 1 failed or nothing was answered, 2 bad command line.\n";
}

} // namespace lbfy
