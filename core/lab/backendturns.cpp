// SPDX-License-Identifier: GPL-3.0-or-later
//
// A turn of a test backend, from the request to the last byte of the answer.

#include "core/lab/backendserver.h"

#include "core/proxy/monotonic.h"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

/// What answers of a given size are made of: lines of text, so that a person who looks sees something regular.
const std::string &pattern()
{
    static const std::string text = [] {
        std::string lines;
        while (lines.size() < 64 * 1024)
            lines += "lbfy test backend: the quick brown fox jumps over the lazy dog\n";
        lines.resize(64 * 1024);
        return lines;
    }();
    return text;
}

/// Bandwidth not used for longer than this is lost. It covers wake-ups that come late, not bursts.
constexpr Nanoseconds linkCredit = 5ms;
constexpr std::size_t smallestPiece = 512;
constexpr std::size_t largestPiece = 64 * 1024;

/// What one connection may send before the next has its turn: some 5 ms of the link.
std::size_t pieceOf(std::uint64_t bandwidth)
{
    return std::clamp<std::size_t>(bandwidth / 200, smallestPiece, largestPiece);
}

std::string httpHead(std::string_view status, std::uint64_t length, bool keepAlive)
{
    std::string head = "HTTP/1.1 ";
    head += status;
    head += "\r\nContent-Type: text/plain\r\nContent-Length: ";
    head += std::to_string(length);
    head += keepAlive ? "\r\n\r\n" : "\r\nConnection: close\r\n\r\n";
    return head;
}

} // namespace

// Requests --------------------------------------------------------------------------------------------------------------

/// A turn from what was read before; Idle, input not empty.
bool BackendServer::beginFrom(BackendConnection &c)
{
    const std::string input = std::exchange(c.input, {});
    take(c, input);
    return true;
}

void BackendServer::take(BackendConnection &c, std::string_view bytes)
{
    if (requestComplete(c, bytes))
        begin(c, bytes);
}

/// Takes one request off `bytes`; an echo's request is what it has to send back and stays there.
bool BackendServer::requestComplete(BackendConnection &c, std::string_view &bytes)
{
    if (c.kind != m_behaviour.answer) { // changed meanwhile: what has come of a request is none of the new kind
        c.kind = m_behaviour.answer;
        c.request.reset();
        c.requestTaken = 0;
    }
    if (c.kind == AnswerKind::Echo)
        return true;
    if (c.kind == AnswerKind::Fixed) {
        const std::uint64_t wanted = m_behaviour.requestBytes;
        if (wanted == 0) {
            bytes = {};
            return true;
        }
        const std::uint64_t missing = wanted - std::min(c.requestTaken, wanted);
        const auto taken = std::min<std::uint64_t>(missing, bytes.size());
        bytes.remove_prefix(taken);
        c.requestTaken += taken;
        if (c.requestTaken < wanted)
            return false;
        c.requestTaken = 0;
        return true;
    }
    const auto progress = c.request.take(bytes);
    if (progress == HttpRequestReader::Progress::Bad)
        refuseRequest(c);
    return progress == HttpRequestReader::Progress::Complete;
}

BackendServer::Fate BackendServer::drawFate()
{
    const FailureRates &rates = m_behaviour.failures;
    if (rates.reset + rates.hang + rates.close <= 0)
        return Fate::Answer;
    const double luck = m_random.unit();
    if (luck < rates.reset)
        return Fate::Reset;
    if (luck < rates.reset + rates.hang)
        return Fate::Hang;
    return luck < rates.reset + rates.hang + rates.close ? Fate::Close : Fate::Answer;
}

/// `rest`: the bytes to echo, or those after the request.
void BackendServer::begin(BackendConnection &c, std::string_view rest)
{
    switch (drawFate()) {
    case Fate::Reset:
        m_counters.reset.add();
        return reset(c);
    case Fate::Hang:
        m_counters.hung.add();
        c.state = State::Hung;
        if (c.finishing)
            close(c);
        return;
    case Fate::Close:
        m_counters.closed.add();
        return endOrderly(c);
    case Fate::Answer:
        break;
    }
    const std::uint32_t servers = m_behaviour.concurrency;
    // Nobody overtakes those that wait, even if a server has become free in this very round.
    if (servers == 0 || (m_counters.busy.value() < servers && m_queue.empty()))
        return serve(c, rest);
    c.input = rest;
    c.state = State::Queued;
    m_queue.moveToBack(&c);
    m_counters.queued.add();
    if (m_counters.queued.value() > m_counters.queuedPeak.value())
        m_counters.queuedPeak.add();
}

void BackendServer::serve(BackendConnection &c, std::string_view rest)
{
    const Nanoseconds delay = sample(m_behaviour.delay, m_random);
    if (delay == 0ns)
        return answer(c, rest);
    c.input = rest;
    c.state = State::Serving;
    m_counters.busy.add();
    m_loop.setDeadline(c, monotonicNow() + delay);
}

void BackendServer::serveQueued()
{
    const std::uint32_t servers = m_behaviour.concurrency;
    while (!m_queue.empty() && (servers == 0 || m_counters.busy.value() < servers)) {
        BackendConnection &c = *m_queue.front();
        c.ListNode<WaitingTag>::unlink();
        m_counters.queued.subtract();
        c.state = State::Idle;
        const std::string input = std::exchange(c.input, {});
        serve(c, input);
        again(c);
    }
}

void BackendServer::expired(BackendConnection &c)
{
    if (c.state == State::Lingering)
        return close(c);
    m_counters.busy.subtract();
    serveQueued();
    const std::string input = std::exchange(c.input, {});
    answer(c, input);
    if (c.state != State::Closed)
        again(c);
}

// Answers ---------------------------------------------------------------------------------------------------------------

void BackendServer::answer(BackendConnection &c, std::string_view rest)
{
    compose(c, rest);
    c.state = State::Answering;
    sendAnswer(c);
}

void BackendServer::compose(BackendConnection &c, std::string_view rest)
{
    c.closeAfterAnswer = false;
    c.outputSent = 0;
    switch (c.kind) {
    case AnswerKind::Echo:
        c.output = rest;
        c.patternLeft = 0;
        break;
    case AnswerKind::Fixed:
        c.output.clear();
        c.patternLeft = m_behaviour.answerBytes;
        c.input = rest;
        break;
    case AnswerKind::Http:
        c.closeAfterAnswer = !c.request.keepsAlive();
        c.output = httpHead("200 OK", m_behaviour.answerBytes, c.request.keepsAlive());
        c.patternLeft = c.request.isHead() ? 0 : m_behaviour.answerBytes;
        c.input = rest;
        break;
    }
}

void BackendServer::refuseRequest(BackendConnection &c)
{
    m_counters.badRequests.add();
    c.output = httpHead(c.request.status(), 0, false);
    c.outputSent = 0;
    c.patternLeft = 0;
    c.closeAfterAnswer = true;
    c.state = State::Answering;
    sendAnswer(c);
}

/// Hands at most `most` bytes to the kernel; how many it took. 0: it takes none now, or the connection is closed.
std::size_t BackendServer::sendSome(BackendConnection &c, std::size_t most)
{
    std::array<iovec, 2> parts {};
    const std::size_t text = std::min(most, c.output.size() - c.outputSent);
    const auto filler = std::min<std::uint64_t>({most - text, c.patternLeft, pattern().size()});
    parts[0] = {c.output.data() + c.outputSent, text};
    parts[1] = {const_cast<char *>(pattern().data()), filler}; // sendmsg() only reads it
    msghdr message {};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    const ssize_t sent = ::sendmsg(c.fd.get(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) {
        if (errno != EAGAIN)
            close(c);
        return 0;
    }
    const auto bytes = static_cast<std::size_t>(sent);
    m_counters.bytesOut.add(bytes);
    c.outputSent += std::min(bytes, text);
    c.patternLeft -= bytes - std::min(bytes, text);
    return bytes;
}

/// As far as kernel and bandwidth allow now; the rest follows by itself.
void BackendServer::sendAnswer(BackendConnection &c)
{
    if (m_behaviour.bandwidth > 0) {
        m_throttled.moveToBack(&c);
        return sendWithinBandwidth();
    }
    // No more than some rounds of filler at once: others want to be served as well.
    for (int i = 0; i < 4 && !c.owesNothing(); ++i) {
        if (sendSome(c, SIZE_MAX) == 0)
            return; // closed, or EPOLLOUT will tell
    }
    if (c.owesNothing())
        return completeTurn(c);
    again(c);
}

/// Piece by piece to all who wait for the link, in turn.
void BackendServer::sendWithinBandwidth()
{
    const std::uint64_t bandwidth = m_behaviour.bandwidth;
    const MonoTime now = monotonicNow();
    m_linkFree = std::max(m_linkFree, now - linkCredit);
    while (BackendConnection *c = m_throttled.front()) {
        if (bandwidth > 0 && m_linkFree > now) {
            m_loop.setDeadline(m_link, m_linkFree);
            return;
        }
        c->ListNode<WaitingTag>::unlink();
        if (bandwidth == 0) { // the limit has been lifted
            again(*c);
            continue;
        }
        const std::size_t sent = sendSome(*c, pieceOf(bandwidth));
        m_linkFree += fromSeconds(static_cast<double>(sent) / static_cast<double>(bandwidth));
        if (sent == 0)
            continue; // EPOLLOUT puts it back in the list
        if (!c->owesNothing()) {
            m_throttled.moveToBack(c);
            continue;
        }
        completeTurn(*c);
        if (c->state != State::Closed)
            again(*c);
    }
    m_loop.cancelDeadline(m_link);
}

void BackendServer::completeTurn(BackendConnection &c)
{
    if (c.output.capacity() > 256)
        c.output = {};
    else
        c.output.clear();
    c.outputSent = 0;
    c.state = State::Idle;
    if (!c.closeAfterAnswer)
        return m_counters.turns.add();
    // A refusal is no turn; the last answer before a "Connection: close" is one.
    if (c.request.status().empty())
        m_counters.turns.add();
    endOrderly(c);
}

} // namespace lbfy
