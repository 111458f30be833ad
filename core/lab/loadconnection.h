// SPDX-License-Identifier: GPL-3.0-or-later
//
// One connection of a load thread: connects, sends a turn, takes the answer, and says how that went. It decides
// nothing about when. Sockets sit level-triggered in the thread's epoll set and wait for room to write only while there
// is something to write, so a small turn costs one send, one receive and a share of one wait.
//
// Events are hints: one may be of a socket that has been closed and opened again since, so what counts is what the
// socket itself says. Thread: the load thread's. Owner: LoadThread.

#pragma once

#include "core/lab/httpanswer.h"
#include "core/lab/loadplan.h"
#include "core/lab/loadstatistics.h"
#include "core/proxy/descriptor.h"
#include "core/proxy/socketaddress.h"

#include <string>
#include <vector>

namespace lbfy {

/// Where a connection goes.
struct LoadTarget {
    SocketAddress address;
    std::string name; ///< as the user wrote it, for the Host field
};

/// What the connections of a thread have in common.
struct LoadIo {
    int epoll = -1;
    LoadStatistics *statistics = nullptr;
    bool counting = false; ///< the warm-up is over
    std::vector<char> scratch; ///< for one receive
};

class LoadConnection
{
public:
    enum class Progress : std::uint8_t {
        Pending, ///< the turn goes on
        Answered,
        Failed, ///< error() says why; the socket is closed
        Dropped, ///< the other side closed while no turn was under way
    };

    /// What a turn sends and what is to come back. The bytes of `request` must stay until the turn is over.
    struct Order {
        LoadAnswer answer = LoadAnswer::Echo;
        std::string_view request; ///< empty: `sendBytes` of no meaning
        std::uint64_t sendBytes = 0;
        std::uint64_t answerBytes = 0;
    };

    /// Begins a turn, connecting first if need be.
    Progress begin(LoadIo &io, const LoadTarget &target, const Order &order, MonoTime now);
    /// epoll has an event for this connection.
    Progress ready(LoadIo &io);
    void close(LoadIo &io);

    bool isOpen() const { return m_socket.valid(); }
    bool isConnecting() const { return m_connecting; }
    MonoTime connectBegan() const { return m_connectBegan; }
    LoadError error() const { return m_error; }
    /// Turns answered since it was connected.
    int turns() const { return m_turns; }
    /// Whether the other side will take a further turn.
    bool mayGoOn() const { return m_mayGoOn; }

private:
    Progress connect(LoadIo &io, const LoadTarget &target, MonoTime now);
    Progress sendMore(LoadIo &io);
    Progress receiveMore(LoadIo &io);
    Progress receiveBytes(LoadIo &io);
    Progress receiveHttp(LoadIo &io);
    Progress receiveUnasked(LoadIo &io);
    Progress takeHttpEnd(LoadIo &io);
    Progress finishIfWhole(LoadIo &io);
    Progress fail(LoadIo &io, int systemError);
    Progress fail(LoadIo &io, LoadError error);
    void established(LoadIo &io);
    bool watch(LoadIo &io, bool writing);

    Descriptor m_socket;
    bool m_watched = false;
    bool m_watchesWriting = false;
    bool m_connecting = false;
    bool m_busy = false; ///< a turn is under way
    bool m_mayGoOn = true;
    LoadError m_error = LoadError::Other;
    int m_turns = 0;
    MonoTime m_connectBegan {0};
    Order m_order;
    std::uint64_t m_toSend = 0;
    std::uint64_t m_missing = 0; ///< of the answer; not for Http
    HttpAnswer m_http;
};

} // namespace lbfy
