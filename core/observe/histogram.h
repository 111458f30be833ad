// SPDX-License-Identifier: GPL-3.0-or-later
//
// A log-linear histogram of durations: every power of two is cut into 32 equal buckets, so a recorded value is known
// to 1/32 of itself at worst and, reported as the bucket's middle, to 1.6 %. Range 1 ns to 2^42 ns (73 min); larger
// values go to the last bucket. Recording is one index computation and one store.
//
// Histogram has one writer thread (see Counter). Everything read from it goes through HistogramCounts, a plain copy
// that can be added, subtracted and asked for quantiles.

#pragma once

#include "core/balance/clock.h"
#include "core/observe/counter.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace lbfy {

class HistogramCounts;

class Histogram
{
public:
    static constexpr int subBits = 5; ///< 32 buckets a power of two
    static constexpr int maxBits = 42;
    static constexpr std::size_t bucketCount = ((maxBits - subBits) << subBits) + (std::size_t {1} << subBits);

    /// Bucket of a duration; negative counts as 0.
    static std::size_t bucketOf(Nanoseconds value);
    /// Smallest duration of a bucket, in nanoseconds; bucketCount gives the end of the range.
    static std::int64_t lowerBound(std::size_t bucket);

    void record(Nanoseconds value);
    std::uint64_t count() const { return m_count.value(); }
    /// Adds what is recorded so far to `into`.
    void addTo(HistogramCounts &into) const;

private:
    std::array<Counter, bucketCount> m_buckets;
    Counter m_count;
    Counter m_sumNs;
};

/// Counts taken from one or more Histograms at one time. Empty until something is added.
class HistogramCounts
{
public:
    void add(std::size_t bucket, std::uint64_t n);
    void addSum(double seconds) { m_sumSeconds += seconds; }
    HistogramCounts &operator+=(const HistogramCounts &other);
    /// `earlier` must be an earlier state of the same Histograms.
    HistogramCounts &operator-=(const HistogramCounts &earlier);

    std::uint64_t count() const { return m_count; }
    double sumSeconds() const { return m_sumSeconds; }
    /// Values a bucket; empty, or Histogram::bucketCount long.
    std::span<const std::uint64_t> buckets() const { return m_buckets; }
    /// The q-quantile (0 to 1) in seconds: middle of the bucket that holds it; 0 when empty.
    double quantile(double q) const;
    /// How many values are at most each bound (seconds, ascending): Prometheus' cumulative buckets. Monotone, never above
    /// count(); a bucket that straddles a bound is split in proportion.
    std::vector<std::uint64_t> cumulative(std::span<const double> bounds) const;

private:
    std::vector<std::uint64_t> m_buckets; ///< empty, or Histogram::bucketCount
    std::uint64_t m_count = 0;
    double m_sumSeconds = 0;
};

/// Quantiles over the last seconds: a ring of differences between successive readings.
/// Owner: whoever makes the snapshots.
class WindowedQuantiles
{
public:
    /// Keeps `slices` readings; with 4 readings a second, 40 slices are 10 s.
    explicit WindowedQuantiles(std::size_t slices = 40);
    /// `total`: the cumulative counts now, never less than at the last call.
    void update(const HistogramCounts &total);
    const HistogramCounts &window() const { return m_window; }
    /// What update() was given last.
    const HistogramCounts &total() const { return m_last; }

private:
    struct Slice {
        std::vector<std::pair<std::uint16_t, std::uint64_t>> buckets; ///< only those that moved
        double sumSeconds = 0;
    };
    std::size_t m_slices;
    std::vector<Slice> m_ring;
    std::size_t m_next = 0;
    HistogramCounts m_last;
    HistogramCounts m_window;
};

/// The bounds of every histogram in /metrics (CONTRACT 4), seconds.
inline constexpr std::array<double, 17> prometheusBounds {.00005, .0001, .00025, .0005, .001, .0025, .005, .01, .025,
                                                          .05,    .1,    .25,    .5,    1,    2.5,   5,    10};

} // namespace lbfy
