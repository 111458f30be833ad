// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a test backend does with its connections: accepts, reads turns, lets them fail, wait, and be answered. A turn
// goes Idle → (Queued →) Serving → Answering → Idle; one a connection at a time, so the queue is no longer than the
// connections are many, and whatever a client sends ahead stays in the kernel once 64 KiB are held.
//
// Thread: the loop's, but for figures(). Owner: TestBackend::Loop.

#pragma once

#include "core/balance/random.h"
#include "core/lab/backendconnection.h"
#include "core/lab/behaviour.h"
#include "core/lab/testbackend.h"
#include "core/observe/counter.h"
#include "core/proxy/slab.h"

#include <array>
#include <atomic>
#include <string_view>
#include <vector>

namespace lbfy {

class BackendServer final
{
public:
    /// `listening`: bound by its port number, so that it keeps it when it stops listening.
    BackendServer(LabLoop &loop, Descriptor listening, const BackendBehaviour &behaviour, std::uint64_t seed);
    /// Resets what is open.
    ~BackendServer();

    void setBehaviour(const BackendBehaviour &behaviour);
    void kill();
    /// 0, or errno.
    int revive();
    /// For LabLoop::setRoundEnd().
    bool endRound();

    /// Any thread.
    BackendFigures figures() const;

    // Called by connections.
    void ready(BackendConnection &connection, std::uint32_t events);
    void expired(BackendConnection &connection);

private:
    using State = BackendConnection::State;
    enum class Fate : std::uint8_t { Answer, Reset, Hang, Close };

    /// The listening socket's events, and the end of a pause in accepting.
    class Door final : public LabEvents
    {
    public:
        explicit Door(BackendServer &server) : m_server(server) { }
        void ready(std::uint32_t) override { m_server.acceptReady(); }
        void expired() override { m_server.keepTrying(m_server.openDoor()); }

    private:
        BackendServer &m_server;
    };
    /// When the bandwidth limit lets the next bytes go.
    class Link final : public LabEvents
    {
    public:
        explicit Link(BackendServer &server) : m_server(server) { }
        void ready(std::uint32_t) override { }
        void expired() override { m_server.sendWithinBandwidth(); }

    private:
        BackendServer &m_server;
    };

    int openDoor();
    void closeDoor();
    void acceptReady();
    bool acceptOne();
    void pauseAccepting(int error);
    void keepTrying(int error);

    void pump(BackendConnection &c);
    bool step(BackendConnection &c);
    bool beginFrom(BackendConnection &c);
    bool readTurn(BackendConnection &c);
    bool readAhead(BackendConnection &c);
    bool discard(BackendConnection &c);
    ssize_t receive(BackendConnection &c, char *buffer, std::size_t size);
    void take(BackendConnection &c, std::string_view bytes);
    bool requestComplete(BackendConnection &c, std::string_view &bytes);

    Fate drawFate();
    void begin(BackendConnection &c, std::string_view rest);
    void serve(BackendConnection &c, std::string_view rest);
    void serveQueued();
    void answer(BackendConnection &c, std::string_view rest);
    void compose(BackendConnection &c, std::string_view rest);
    void refuseRequest(BackendConnection &c);
    std::size_t sendSome(BackendConnection &c, std::size_t most);
    void sendAnswer(BackendConnection &c);
    void sendWithinBandwidth();
    void completeTurn(BackendConnection &c);

    void again(BackendConnection &c) { m_again.moveToBack(&c); }
    void endOrderly(BackendConnection &c);
    void reset(BackendConnection &c);
    void close(BackendConnection &c);

    /// One writer, the loop's thread; see BackendFigures.
    struct Counters {
        Counter open, connections, turns, bytesIn, bytesOut, refused, reset, hung, closed, badRequests, busy, queued,
                queuedPeak, acceptPauses;
    };

    LabLoop &m_loop;
    Descriptor m_listening;
    BackendBehaviour m_behaviour;
    Random m_random;
    Counters m_counters;
    std::atomic<int> m_acceptError {0}; ///< errno
    Door m_door {*this};
    Link m_link {*this};
    bool m_alive = true;
    bool m_listens = false;
    bool m_watchesDoor = false;
    bool m_serverFree = false; ///< one has become free outside of serveQueued()
    MonoTime m_linkFree {0}; ///< the link is busy until then
    Slab<BackendConnection> m_slab;
    IntrusiveList<BackendConnection, OpenTag> m_open;
    IntrusiveList<BackendConnection, WaitingTag> m_queue; ///< for a server
    IntrusiveList<BackendConnection, WaitingTag> m_throttled; ///< for the link
    IntrusiveList<BackendConnection, AgainTag> m_again; ///< have more to do without an event of their own
    std::vector<BackendConnection *> m_dead; ///< events of this round may still name them
    std::array<char, 64 * 1024> m_scratch;
};

} // namespace lbfy
