// SPDX-License-Identifier: GPL-3.0-or-later
//
// Results of a command as JSON, for `--json FILE`.

#pragma once

#include "core/config/result.h"

#include <string>

class QJsonObject;

namespace lbfy {

/// Whether writeJson() could write there now, so that a run is not lost for a mistyped folder. "-" always can.
Result<Done> checkJsonFile(const std::string &file);

/// Replaces the file as a whole: a reader sees the old or the new content, never half of it. "-": standard output.
Result<Done> writeJson(const std::string &file, const QJsonObject &content);

} // namespace lbfy
