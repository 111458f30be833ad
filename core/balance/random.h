// SPDX-License-Identifier: GPL-3.0-or-later
//
// The small fast generator behind every random choice: xoshiro256** (Blackman, Vigna 2018), one per worker, seeded
// by the caller. Not for secrets.

#pragma once

#include <array>
#include <bit>
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

inline Random::result_type Random::operator()()
{
    const std::uint64_t result = std::rotl(m_state[1] * 5, 7) * 9;
    const std::uint64_t t = m_state[1] << 17;
    m_state[2] ^= m_state[0];
    m_state[3] ^= m_state[1];
    m_state[1] ^= m_state[2];
    m_state[0] ^= m_state[3];
    m_state[2] ^= t;
    m_state[3] = std::rotl(m_state[3], 45);
    return result;
}

inline std::uint32_t Random::below(std::uint32_t bound)
{
    // Lemire, "Fast random integer generation in an interval": a multiplication instead of a division; the few low
    // products that would favour some results are drawn again.
    std::uint64_t product = ((*this)() >> 32) * bound;
    if (static_cast<std::uint32_t>(product) < bound) {
        const std::uint32_t threshold = (0U - bound) % bound;
        while (static_cast<std::uint32_t>(product) < threshold)
            product = ((*this)() >> 32) * bound;
    }
    return static_cast<std::uint32_t>(product >> 32);
}

} // namespace lbfy
