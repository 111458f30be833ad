// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/spread.h"

#include <algorithm>
#include <numeric>

namespace lbfy {

namespace {

/// Labels that touch, and move as one.
struct Block {
    double sum = 0; ///< of where the first label should be, as each of them sees it
    std::size_t count = 0;
    double first() const { return sum / static_cast<double>(count); }
    double end(double height) const { return first() + height * static_cast<double>(count); }
};

} // namespace

std::vector<double> spreadLabels(const std::vector<double> &wanted, double height, double top, double bottom)
{
    const std::size_t count = wanted.size();
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t {0});
    std::ranges::stable_sort(order, {}, [&wanted](std::size_t i) { return wanted[i]; });

    std::vector<Block> blocks;
    for (const std::size_t i : order) {
        blocks.push_back({wanted[i], 1});
        while (blocks.size() > 1 && blocks.end()[-2].end(height) > blocks.back().first()) {
            const Block last = blocks.back();
            blocks.pop_back();
            Block &merged = blocks.back();
            merged.sum += last.sum - height * static_cast<double>(merged.count * last.count);
            merged.count += last.count;
        }
    }
    std::vector<double> placed(count);
    std::size_t next = 0;
    for (const Block &block : blocks) {
        for (std::size_t i = 0; i < block.count; ++i, ++next) {
            const double low = top + height * (static_cast<double>(next) + 0.5);
            const double high = bottom - height * (static_cast<double>(count - next) - 0.5);
            const double centre = block.first() + height * static_cast<double>(i);
            placed[order[next]] = std::max(low, std::min(high, centre));
        }
    }
    return placed;
}

std::vector<Cluster> clusterMarks(const std::vector<double> &sorted, double distance)
{
    std::vector<Cluster> clusters;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        clusters.push_back({i, 1, sorted[i]});
        while (clusters.size() > 1 && clusters.back().x - clusters.end()[-2].x < distance) {
            const Cluster last = clusters.back();
            clusters.pop_back();
            Cluster &merged = clusters.back();
            const auto total = static_cast<double>(merged.count + last.count);
            merged.x = (merged.x * static_cast<double>(merged.count) + last.x * static_cast<double>(last.count))
                    / total;
            merged.count += last.count;
        }
    }
    return clusters;
}

} // namespace lbfy
