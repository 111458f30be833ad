// SPDX-License-Identifier: GPL-3.0-or-later
//
// xoshiro256** 1.0 (https://prng.di.unimi.it/xoshiro256starstar.c), seeded by splitmix64 as its authors advise.

#include "core/balance/random.h"

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

double Random::unit()
{
    return static_cast<double>((*this)() >> 11) * 0x1p-53;
}

} // namespace lbfy
