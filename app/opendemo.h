// SPDX-License-Identifier: GPL-3.0-or-later
//
// The demo as both front ends start it. Thread: main.

#pragma once

#include "app/commandline.h"
#include "core/lab/demo.h"

#include <memory>

namespace lbfy {

/// Its backends listen; null: the command line asks for no demo.
Result<std::unique_ptr<Demo>> openDemo(const CommandLine &commandLine);

/// What options change: the demo's configuration, else the built-in one.
Config builtInConfig(const Demo *demo);

} // namespace lbfy
