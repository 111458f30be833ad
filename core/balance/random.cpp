// SPDX-License-Identifier: GPL-3.0-or-later
//
// xoshiro256** 1.0 (https://prng.di.unimi.it/xoshiro256starstar.c), seeded by splitmix64 as its authors advise.

#include "core/balance/random.h"

#include <bit>

namespace lbfy {

Random::Random(std::uint64_t seed)
{
    for (std::uint64_t &word : m_state) {
        seed += 0x9e3779b97f4a7c15U;
        std::uint64_t z = seed;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        word = z ^ (z >> 31);
    }
}

Random::result_type Random::operator()()
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

std::uint32_t Random::below(std::uint32_t bound)
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

double Random::unit()
{
    return static_cast<double>((*this)() >> 11) * 0x1p-53;
}

} // namespace lbfy
