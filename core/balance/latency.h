// SPDX-License-Identifier: GPL-3.0-or-later
//
// The latency estimate of one backend: an exponentially weighted moving average by time (Eckner, "Algorithms for
// unevenly spaced time series"; Finagle's Ema), so that an estimate means the same at 10 and at 100,000 samples a
// second:  w = exp(-dt/decay),  ewma = x (1-w) + ewma w.
//
// Value and time are packed into one 64-bit word and replaced by compare-and-swap: a reader never sees the value of
// one sample with the time of another. The high half is the value in seconds as a float; the low half is the time in
// ticks of 2^-14 s (61 µs), which wraps after 72 hours; callers refresh() idle estimates well before that.
// A sample within the tick of its predecessor has no weight and is skipped: at high rates that samples the stream and
// keeps the shared cache line quiet.
//
// While idle, an estimate drifts towards the median of its pool (five times as fast as `decay`), so that a backend
// that was slow once is tried again within seconds; one connection then tells.

#pragma once

#include "core/balance/clock.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace lbfy {

/// What was timed, best first: what stands in for what when a protocol gives no turns.
enum class LatencySignal : std::uint8_t { Turn, FirstByte, Connect, Check };
inline constexpr std::size_t latencySignalCount = 4;

/// How fast estimates forget, made once from the configured time constant: reading an estimate then needs no division.
struct Decay {
    explicit Decay(Nanoseconds timeConstant);

    double constant; ///< seconds
    double grace; ///< seconds that an estimate is idle without drifting: ordinary gaps between samples fall into it
    double drift; ///< per second, once it drifts
};

class LatencyEstimate
{
public:
    /// Mixes in a sample (seconds, at least 0). The first one is taken as it is. `median` (seconds, 0: unknown) is what
    /// the idle time before the sample drifts towards.
    void add(double sample, MonoTime now, const Decay &decay, double median);

    /// The estimate at `now` after idle drift, in seconds, or nothing without a sample.
    std::optional<double> at(MonoTime now, const Decay &decay, double median) const
    {
        const double value = orElse(-1, now, decay, median);
        return value < 0 ? std::nullopt : std::optional(value);
    }

    /// The same, or `unknown` without a sample: for the data path, where an optional costs more than it says.
    double orElse(double unknown, MonoTime now, const Decay &decay, double median) const;

    /// Stamps an estimate that has been idle for more than 36 hours anew, so that its time never wraps. Cheap
    /// otherwise.
    void refresh(MonoTime now, const Decay &decay, double median);

    /// True once a sample has been added.
    bool known() const { return m_word.load(std::memory_order_relaxed) != 0; }

    void reset() { m_word.store(0, std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> m_word {0};
};

/// The sample that stands for a refused, reset or answerless closed connection, in seconds: max(5 s, 3 × median),
/// where the factor may lift it to 60 s at most and never below the median: in a pool that fails as a whole the
/// median is made of such samples, and would otherwise treble again and again.
double failureSample(double median);

/// True if the two estimates (seconds) are as good as equal: within 1 ms below 20 ms, else within 5 % of the larger.
inline bool withinQuantum(double a, double b)
{
    return std::abs(a - b) <= std::max(0.001, 0.05 * std::max(a, b));
}

} // namespace lbfy
