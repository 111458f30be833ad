// SPDX-License-Identifier: GPL-3.0-or-later
//
// Addresses as users write them: host:port, [v6]:port, or name:port. What is parsed is canonical (IPv6 in its shortest
// form, names in lower case), so that two spellings of one address compare equal.

#pragma once

#include "core/config/config.h"
#include "core/config/result.h"

#include <string_view>

namespace lbfy {

/// Whether port 0 ("any free one") makes sense.
enum class PortZero { Refused, Allowed };

/// Any host: literal or name to resolve.
Result<Address> parseAddress(std::string_view text, PortZero zero);

/// Where to listen: an IP literal, or "localhost", which becomes 127.0.0.1. Port 0 is allowed.
Result<Address> parseListenAddress(std::string_view text);

/// True if a socket that listens on one address keeps another off the same port: equal hosts, or one of them means
/// every address of the other's kind. Port 0 never collides.
bool collides(const Address &a, const Address &b);

/// True if a connection to target from this machine certainly arrives at a listener on listen: the same literal,
/// or a loopback address when every address is listened on.
bool reaches(const Address &target, const Address &listen);

} // namespace lbfy
