// SPDX-License-Identifier: GPL-3.0-or-later
//
// Smooth weighted round robin (nginx, "Upstream: smooth weighted round-robin balancing", 2012) written out as one
// period: weights 5, 1, 1 give a a b a c a a. Written out because the rule itself is sequential, while a list and an
// atomic index are exact over any number of workers without a lock.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace lbfy {

/// One period of indices into `weights` (each at least 1, at most 65535 of them). Its length is the sum of the weights
/// over their greatest common divisor; index i occurs weights[i] / gcd times.
std::vector<std::uint16_t> smoothSchedule(std::span<const std::uint32_t> weights);

} // namespace lbfy
