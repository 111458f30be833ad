// SPDX-License-Identifier: GPL-3.0-or-later
//
// A backend to balance over, with real sockets, that behaves as told: a BackendBehaviour that can change at any time,
// and a plug that can be pulled. One epoll loop in a thread of its own ("lbfy-srv-PORT"), so that several backends
// and the load on them do not disturb each other more than processes would. A connection costs less than 1 KiB and what
// is on its way (128 KiB at most).
//
// Thread: made, called and destroyed by any thread; the calls may come from several at once. The loop, and everything
// in it, is behind TestBackend::Loop and runs in the backend's thread alone.

#pragma once

#include "core/lab/behaviour.h"
#include "core/proxy/socketaddress.h"

#include <cstdint>
#include <memory>

namespace lbfy {

/// Counted since start(), but for what is marked as of now.
struct BackendFigures {
    std::uint64_t connectionsOpen = 0; ///< now
    std::uint64_t connections = 0; ///< accepted, those refused by failure rate included
    std::uint64_t turns = 0; ///< answered: the last byte was given to the kernel
    std::uint64_t bytesIn = 0;
    std::uint64_t bytesOut = 0;
    std::uint64_t refused = 0; ///< by FailureRates::refuse below 1; what the kernel refuses nobody can count
    std::uint64_t reset = 0; ///< turns, as are the following
    std::uint64_t hung = 0;
    std::uint64_t closed = 0;
    std::uint64_t badRequests = 0; ///< Http: answered with 4xx
    std::uint64_t busy = 0; ///< now: turns being served
    std::uint64_t queued = 0; ///< now: turns that wait for a server
    std::uint64_t queuedPeak = 0;
    std::uint64_t acceptPauses = 0; ///< times that descriptors or memory ran out; accepting rests for 100 ms then
    int acceptError = 0; ///< errno of the last pause

    bool operator==(const BackendFigures &) const = default;
};

class TestBackend final
{
public:
    /// `behaviour` passes checkBehaviour(). `seed`: of everything random; equal seeds and equal traffic, equal luck.
    explicit TestBackend(const BackendBehaviour &behaviour = {}, std::uint64_t seed = 1);
    /// Resets what is open and ends the thread.
    ~TestBackend();
    TestBackend(const TestBackend &) = delete;
    TestBackend &operator=(const TestBackend &) = delete;

    /// Listens and starts the thread; port 0: any free one. 0, or errno. Once, before anything below but behaviour.
    int start(const SocketAddress &address);
    /// With the real port, which stays the same for life.
    SocketAddress address() const;

    /// Holds for every turn that begins after the return.
    void setBehaviour(const BackendBehaviour &behaviour);
    BackendBehaviour behaviour() const;

    /// As if the process had died: connections are reset, connects are refused. Done on return.
    void kill();
    /// Listens on the same port again. 0, or errno (EADDRINUSE: somebody has taken it meanwhile).
    int revive();
    bool alive() const;

    /// Cheap; the figures are each exact, though not all of the same instant.
    BackendFigures figures() const;

private:
    class Loop;
    std::unique_ptr<Loop> m_loop;
};

} // namespace lbfy
