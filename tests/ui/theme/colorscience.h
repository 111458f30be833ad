// SPDX-License-Identifier: GPL-3.0-or-later
//
// How far apart two colours are for people: WCAG 2's contrast ratio, and CIEDE2000 under the kinds of colour vision as
// Machado, Oliveira and Fernandes model them (2009, severity 1). Pure.

#pragma once

#include <QColor>

#include <array>

namespace lbfy {

enum class Vision { Normal, Protan, Deutan, Tritan };
inline constexpr std::array allVisions {Vision::Normal, Vision::Protan, Vision::Deutan, Vision::Tritan};

/// 1 (the same) to 21 (black on white).
double contrastRatio(const QColor &a, const QColor &b);

/// What somebody with that vision sees instead.
QColor seenWith(Vision vision, const QColor &color);

/// CIEDE2000. 1 can just be seen side by side; 10 is told apart at a glance.
double difference(const QColor &a, const QColor &b);

} // namespace lbfy
