// SPDX-License-Identifier: GPL-3.0-or-later
//
// What bench_load says to bench_backend. Every request starts with 64 bytes that say what is wanted, so that one
// backend port serves every kind of load and a turn costs no parsing. Both programs run on one machine: host byte
// order.
#pragma once

#include <cstdint>
#include <cstring>

namespace lbfy::bench {

inline constexpr std::size_t requestSize = 64;
inline constexpr std::size_t acknowledgementSize = 64;

enum class Operation : std::uint8_t {
    Answer = 'A', // send `bytes` bytes, keep the connection
    AnswerAndClose = 'C', // send `bytes` bytes, then close
    Swallow = 'S', // `bytes` bytes follow; send 64 bytes after the last of them
    Exchange = 'X', // `bytes` bytes follow, and as many are sent meanwhile
};

/// With this byte a connection may begin: the first of a PROXY v2 header for IPv4, which is skipped.
inline constexpr char proxyHeaderBegin = '\r';
inline constexpr std::size_t proxyHeaderSize = 28;

struct Request {
    Operation operation = Operation::Answer;
    std::uint8_t reserved[3] = {};
    std::uint32_t bytesPerMs = 0; // at which an answer is sent; 0: as fast as it is taken
    std::uint64_t bytes = 0;
    std::uint8_t filler[48] = {};
};
static_assert(sizeof(Request) == requestSize);

inline Request requestFor(Operation operation, std::uint64_t bytes)
{
    Request request;
    request.operation = operation;
    request.bytes = bytes;
    return request;
}

} // namespace lbfy::bench
