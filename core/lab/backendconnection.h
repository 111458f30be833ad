// SPDX-License-Identifier: GPL-3.0-or-later
//
// One client of a test backend: what it has asked, what it is owed. It decides nothing: BackendServer does, whose
// thread alone touches it.

#pragma once

#include "core/lab/behaviour.h"
#include "core/lab/httprequest.h"
#include "core/lab/labloop.h"
#include "core/proxy/descriptor.h"
#include "core/proxy/intrusivelist.h"

#include <cstdint>
#include <string>
#include <utility>

namespace lbfy {

class BackendServer;

class BackendConnection final
    : public LabEvents
    , public ListNode<struct OpenTag>
    , public ListNode<struct WaitingTag>
    , public ListNode<struct AgainTag>
{
public:
    enum class State : std::uint8_t {
        Idle, ///< reads a request
        Queued, ///< its turn waits for a server
        Serving, ///< its turn's delay runs
        Answering, ///< the answer is on its way
        Hung, ///< never answers again
        Lingering, ///< has ended; what still comes is read and dropped, so that the end does not become a reset
        Closed, ///< only until the round is over
    };

    BackendConnection(BackendServer &server, Descriptor socket) : fd(std::move(socket)), m_server(server) { }

    void ready(std::uint32_t events) override;
    void expired() override;

    bool owesNothing() const { return output.size() == outputSent && patternLeft == 0; }

    Descriptor fd;
    State state = State::Idle;
    AnswerKind kind = AnswerKind::Echo; ///< of the request under way, whatever has been set since
    bool readable = false; ///< the kernel may have more
    bool finishing = false; ///< the client has sent its FIN, which may not have been read yet
    bool atEnd = false; ///< it has been read
    bool closeAfterAnswer = false;
    std::string input; ///< read, not used: the echo of the turn under way, or pipelined requests
    std::string output; ///< of the answer, before its pattern
    std::size_t outputSent = 0;
    std::uint64_t patternLeft = 0; ///< bytes of filler still to be sent
    std::uint64_t requestTaken = 0; ///< AnswerKind::Fixed: bytes of a request that is not complete
    HttpRequestReader request; ///< AnswerKind::Http

private:
    BackendServer &m_server;
};

} // namespace lbfy
