// SPDX-License-Identifier: GPL-3.0-or-later
//
// The small fast generator behind every random choice: xoshiro256** (Blackman, Vigna 2018), one per worker, seeded
// by the caller. Not for secrets.

#pragma once

#include <array>
#include <cstdint>

namespace lbfy {

class Random
{
public:
    using result_type = std::uint64_t;

    /// Expands `seed` by splitmix64, so that any seed, 0 included, gives a full state.
    explicit Random(std::uint64_t seed);

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return ~result_type {0}; }
    result_type operator()();

    /// Uniform in [0, bound), unbiased (Lemire 2019). `bound` must be above 0.
    std::uint32_t below(std::uint32_t bound);

    /// Uniform in [0, 1).
    double unit();

private:
    std::array<std::uint64_t, 4> m_state;
};

} // namespace lbfy
