// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/applyresult.h"

#include "core/proxy/portowner.h"

#include <cerrno>
#include <cstring>
#include <optional>

namespace lbfy {

namespace {

std::string inUse(const Address &address, const std::string &option)
{
    std::string text = "address in use";
    const auto socketAddress = listenAddress(address);
    if (!socketAddress)
        return text;
    if (const auto owner = portOwner(*socketAddress))
        text += " (by " + owner->program + ", pid " + std::to_string(owner->pid) + ")";
    if (const auto port = freePortNear(*socketAddress))
        text += "; try " + option + " " + Address {address.host, port}.toString();
    return text;
}

} // namespace

ApplyResult bindFailure(const Address &address, int error, const std::string &option)
{
    ApplyResult result;
    std::string why;
    switch (error) {
    case EADDRINUSE:
        result.kind = ApplyResult::Kind::AddressUnavailable;
        why = inUse(address, option);
        break;
    case EADDRNOTAVAIL:
        result.kind = ApplyResult::Kind::AddressUnavailable;
        why = "this machine has no such address";
        break;
    case EACCES:
    case EPERM:
        result.kind = ApplyResult::Kind::NoPermission;
        why = "no permission; ports below 1024 need root or CAP_NET_BIND_SERVICE";
        break;
    default:
        result.kind = ApplyResult::Kind::Failed;
        why = std::strerror(error);
        break;
    }
    result.errors.push_back("cannot listen on " + address.toString() + ": " + why);
    return result;
}

std::optional<SocketAddress> listenAddress(const Address &address)
{
    return SocketAddress::fromLiteral(address.host == "localhost" ? "127.0.0.1" : address.host, address.port);
}

} // namespace lbfy
