// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/targetlookup.h"

#include <netdb.h>

#include <cstring>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

namespace lbfy {

Result<SocketAddress> resolve(const Address &target)
{
    if (const auto literal = SocketAddress::fromLiteral(target.host, target.port))
        return *literal;
    addrinfo hints {};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG;
    addrinfo *found = nullptr;
    const int error = ::getaddrinfo(target.host.c_str(), nullptr, &hints, &found);
    const std::unique_ptr<addrinfo, void (*)(addrinfo *)> guard(error == 0 ? found : nullptr, [](addrinfo *list) {
        if (list)
            ::freeaddrinfo(list);
    });
    for (const addrinfo *item = guard.get(); item; item = item->ai_next) {
        if (item->ai_family == AF_INET) {
            sockaddr_in v4;
            std::memcpy(&v4, item->ai_addr, sizeof v4);
            return SocketAddress::fromBytes({reinterpret_cast<const std::uint8_t *>(&v4.sin_addr), 4}, target.port);
        }
        if (item->ai_family == AF_INET6) {
            sockaddr_in6 v6;
            std::memcpy(&v6, item->ai_addr, sizeof v6);
            return SocketAddress::fromBytes({reinterpret_cast<const std::uint8_t *>(&v6.sin6_addr), 16}, target.port);
        }
    }
    const std::string reason = error != 0 ? ::gai_strerror(error) : "no address";
    return Failure {"cannot resolve " + target.host + ": " + reason};
}

struct TargetLookup::Answer {
    std::mutex mutex;
    std::optional<Result<Address>> result;

    void set(Result<Address> value)
    {
        const std::lock_guard lock(mutex);
        result = std::move(value);
    }
};

bool TargetLookup::isNeeded(const Address &target)
{
    return !SocketAddress::fromLiteral(target.host, target.port) && target.host != "localhost";
}

TargetLookup::TargetLookup(const Address &target) : m_answer(std::make_shared<Answer>())
{
    try {
        std::thread([target, answer = m_answer] {
            const auto found = resolve(target);
            answer->set(found ? Result<Address>(Address {found->hostString(), found->port()})
                              : Result<Address>(found.failure()));
        }).detach();
    } catch (const std::system_error &error) {
        m_answer->set(Failure {"cannot resolve " + target.host + ": " + error.code().message()});
    }
}

std::optional<Result<Address>> TargetLookup::answer() const
{
    const std::lock_guard lock(m_answer->mutex);
    return m_answer->result;
}

} // namespace lbfy
