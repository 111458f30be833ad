// SPDX-License-Identifier: GPL-3.0-or-later
//
// What became of a Config that was to be applied: all of it or nothing, and if nothing, why in words for people.

#pragma once

#include "core/config/config.h"
#include "core/proxy/socketaddress.h"

#include <optional>
#include <string>
#include <vector>

namespace lbfy {

struct ApplyResult {
    /// What kind of want it was; app/ turns it into an exit code.
    enum class Kind : std::uint8_t {
        Applied,
        AddressUnavailable, ///< somebody else has it, or this machine does not
        NoPermission,
        BadConfiguration,
        Failed, ///< the system gave no descriptors, threads or memory
    };
    Kind kind = Kind::Applied;
    std::vector<std::string> errors; ///< one a line, without "error: "
    std::vector<std::string> notes; ///< applied, but: "workers: takes effect after a restart"

    bool ok() const { return kind == Kind::Applied; }
};

/// "cannot listen on 127.0.0.1:8080: address in use (by nginx, pid 812); try --listen 127.0.0.1:8081".
/// `option` is "--listen" or "--metrics"; `error` is errno.
ApplyResult bindFailure(const Address &address, int error, const std::string &option);

/// An address to listen on as the kernel takes it: an IP literal or "localhost".
std::optional<SocketAddress> listenAddress(const Address &address);

} // namespace lbfy
