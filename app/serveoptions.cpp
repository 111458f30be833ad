// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serveoptions.h"

#include "app/helprow.h"
#include "core/config/address.h"
#include "core/config/names.h"

#include <algorithm>
#include <limits>

namespace lbfy {

namespace {

constexpr int largestCount = 256;

Result<std::string> parseFileName(std::string_view text)
{
    return text.empty() ? Result<std::string>(Failure {"the name of the file is empty"})
                        : Result<std::string>(std::string(text));
}

std::vector<CommandOption> serveOptions(ServeSettings &s)
{
    const auto answerSize = [](std::string_view text) { return parseSize(text, 1, largestAnswer); };
    const auto requestSize = [](std::string_view text) { return parseSize(text, 0, largestAnswer); };
    const auto duration = [](std::string_view text) { return parseDuration(text, ZeroDuration::Refused); };
    BackendBehaviour &b = s.behaviour;
    return {
            {"count", "N", integerTo(s.count, 1, largestCount),
             "backends on as many successive ports, from the one given, 1 to 256 [1]"},
            {"answer", "KIND", wordTo(b.answer, answerKindNames),
             "echo: what came in; http: 200 with a body; fixed: as many bytes for each request [echo]"},
            {"answer-bytes", "SIZE", parsedTo(s.answerBytes, answerSize),
             "for http the body, for fixed the answer, 1B to 1GiB [128B]"},
            {"request-bytes", "SIZE", parsedTo(s.requestBytes, requestSize),
             "for fixed: what makes a request; 0B: whatever arrives at once [0B]"},
            {"delay", "DELAY", parsedTo(b.delay, parseDelay),
             "from the request to the answer: 8ms, normal:8ms,2ms (mean, deviation), lognormal:8ms,0.5 (median, "
             "sigma) or two-point:5ms,80ms,2% (usual, rare, share of rare); 0 to 60s [0ms]"},
            {"refuse", "SHARE", parsedTo(b.failures.refuse, parsePercentage),
             "connections reset when accepted; 100%: the connect itself is refused [0%]"},
            {"reset", "SHARE", parsedTo(b.failures.reset, parsePercentage), "turns reset instead of answered [0%]"},
            {"hang", "SHARE", parsedTo(b.failures.hang, parsePercentage),
             "turns never answered, nor anything later on the connection [0%]"},
            {"close", "SHARE", parsedTo(b.failures.close, parsePercentage),
             "turns whose connection is closed without an answer [0%]"},
            {"bandwidth", "SIZE|off", parsedTo(b.bandwidth, parseBandwidth),
             "bytes of answers a second, over all connections of a backend, 1KiB to 100GiB [off]"},
            {"concurrency", "N", integerTo(b.concurrency, 0, largestConcurrency),
             "turns served at a time, the others wait in order of arrival; 0: no limit [0]"},
            {"seed", "N", integerTo(s.seed, 0, std::numeric_limits<std::int64_t>::max()),
             "of everything random: the same seed and traffic, the same luck [1]"},
            {"duration", "TIME", parsedTo(s.duration, duration), "ends after that long [until a signal]"},
            {"json", "FILE", parsedTo(s.json, parseFileName),
             "writes the figures there at the end, as JSON; -: to standard output"},
            {"log-format", "FORMAT", wordTo(s.logFormat, logFormatNames),
             "text, logfmt or json [text to a terminal, logfmt elsewhere]"},
    };
}

Result<Done> takeAddress(ServeSettings &settings, const std::string &text)
{
    const auto address = parseListenAddress(text);
    if (!address)
        return address.failure();
    if (settings.addresses.size() == largestCount)
        return Failure {"no more than " + std::to_string(largestCount) + " backends"};
    for (const Address &other : settings.addresses) {
        if (collides(*address, other))
            return Failure {"collides with " + other.toString()};
    }
    settings.addresses.push_back(*address);
    return Done {};
}

/// Makes addresses of --count.
void countAddresses(ServeSettings &settings, ParsedArguments &parsed)
{
    if (settings.addresses.empty())
        settings.addresses.push_back({"127.0.0.1", 9000});
    if (settings.count == 1)
        return;
    if (settings.addresses.size() > 1)
        return parsed.report("--count goes with one address, not with " + std::to_string(settings.addresses.size()));
    const Address first = settings.addresses.front();
    if (first.port != 0 && first.port + settings.count - 1 > 65535)
        return parsed.report("--count " + std::to_string(settings.count) + " from port " + std::to_string(first.port)
                             + " on: the last port would be above 65535");
    for (int i = 1; i < settings.count; ++i)
        settings.addresses.push_back(
                {first.host, first.port == 0 ? std::uint16_t {0} : static_cast<std::uint16_t>(first.port + i)});
}

void joinSizes(ServeSettings &settings, ParsedArguments &parsed)
{
    BackendBehaviour &behaviour = settings.behaviour;
    if (settings.answerBytes && behaviour.answer == AnswerKind::Echo)
        parsed.report("--answer-bytes goes with --answer http or fixed: an echo is as long as what came in");
    if (settings.requestBytes && behaviour.answer != AnswerKind::Fixed)
        parsed.report("--request-bytes goes with --answer fixed");
    behaviour.answerBytes = settings.answerBytes.value_or(behaviour.answerBytes);
    behaviour.requestBytes = settings.requestBytes.value_or(behaviour.requestBytes);
}

} // namespace

ParsedArguments parseServe(const std::vector<std::string> &arguments, ServeSettings &settings)
{
    const auto options = serveOptions(settings);
    ParsedArguments parsed = parseArguments(arguments, options,
                                            [&](const std::string &text) { return takeAddress(settings, text); });
    if (parsed.help || !parsed.errors.empty())
        return parsed;
    countAddresses(settings, parsed);
    joinSizes(settings, parsed);
    if (const auto checked = checkBehaviour(settings.behaviour); !checked)
        parsed.report(checked.message());
    return parsed;
}

std::string serveHelp(std::string_view program)
{
    ServeSettings settings;
    std::string text = "Usage: " + std::string(program)
            + " serve [ADDR:PORT]... [OPTION]...\n"
              "\n"
              "Test backends: real sockets that answer, delay and fail as told.\n"
              "\n";
    text += helpRow("  ADDR:PORT", "where to listen, one backend each; port 0: any free one [127.0.0.1:9000]");
    text += optionsHelp(serveOptions(settings));
    text += R"(
A turn is a request and its answer. A turn fails in one way only: --reset, --hang and --close together are at most 100%.
SIGTERM and SIGINT end it. Exit codes: 0 fine, 1 failed while running, 2 bad command line, 69 address in use,
77 no permission.
)";
    return text;
}

} // namespace lbfy
