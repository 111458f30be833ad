// SPDX-License-Identifier: GPL-3.0-or-later
//
// The five figures at the top of the window, made from one service's snapshot: backends up, open connections, new ones a
// second, latency, errors. Pure.

#pragma once

#include "core/observe/snapshot.h"
#include "ui/widgets/figurestrip.h"

#include <QList>

namespace lbfy {

inline constexpr int keyFigureCount = 5;

/// `service` is null while nothing runs: then there are labels and no values.
QList<KeyFigure> figuresOf(const ServiceSnapshot *service);

} // namespace lbfy
