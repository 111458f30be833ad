// SPDX-License-Identifier: GPL-3.0-or-later
//
// The log's way out: a descriptor that belongs to somebody else (a terminal, a pipe, a file, a socket), written so that
// nothing ever waits inside write(). Setting O_NONBLOCK on it would change it for every process that shares it, so a
// pipe or terminal is opened a second time with a mode of its own; a socket is asked per call; the rest does not wait.

#pragma once

#include <cstddef>
#include <string_view>

namespace lbfy {

/// Owner and only user: the log's writer thread (constructed before it starts).
class LogOutput
{
public:
    /// `descriptor` is not owned and must stay open as long as this lives.
    explicit LogOutput(int descriptor);
    ~LogOutput();
    LogOutput(const LogOutput &) = delete;
    LogOutput &operator=(const LogOutput &) = delete;

    enum class Result : unsigned char {
        Written, ///< some bytes went out
        Full, ///< wait for POLLOUT on descriptor()
        Refused, ///< closed, disk full, I/O error: waiting does not help
    };
    struct Outcome {
        Result result = Result::Refused;
        std::size_t bytes = 0;
    };
    /// Writes the beginning of `bytes` (not empty), as much as goes without waiting.
    Outcome write(std::string_view bytes);

    int descriptor() const { return m_descriptor; }

private:
    /// MayWait: a pipe that could not be opened again; only poll() and small pieces keep it from waiting.
    enum class Kind : unsigned char { NeverWaits, Socket, MayWait };

    bool isWritableNow() const;

    int m_descriptor;
    bool m_owned = false;
    Kind m_kind = Kind::NeverWaits;
};

} // namespace lbfy
