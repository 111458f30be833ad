// SPDX-License-Identifier: GPL-3.0-or-later
//
// Activities for tests and pictures, from a seed.

#pragma once

#include "core/observe/snapshot.h"

#include <random>

namespace lbfy::test {

/// A balancer's connections over time: some end, some begin, all get older.
class SampleTraffic
{
public:
    explicit SampleTraffic(std::uint32_t seed) : m_random(seed) { }

    void open(std::size_t count);
    /// Ends that many of those open, chosen at random.
    void close(std::size_t count);
    /// Some bytes and turns, and more age, for a share of those open.
    void live(double seconds, double share);
    void pick(std::size_t count, StrategyKind strategy);

    ActivityPtr activity() const { return std::make_shared<const Activity>(m_activity); }
    SnapshotPtr snapshot();
    Activity &values() { return m_activity; }

private:
    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(m_random); }
    double upTo(double limit) { return std::uniform_real_distribution<double>(0, limit)(m_random); }
    std::string client();

    std::mt19937 m_random;
    Activity m_activity;
    WallTime m_now {std::chrono::seconds(1'800'000'000)};
    std::uint64_t m_nextId = 1;
    std::uint64_t m_sequence = 0;
};

} // namespace lbfy::test
