// SPDX-License-Identifier: GPL-3.0-or-later
//
// nginx adds to every peer its weight, takes the peer with the highest sum (the first in the list among equals) and
// subtracts the total from it. Peers of one weight always move in step, so among them the turn goes round in list order:
// it is enough to compare one peer for each distinct weight. With equal weights a turn costs O(1), with weights of 1
// to 256 never more than 256 comparisons, however many peers there are.

#include "core/balance/smoothschedule.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace lbfy {

namespace {

/// All peers of one weight. `sum` is nginx's current_weight of the one whose turn is next among them.
struct WeightClass {
    std::int64_t sum = 0;
    std::int64_t weight = 0;
    std::uint16_t first = 0; ///< peers[turn]: decides among equal sums
    std::size_t turn = 0;
    std::vector<std::uint16_t> peers; ///< ascending
};

std::vector<WeightClass> classesOf(std::span<const std::uint32_t> weights, std::uint32_t divisor)
{
    std::map<std::uint32_t, WeightClass> byWeight;
    for (std::size_t i = 0; i < weights.size(); ++i)
        byWeight[weights[i] / divisor].peers.push_back(static_cast<std::uint16_t>(i));
    std::vector<WeightClass> classes;
    for (auto &[weight, entry] : byWeight) {
        entry.weight = weight;
        entry.first = entry.peers.front();
        classes.push_back(std::move(entry));
    }
    return classes;
}

WeightClass &highest(std::vector<WeightClass> &classes)
{
    WeightClass *best = nullptr;
    for (WeightClass &entry : classes) {
        entry.sum += entry.weight;
        if (!best || entry.sum > best->sum || (entry.sum == best->sum && entry.first < best->first))
            best = &entry;
    }
    return *best;
}

} // namespace

std::vector<std::uint16_t> smoothSchedule(std::span<const std::uint32_t> weights)
{
    std::vector<std::uint16_t> schedule;
    if (weights.empty())
        return schedule;
    const std::uint32_t divisor = std::accumulate(weights.begin(), weights.end(), 0U, std::gcd<std::uint32_t, std::uint32_t>);
    const std::uint64_t total = std::accumulate(weights.begin(), weights.end(), std::uint64_t {0}) / divisor;
    std::vector<WeightClass> classes = classesOf(weights, divisor);
    schedule.reserve(total);
    while (schedule.size() < total) {
        WeightClass &chosen = highest(classes);
        schedule.push_back(chosen.first);
        if (++chosen.turn == chosen.peers.size()) {
            // Every peer of this weight has had a turn and paid the total for it.
            chosen.turn = 0;
            chosen.sum -= static_cast<std::int64_t>(total);
        }
        chosen.first = chosen.peers[chosen.turn];
    }
    return schedule;
}

} // namespace lbfy
