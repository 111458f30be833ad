// SPDX-License-Identifier: GPL-3.0-or-later
//
// Saving a configuration into the text that a user wrote: what is to change is changed where it stands, and every other
// byte is kept, comments, order and spacing included. The result is read again and compared before it is handed over,
// so that a file can be left alone, but never be spoilt.

#pragma once

#include "core/config/config.h"
#include "core/config/result.h"

#include <string>
#include <string_view>

namespace lbfy {

/// The original, changed so that reading and completing it gives exactly what is wanted; the original itself if it
/// does already. Otherwise a sentence that says why this text cannot be changed, and that a new one can be saved.
///
/// A key that is there is changed, also to its default; one that is not there is added only if its default is not what
/// is wanted. Parts are told apart by their names first, so that a renamed or moved one keeps its comments.
Result<std::string> editToml(std::string_view original, const Config &wanted);

/// A text for a file that does not exist yet: the keys that differ from their defaults, with what they are for.
std::string newToml(const Config &config);

} // namespace lbfy
