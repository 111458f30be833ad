// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bulk without copying: bytes go from a socket into a pipe and from there into another socket by splice(2), which hands
// over pages. For large pieces that takes a third of the CPU time of a read and a write; for small ones two pipe ends and
// a page for each scrap cost more than the copy. A pipe is lent to a flow only while there are bytes on their way, so a few
// serve a worker, and an idle connection holds none. There may be none to be had at any time: then bytes are copied.
//
// Thread: the worker's, which owns the pool and outlives nothing of it.

#pragma once

#include "core/proxy/descriptor.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace lbfy {

class PipePool;

class Pipe
{
public:
    ~Pipe();
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;

    std::size_t held() const { return m_held; }
    enum class Filled : std::uint8_t {
        Some,
        Nothing, ///< nothing there, or the end, or no way to splice: recv() tells
        Failed, ///< the socket's error, which it reports once: recv() would take what follows for an orderly end
    };
    /// Takes up to `most` bytes from a socket, into an empty pipe.
    Filled fillFrom(int socket, std::size_t most);
    /// Gives as much to a socket as it takes. errno of what stopped it, 0 once nothing is held.
    int drainTo(int socket);

private:
    friend class PipePool;
    Pipe(PipePool &pool, Descriptor readEnd, Descriptor writeEnd);

    PipePool &m_pool;
    Descriptor m_readEnd;
    Descriptor m_writeEnd;
    std::size_t m_held = 0;
};

class PipePool
{
public:
    static constexpr std::size_t most = 8;
    /// What the pipes of one worker may take of a process that may open `limit` descriptors: where they are scarce,
    /// connections need them more.
    static std::size_t descriptorsFor(std::size_t limit) { return limit >= 4096 ? 2 * most : 0; }

    explicit PipePool(std::size_t pipes) : m_left(pipes) { }
    PipePool(const PipePool &) = delete;
    PipePool &operator=(const PipePool &) = delete;

    /// Null if all are lent, or the system gives none of a useful size.
    std::unique_ptr<Pipe> take();
    /// An empty pipe is kept for the next flow; one that holds bytes is closed, and they are lost.
    void giveBack(std::unique_ptr<Pipe> pipe);

private:
    friend class Pipe;
    std::size_t m_left; ///< to be made yet
    std::vector<std::unique_ptr<Pipe>> m_idle;
};

} // namespace lbfy
