// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/portowner.h"

#include "core/proxy/sockets.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <unordered_set>

namespace lbfy {

namespace {

/// Inodes of the sockets listening on `port`, from /proc/net/tcp or tcp6 (proc(5)). Port and state are hexadecimal.
void collectListeners(const char *table, std::uint16_t port, std::unordered_set<std::string> &inodes)
{
    std::ifstream file(table);
    std::string line;
    std::getline(file, line); // heading
    while (std::getline(file, line)) {
        std::istringstream fields(line);
        std::string slot, local, remote, state, queues, timer, retransmits, uid, timeout, inode;
        fields >> slot >> local >> remote >> state >> queues >> timer >> retransmits >> uid >> timeout >> inode;
        const auto colon = local.rfind(':');
        if (state != "0A" || colon == std::string::npos)
            continue;
        unsigned value = 0;
        std::from_chars(local.data() + colon + 1, local.data() + local.size(), value, 16);
        if (value == port)
            inodes.insert("socket:[" + inode + "]");
    }
}

bool holdsOne(const std::filesystem::path &process, const std::unordered_set<std::string> &inodes)
{
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(process / "fd", error)) {
        if (inodes.contains(std::filesystem::read_symlink(entry.path(), error).string()))
            return true;
    }
    return false;
}

} // namespace

std::optional<PortOwner> portOwner(const SocketAddress &address)
{
    std::unordered_set<std::string> inodes;
    collectListeners("/proc/net/tcp", address.port(), inodes);
    collectListeners("/proc/net/tcp6", address.port(), inodes);
    if (inodes.empty())
        return std::nullopt;
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator("/proc", error)) {
        const std::string name = entry.path().filename().string();
        PortOwner owner;
        const auto parsed = std::from_chars(name.data(), name.data() + name.size(), owner.pid);
        if (parsed.ec != std::errc() || parsed.ptr != name.data() + name.size() || !holdsOne(entry.path(), inodes))
            continue;
        std::ifstream(entry.path() / "comm") >> owner.program;
        return owner;
    }
    return std::nullopt;
}

std::uint16_t freePortNear(const SocketAddress &address)
{
    for (int offset = 1; offset <= 20 && address.port() + offset <= 65535; ++offset) {
        SocketAddress candidate = address;
        candidate.setPort(static_cast<std::uint16_t>(address.port() + offset));
        if (!listenOn(candidate, 1).descriptors.empty())
            return candidate.port();
    }
    return 0;
}

} // namespace lbfy
