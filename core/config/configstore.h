// SPDX-License-Identifier: GPL-3.0-or-later
//
// A configuration file as a program that edits it needs it: read with a stamp that tells later whether somebody else
// has changed it, and replaced whole or not at all. Any thread; a call may wait for the disk.

#pragma once

#include "core/config/result.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lbfy {

/// What a file looked like. Two stamps of one content are equal in hash; the rest tells cheaply that nothing happened.
struct FileStamp {
    std::uint64_t size = 0;
    std::int64_t modified = 0; ///< nanoseconds since 1970
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::array<unsigned char, 32> hash {}; ///< SHA-256 of the content

    bool operator==(const FileStamp &) const = default;
    bool sameContent(const FileStamp &other) const { return size == other.size && hash == other.hash; }
};

struct LoadedFile {
    std::string text;
    FileStamp stamp;
};

/// Under the limits of readRegularFile(). The message names the file.
Result<LoadedFile> loadFile(const std::string &path);

enum class FileChange {
    None,
    Content, ///< somebody has written something else
    Gone, ///< it is not there any more, or is no regular file, or may not be read
};

/// Whether a file still has the content of its stamp. Reads it only if it was touched since.
FileChange changeSince(const std::string &path, const FileStamp &stamp);

enum class SaveOutcome {
    Saved,
    ChangedOnDisk, ///< it has not the expected content any more: nothing was written
    Gone, ///< it was expected, but is not there any more: nothing was written
    Failed, ///< the file is as it was
};

struct SaveResult {
    SaveOutcome outcome = SaveOutcome::Failed;
    std::string message; ///< what went wrong, with the file, and what to do; empty when saved
    FileStamp stamp; ///< of what was saved
};

/// Replaces the file at once, by another one beside it that has reached the disk, so that no reader ever sees half a
/// text. A symbolic link stays and its target is replaced; mode and owner stay as far as the system permits. A file
/// that nobody may write is refused, though replacing it would be possible. Expected: what it must still look like;
/// nothing: whatever is there is replaced.
SaveResult saveFile(const std::string &path, std::string_view text, const std::optional<FileStamp> &expected);

} // namespace lbfy
