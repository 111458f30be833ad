// SPDX-License-Identifier: GPL-3.0-or-later
//
// nginx adds to every peer its weight, takes the peer with the highest sum (the first in the list among equals) and
// subtracts the total from it. Peers of one weight always move in step, so among them the turn goes round in list
// order: it is enough to compare one peer for each distinct weight. With equal weights a turn costs O(1), with
// weights of 1 to 256 never more than 256 comparisons, however many peers there are.

#include "core/balance/smoothschedule.h"

#include <limits>
#include <map>
#include <numeric>
#include <utility>

namespace lbfy {

namespace {

// What the inner loop touches of a class, in one word: nginx's current_weight of the peer whose turn is next, times
// 65536, less that peer's index. The highest is then the first in the list among those with the highest sum.
constexpr std::int64_t unit = 65536;

struct Contender {
    std::int64_t key = 0;
    std::int64_t step = 0; ///< weight × unit
};

/// All peers of one weight.
struct WeightClass {
    std::vector<std::uint16_t> peers; ///< ascending
    std::size_t turn = 0;
};

std::size_t highest(std::vector<Contender> &contenders)
{
    std::size_t best = 0;
    std::int64_t bestKey = std::numeric_limits<std::int64_t>::min();
    for (std::size_t i = 0; i < contenders.size(); ++i) {
        Contender &contender = contenders[i];
        contender.key += contender.step;
        const bool higher = contender.key > bestKey;
        best = higher ? i : best;
        bestKey = higher ? contender.key : bestKey;
    }
    return best;
}

} // namespace

std::vector<std::uint16_t> smoothSchedule(std::span<const std::uint32_t> weights)
{
    std::vector<std::uint16_t> schedule;
    if (weights.empty())
        return schedule;
    std::uint32_t divisor = 0;
    std::uint64_t sum = 0;
    std::map<std::uint32_t, WeightClass> byWeight;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        divisor = std::gcd(divisor, weights[i]);
        sum += weights[i];
        byWeight[weights[i]].peers.push_back(static_cast<std::uint16_t>(i));
    }
    std::vector<WeightClass> classes;
    std::vector<Contender> contenders;
    for (auto &[weight, entry] : byWeight) {
        contenders.push_back({-std::int64_t {entry.peers.front()}, std::int64_t {weight / divisor} * unit});
        classes.push_back(std::move(entry));
    }

    const std::uint64_t total = sum / divisor;
    schedule.reserve(total);
    while (schedule.size() < total) {
        const std::size_t index = highest(contenders);
        WeightClass &chosen = classes[index];
        const std::uint16_t peer = chosen.peers[chosen.turn];
        schedule.push_back(peer);
        if (++chosen.turn == chosen.peers.size()) {
            // Every peer of this weight has had a turn and paid the total for it.
            chosen.turn = 0;
            contenders[index].key -= static_cast<std::int64_t>(total) * unit;
        }
        contenders[index].key += peer - chosen.peers[chosen.turn];
    }
    return schedule;
}

} // namespace lbfy
