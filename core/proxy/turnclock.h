// SPDX-License-Identifier: GPL-3.0-or-later
//
// Finds the turns in a connection: a burst from the client, then the first byte of the answer (docs/architecture.md,
// "What latency is"). At layer 4 nothing says where a request ends, so a burst counts as finished when the client's
// socket was drained and every byte of it has been handed on. When the answer comes before that, both sides are
// streaming; after three such overlaps without a clean turn between them the connection is taken for a stream and
// gives no more turns.
//
// Pure: the time is an argument. Thread: its session's.

#pragma once

#include "core/balance/clock.h"

#include <cstdint>
#include <optional>

namespace lbfy {

class TurnClock
{
public:
    /// Bytes came from the client; `finished`: its socket is drained and all of them have been handed on.
    /// True if that opened a turn.
    bool clientBytes(MonoTime now, bool finished);
    /// What clientBytes() could not hand on at once has been handed on now.
    void burstHandedOn() { m_finished = true; }

    struct Answer {
        bool closedTurn = false; ///< a turn was open and is not any more
        std::optional<Nanoseconds> sample; ///< its length, if it was a clean one
    };
    /// Bytes came from the backend.
    Answer backendBytes(MonoTime now);

    bool open() const { return m_open; }
    /// Time of the open turn's last client byte.
    MonoTime since() const { return m_since; }
    /// True once a turn has been measured: from then on the connection's load is its open turn, not itself.
    bool everMeasured() const { return m_turns > 0; }
    bool streaming() const { return m_overlaps >= streamingAfter; }
    std::uint32_t turns() const { return m_turns; }
    /// lbfy itself stood still until `end`: an open turn is counted from there.
    void forgetBefore(MonoTime end);

private:
    static constexpr std::uint8_t streamingAfter = 3;

    MonoTime m_since {0};
    std::uint32_t m_turns = 0;
    std::uint8_t m_overlaps = 0;
    bool m_open = false;
    bool m_finished = false;
};

} // namespace lbfy
