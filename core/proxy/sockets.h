// SPDX-License-Identifier: GPL-3.0-or-later
//
// Sockets with the options lbfy wants on them. Platform calls only; Linux in sockets_linux.cpp.

#pragma once

#include "core/observe/reasons.h"
#include "core/proxy/descriptor.h"
#include "core/proxy/socketaddress.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace lbfy {

/// Listening descriptors, one a worker, all on one address by SO_REUSEPORT: the kernel spreads connections by hash.
struct ListenSockets {
    std::vector<Descriptor> descriptors;
    SocketAddress address; ///< with the real port
    int error = 0; ///< errno if `descriptors` is empty
};

/// Whether an address on which somebody of the same user listens with SO_REUSEPORT may be shared.
enum class AddressSharing : std::uint8_t {
    Refuse, ///< EADDRINUSE: SO_REUSEPORT by itself would let another lbfy take half of the clients unseen
    WithOurselves, ///< it is this process, about to give the address up
};

/// Binds and listens.
ListenSockets listenOn(const SocketAddress &address, int count, AddressSharing sharing = AddressSharing::Refuse);

enum class ConnectProgress : std::uint8_t { Established, Pending, Failed };

struct ConnectStart {
    Descriptor descriptor;
    ConnectProgress progress = ConnectProgress::Failed;
    ConnectFailure failure = ConnectFailure::Local; ///< valid if Failed
    int error = 0;
};

/// Connections that wait to be accepted. An accept() that finds none costs ten times as much as this: it has made a
/// socket and a file before it looks. Where the kernel does not say, 1.
int queuedConnections(int listeningFd);

/// From now on a peer that vanished without a word is noticed after 60 + 6 × 10 s of silence.
void keepAlive(int fd);

/// Starts a non-blocking connect with TCP_NODELAY.
ConnectStart startConnect(const SocketAddress &address);

/// What errno from connect() or SO_ERROR means for the backend.
ConnectFailure connectFailureOf(int error);
/// The error pending on a socket (SO_ERROR), 0 if none.
int pendingError(int fd);

/// Makes close() send a reset instead of an orderly end.
void resetOnClose(int fd);
/// Bytes written that the other end has not acknowledged yet; 0 if the socket is gone.
std::size_t unacknowledged(int fd);

/// Raises the soft descriptor limit to the hard one; returns the limit in force.
std::size_t raiseDescriptorLimit();
std::size_t descriptorLimit();

} // namespace lbfy
