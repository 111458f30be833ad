// SPDX-License-Identifier: GPL-3.0-or-later
//
// A Snapshot as Prometheus text (format 0.0.4): every metric of CONTRACT 4, and nothing that the Snapshot does not say.
// prometheus-cpp prints it, so that escapes and numbers follow the format. A metric is one row of the table in
// prometheus.cpp; there is no registry, so a removed backend's series vanish with it.

#pragma once

#include "core/observe/processinfo.h"
#include "core/observe/snapshot.h"

#include <string>

namespace lbfy {

/// The body of /metrics. Pure; any thread.
std::string prometheusText(const Snapshot &snapshot, const ProcessInfo &process);

} // namespace lbfy
