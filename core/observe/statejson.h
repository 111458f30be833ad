// SPDX-License-Identifier: GPL-3.0-or-later
//
// A Snapshot as JSON, for /api/v1/state. The keys are documented in docs/api.md and stay; new ones may be added. No client
// address is in a Snapshot, so none is here.

#pragma once

#include "core/observe/snapshot.h"

#include <QByteArray>

namespace lbfy {

/// Compact JSON, one object. Pure; any thread.
QByteArray stateJson(const Snapshot &snapshot);

} // namespace lbfy
