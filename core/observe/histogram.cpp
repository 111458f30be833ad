// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bucket arithmetic: below 32 ns every nanosecond has its own bucket; above, the five bits after the leading one pick
// one of 32 buckets of that power of two. (The layout of HdrHistogram, G. Tene, with fixed precision.)

#include "core/observe/histogram.h"

#include <algorithm>
#include <bit>
#include <cmath>

namespace lbfy {

namespace {

constexpr std::int64_t rangeEnd = std::int64_t {1} << Histogram::maxBits;

/// What a value in the bucket is reported as, in nanoseconds: halfway between its smallest and its largest.
double middleOf(std::size_t bucket)
{
    const auto first = static_cast<double>(Histogram::lowerBound(bucket));
    const auto last = static_cast<double>(Histogram::lowerBound(bucket + 1) - 1);
    return (first + last) / 2;
}

/// How many of `n` values of a bucket are at most `bound` nanoseconds, taking them as evenly spread.
std::uint64_t countUpTo(std::size_t bucket, std::uint64_t n, double bound)
{
    const auto first = static_cast<double>(Histogram::lowerBound(bucket));
    const auto end = static_cast<double>(Histogram::lowerBound(bucket + 1));
    const double share = std::clamp((bound + 1 - first) / (end - first), 0.0, 1.0);
    return std::min(n, static_cast<std::uint64_t>(static_cast<double>(n) * share));
}

} // namespace

std::size_t Histogram::bucketOf(Nanoseconds value)
{
    const std::int64_t clamped = std::clamp<std::int64_t>(value.count(), 0, rangeEnd - 1);
    const auto ns = static_cast<std::uint64_t>(clamped);
    if (ns < (std::uint64_t {1} << subBits))
        return static_cast<std::size_t>(ns);
    const int shift = static_cast<int>(std::bit_width(ns)) - 1 - subBits;
    return (static_cast<std::size_t>(shift) << subBits) + static_cast<std::size_t>(ns >> shift);
}

std::int64_t Histogram::lowerBound(std::size_t bucket)
{
    constexpr std::size_t perPower = std::size_t {1} << subBits;
    if (bucket < perPower)
        return static_cast<std::int64_t>(bucket);
    const std::size_t shift = (bucket >> subBits) - 1;
    return static_cast<std::int64_t>(perPower + (bucket & (perPower - 1))) << shift;
}

void Histogram::record(Nanoseconds value)
{
    m_buckets[bucketOf(value)].add();
    m_sumNs.add(static_cast<std::uint64_t>(std::max<std::int64_t>(value.count(), 0)));
    m_count.add();
}

void Histogram::addTo(HistogramCounts &into) const
{
    for (std::size_t i = 0; i < bucketCount; ++i) {
        if (const std::uint64_t n = m_buckets[i].value(); n > 0)
            into.add(i, n);
    }
    into.addSum(static_cast<double>(m_sumNs.value()) * 1e-9);
}

void HistogramCounts::add(std::size_t bucket, std::uint64_t n)
{
    if (m_buckets.empty())
        m_buckets.resize(Histogram::bucketCount);
    m_buckets[bucket] += n;
    m_count += n;
}

HistogramCounts &HistogramCounts::operator+=(const HistogramCounts &other)
{
    if (other.m_count > 0) {
        m_buckets.resize(Histogram::bucketCount);
        std::transform(m_buckets.begin(), m_buckets.end(), other.m_buckets.begin(), m_buckets.begin(), std::plus<> {});
    }
    m_count += other.m_count;
    m_sumSeconds += other.m_sumSeconds;
    return *this;
}

HistogramCounts &HistogramCounts::operator-=(const HistogramCounts &earlier)
{
    if (earlier.m_count > 0) {
        m_buckets.resize(Histogram::bucketCount);
        std::transform(m_buckets.begin(), m_buckets.end(), earlier.m_buckets.begin(), m_buckets.begin(),
                       std::minus<> {});
    }
    m_count -= earlier.m_count;
    // What rounding leaves over must not show as a negative or a ghost sum.
    m_sumSeconds = m_count == 0 ? 0 : std::max(0.0, m_sumSeconds - earlier.m_sumSeconds);
    return *this;
}

double HistogramCounts::quantile(double q) const
{
    if (m_count == 0)
        return 0;
    const double wanted = std::ceil(std::clamp(q, 0.0, 1.0) * static_cast<double>(m_count));
    const std::uint64_t rank = std::clamp<std::uint64_t>(static_cast<std::uint64_t>(wanted), 1, m_count);
    std::uint64_t seen = 0;
    std::size_t bucket = 0;
    for (; bucket + 1 < m_buckets.size(); ++bucket) {
        seen += m_buckets[bucket];
        if (seen >= rank)
            break;
    }
    return middleOf(bucket) * 1e-9;
}

std::vector<std::uint64_t> HistogramCounts::cumulative(std::span<const double> bounds) const
{
    std::vector<std::uint64_t> result(bounds.size());
    std::size_t bucket = 0;
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        // 50 µs times 1e9 is not exactly 50'000 in binary; the values counted are whole nanoseconds.
        const double bound = std::round(bounds[i] * 1e9);
        while (bucket < m_buckets.size() && static_cast<double>(Histogram::lowerBound(bucket + 1)) - 1 <= bound)
            below += m_buckets[bucket++];
        result[i] = below + (bucket < m_buckets.size() ? countUpTo(bucket, m_buckets[bucket], bound) : 0);
    }
    return result;
}

WindowedQuantiles::WindowedQuantiles(std::size_t slices) : m_slices(std::max<std::size_t>(slices, 1))
{
    m_ring.resize(m_slices);
}

void WindowedQuantiles::update(const HistogramCounts &total)
{
    HistogramCounts moved = total;
    moved -= m_last;
    m_last = total;

    Slice &slice = m_ring[m_next];
    m_next = (m_next + 1) % m_slices;
    HistogramCounts leaving;
    for (const auto &[bucket, n] : slice.buckets)
        leaving.add(bucket, n);
    leaving.addSum(slice.sumSeconds);

    slice.buckets.clear();
    slice.sumSeconds = moved.sumSeconds();
    const std::span<const std::uint64_t> buckets = moved.buckets();
    for (std::size_t i = 0; i < buckets.size(); ++i) {
        if (buckets[i] > 0)
            slice.buckets.emplace_back(static_cast<std::uint16_t>(i), buckets[i]);
    }
    m_window += moved;
    m_window -= leaving;
}

} // namespace lbfy
