// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/options.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sstream>

namespace lbfy::bench {

namespace {

constexpr const char *usage = R"(usage: bench_load MODE --port N [options]
  turns      64 bytes out, --bytes back, on --connections kept open, for --seconds
  connects   a connection for every turn, --connections of them at a time
  download   --connections flows of --bytes each
  upload     the same the other way
  both       the same both ways at once
  idle       opens --connections, one turn of --bytes on each, prints "ready", keeps them until stdin closes

  --bulk N          (turns) N endless downloads beside them
  --bulk-rate B     (turns) B bytes per millisecond for each of those (0: as fast as they go)
  --backend-closes  (connects) the backend closes first
  --seconds S       length of the measuring window (2)
  --warm-up S       load before it (0.3)
  --cpu-of PID,PID  processes whose CPU time is reported
)";

[[noreturn]] void badUsage(const std::string &message)
{
    std::fprintf(stderr, "error: %s\n%s", message.c_str(), usage);
    std::exit(2);
}

std::vector<pid_t> parsePids(const std::string &text)
{
    std::vector<pid_t> pids;
    std::istringstream stream(text);
    for (std::string item; std::getline(stream, item, ',');)
        pids.push_back(static_cast<pid_t>(std::stol(item)));
    return pids;
}

void apply(Options &options, const std::string &name, const std::string &value)
{
    if (name == "--port")
        options.port = static_cast<std::uint16_t>(std::stoul(value));
    else if (name == "--connections")
        options.connections = std::stoul(value);
    else if (name == "--bulk")
        options.bulk = std::stoul(value);
    else if (name == "--bulk-rate")
        options.bulkBytesPerMs = static_cast<std::uint32_t>(std::stoul(value));
    else if (name == "--bytes")
        options.bytes = std::stoull(value);
    else if (name == "--seconds")
        options.seconds = std::chrono::duration<double>(std::stod(value));
    else if (name == "--warm-up")
        options.warmUp = std::chrono::duration<double>(std::stod(value));
    else if (name == "--cpu-of")
        options.processes = parsePids(value);
    else
        badUsage("unknown option " + name);
}

} // namespace

Options parseOptions(int argc, char **argv)
{
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        if (word == "--help") {
            std::fputs(usage, stdout);
            std::exit(0);
        }
        if (word == "--backend-closes") {
            options.backendCloses = true;
        } else if (!word.starts_with("--")) {
            options.mode = word;
        } else if (i + 1 == argc) {
            badUsage(word + " needs a value");
        } else {
            try {
                apply(options, word, argv[++i]);
            } catch (const std::exception &) {
                badUsage(word + ": not a number: " + argv[i]);
            }
        }
    }
    if (options.port == 0 || options.connections == 0)
        badUsage("--port and --connections must be given and not 0");
    return options;
}

void Window::begin()
{
    m_before = m_cpu.now();
    m_start = Clock::now();
}

void Window::end()
{
    m_stop = Clock::now();
    m_after = m_cpu.now();
}

double Window::seconds() const
{
    return std::chrono::duration<double>(m_stop - m_start).count();
}

std::string Window::json() const
{
    const std::chrono::duration<double> used = m_after.used - m_before.used;
    const std::chrono::duration<double> waited = m_after.waited - m_before.waited;
    return "\"seconds\":" + std::to_string(seconds()) + ",\"cpu_s\":" + std::to_string(used.count())
            + ",\"wait_s\":" + std::to_string(waited.count());
}

std::uint32_t sampleOf(Clock::duration latency)
{
    const auto nanoseconds = std::chrono::duration_cast<std::chrono::nanoseconds>(latency).count();
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(nanoseconds, 0, UINT32_MAX));
}

std::string latencyJson(std::vector<std::uint32_t> &nanoseconds)
{
    if (nanoseconds.empty())
        return "\"p50_us\":null,\"p99_us\":null";
    const auto quantile = [&nanoseconds](double q) {
        const auto index = static_cast<std::ptrdiff_t>(q * static_cast<double>(nanoseconds.size() - 1));
        std::nth_element(nanoseconds.begin(), nanoseconds.begin() + index, nanoseconds.end());
        return std::to_string(static_cast<double>(nanoseconds[static_cast<std::size_t>(index)]) / 1000.0);
    };
    const std::string median = quantile(0.5);
    return "\"p50_us\":" + median + ",\"p99_us\":" + quantile(0.99);
}

} // namespace lbfy::bench
