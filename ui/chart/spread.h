// SPDX-License-Identifier: GPL-3.0-or-later
//
// Two small questions of room, in one dimension: where labels stand that must not overlap, and which marks stand so
// close that they are shown as one. Pure.

#pragma once

#include <cstddef>
#include <vector>

namespace lbfy {

/// Places labels of one `height` so that none overlaps another, each as near as can be to where it is `wanted` (its
/// centre), none above `top` or below `bottom`. They keep the order they are wanted in. There must be room for all.
std::vector<double> spreadLabels(const std::vector<double> &wanted, double height, double top, double bottom);

/// Some marks that are shown as one: from `first` on, `count` of them, around `x`.
struct Cluster {
    std::size_t first = 0;
    std::size_t count = 0;
    double x = 0;
};
/// `sorted` ascending. After this no two are nearer than `distance`.
std::vector<Cluster> clusterMarks(const std::vector<double> &sorted, double distance);

} // namespace lbfy
