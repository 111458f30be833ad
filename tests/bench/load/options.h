// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_load's command line, its measuring window and its one line of JSON: what all kinds of load have in common.
#pragma once

#include "tests/bench/load/cpuclock.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace lbfy::bench {

using Clock = std::chrono::steady_clock;

struct Options {
    std::string mode; // "turns", "connects", "download", "upload", "both", "idle"
    std::uint16_t port = 0;
    std::size_t connections = 1; // open at once
    std::size_t bulk = 0; // turns: so many endless downloads beside them
    std::uint32_t bulkBytesPerMs = 0; // of each of them; 0: as fast as they go
    std::uint64_t bytes = 64; // answer to a turn; per flow and direction for bulk
    bool backendCloses = false; // connects: who closes first
    std::chrono::duration<double> seconds {2};
    std::chrono::duration<double> warmUp {0.3};
    std::vector<pid_t> processes; // the proxy's, whose CPU time is reported
};

// Exits with 2 and a message on a bad command line, with 0 after --help.
Options parseOptions(int argc, char **argv);

// The time between begin() and end(), and the proxy's CPU time in it.
class Window
{
public:
    explicit Window(const Options &options) : m_cpu(options.processes) { }

    void begin();
    void end();
    // "seconds", "cpu_s" and "wait_s" as members of a JSON object, without braces.
    std::string json() const;
    double seconds() const;

private:
    CpuClock m_cpu;
    Clock::time_point m_start;
    Clock::time_point m_stop;
    CpuUse m_before;
    CpuUse m_after;
};

// A latency as it is kept: nanoseconds, at most 4.29 s.
std::uint32_t sampleOf(Clock::duration latency);

// "p50_us" and "p99_us" of latencies in nanoseconds, as members of a JSON object. Reorders the samples.
std::string latencyJson(std::vector<std::uint32_t> &nanoseconds);

// The kinds of load. Each prints its JSON line and returns the exit code.
int runTurns(const Options &options);
int runConnects(const Options &options);
int runBulk(const Options &options);
int runIdle(const Options &options);

} // namespace lbfy::bench
