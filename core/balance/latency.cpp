// SPDX-License-Identifier: GPL-3.0-or-later
//
// The packed word and the arithmetic on it. Everything is computed in double and rounded to float once, when stored.

#include "core/balance/latency.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace lbfy {

namespace {

constexpr std::uint32_t ticksPerSecond = 1U << 14;
// Another worker's clock may have been read a moment later than ours: up to this far back counts as "now" (64 s); what
// is further back is an age of up to 72 hours.
constexpr std::uint32_t ticksBackwards = 64 * ticksPerSecond;
// An estimate idle for more than 36 hours is stamped to look idle for 18: far beyond any drift, far from wrapping.
constexpr std::uint32_t restampAbove = 1U << 31;
constexpr std::uint32_t restampTo = 1U << 30;

// Samples beyond this (30 years) say nothing more and would overflow a float.
constexpr double longestSample = 1e9;

struct Unpacked {
    double value;
    std::uint32_t tick;
};

std::uint32_t tickOf(MonoTime time)
{
    // Seconds and their fraction apart: the product of all nanoseconds would overflow after six days.
    const auto count = static_cast<std::uint64_t>(time.count());
    const std::uint64_t fraction = (count % 1'000'000'000U) * ticksPerSecond / 1'000'000'000U;
    return static_cast<std::uint32_t>(count / 1'000'000'000U * ticksPerSecond + fraction);
}

std::uint64_t pack(double value, std::uint32_t tick)
{
    const std::uint64_t word = std::uint64_t {std::bit_cast<std::uint32_t>(static_cast<float>(value))} << 32 | tick;
    return word != 0 ? word : 1; // 0 means "no sample": a sample of 0 s at tick 0 is stamped one tick (61 µs) later
}

Unpacked unpack(std::uint64_t word)
{
    return {static_cast<double>(std::bit_cast<float>(static_cast<std::uint32_t>(word >> 32))),
            static_cast<std::uint32_t>(word)};
}

std::uint32_t ticksSince(std::uint32_t tick, MonoTime now)
{
    const std::uint32_t elapsed = tickOf(now) - tick;
    return elapsed > ~std::uint32_t {0} - ticksBackwards ? 0 : elapsed;
}

double drifted(double value, double idle, const Decay &decay, double median)
{
    const double drifting = idle - decay.grace;
    if (drifting <= 0 || median <= 0)
        return value;
    return median + (value - median) * std::exp(-drifting * decay.drift);
}

} // namespace

Decay::Decay(Nanoseconds timeConstant)
    : constant(toSeconds(timeConstant))
    , grace(constant / 20)
    , drift(5 / constant)
{ }

void LatencyEstimate::add(double sample, MonoTime now, const Decay &decay, double median)
{
    if (std::isnan(sample))
        return;
    const double bounded = std::clamp(sample, 0.0, longestSample);
    std::uint64_t word = m_word.load(std::memory_order_relaxed);
    std::uint64_t next = 0;
    do {
        if (word == 0) {
            next = pack(bounded, tickOf(now));
            continue;
        }
        const Unpacked old = unpack(word);
        const std::uint32_t ticks = ticksSince(old.tick, now);
        if (ticks == 0)
            return;
        const double elapsed = static_cast<double>(ticks) / ticksPerSecond;
        const double kept = std::exp(-elapsed / decay.constant);
        // Drift is only a reason to try again. A sample as bad as what was known takes it back, or a backend would look
        // better each time that it is found to be as slow as ever, and be tried more and more often.
        const double faded = drifted(old.value, elapsed, decay, median);
        const double before = std::clamp(bounded, std::min(faded, old.value), std::max(faded, old.value));
        next = pack(bounded + (before - bounded) * kept, tickOf(now));
    } while (!m_word.compare_exchange_weak(word, next, std::memory_order_relaxed));
}

double LatencyEstimate::orElse(double unknown, MonoTime now, const Decay &decay, double median) const
{
    const std::uint64_t word = m_word.load(std::memory_order_relaxed);
    if (word == 0)
        return unknown;
    const Unpacked old = unpack(word);
    const double idle = static_cast<double>(ticksSince(old.tick, now)) / ticksPerSecond;
    return drifted(old.value, idle, decay, median);
}

void LatencyEstimate::refresh(MonoTime now, const Decay &decay, double median)
{
    std::uint64_t word = m_word.load(std::memory_order_relaxed);
    if (word == 0)
        return;
    const Unpacked old = unpack(word);
    const std::uint32_t ticks = ticksSince(old.tick, now);
    if (ticks <= restampAbove)
        return;
    const double idle = static_cast<double>(ticks) / ticksPerSecond;
    const std::uint64_t next = pack(drifted(old.value, idle, decay, median), tickOf(now) - restampTo);
    // If this fails a sample has come in between, which is better still.
    m_word.compare_exchange_strong(word, next, std::memory_order_relaxed);
}

double failureSample(double median)
{
    return std::max({5.0, median, std::min(3 * median, 60.0)});
}

} // namespace lbfy
