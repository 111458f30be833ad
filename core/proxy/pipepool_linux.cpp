// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/pipepool.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <utility>

namespace lbfy {

namespace {

/// What an unprivileged process may have (fs.pipe-max-size), until all pipes of its user together have 64 MiB
/// (fs.pipe-user-pages-soft).
constexpr int wantedSize = 1024 * 1024;
constexpr int usefulSize = 256 * 1024;
constexpr unsigned int flags = SPLICE_F_MOVE | SPLICE_F_NONBLOCK;

/// splice() knows no MSG_NOSIGNAL: that a peer has gone must be an error here, not a signal to this thread.
void blockBrokenPipeSignal()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

} // namespace

Pipe::Pipe(PipePool &pool, Descriptor readEnd, Descriptor writeEnd)
    : m_pool(pool)
    , m_readEnd(std::move(readEnd))
    , m_writeEnd(std::move(writeEnd))
{ }

Pipe::~Pipe()
{
    ++m_pool.m_left;
}

Pipe::Filled Pipe::fillFrom(int socket, std::size_t most)
{
    const ssize_t got = ::splice(socket, nullptr, m_writeEnd.get(), nullptr, most, flags);
    if (got > 0) {
        m_held += static_cast<std::size_t>(got);
        return Filled::Some;
    }
    const bool socketFailed = got < 0 && errno != EAGAIN && errno != EINTR && errno != EINVAL && errno != ENOMEM;
    return socketFailed ? Filled::Failed : Filled::Nothing;
}

int Pipe::drainTo(int socket)
{
    while (m_held > 0) {
        const ssize_t gone = ::splice(m_readEnd.get(), nullptr, socket, nullptr, m_held, flags);
        if (gone > 0)
            m_held -= static_cast<std::size_t>(gone);
        else if (gone == 0 || errno != EINTR)
            return gone == 0 ? EPIPE : errno;
    }
    return 0;
}

std::unique_ptr<Pipe> PipePool::take()
{
    if (!m_idle.empty()) {
        auto pipe = std::move(m_idle.back());
        m_idle.pop_back();
        return pipe;
    }
    if (m_left == 0)
        return nullptr;
    std::array<int, 2> ends {};
    if (::pipe2(ends.data(), O_NONBLOCK | O_CLOEXEC) != 0)
        return nullptr;
    Descriptor readEnd(ends[0]);
    Descriptor writeEnd(ends[1]);
    if (::fcntl(readEnd.get(), F_SETPIPE_SZ, wantedSize) < usefulSize) {
        m_left = 0; // not worth asking again
        return nullptr;
    }
    blockBrokenPipeSignal();
    --m_left;
    return std::unique_ptr<Pipe>(new Pipe(*this, std::move(readEnd), std::move(writeEnd)));
}

void PipePool::giveBack(std::unique_ptr<Pipe> pipe)
{
    if (pipe->held() == 0)
        m_idle.push_back(std::move(pipe));
}

} // namespace lbfy
