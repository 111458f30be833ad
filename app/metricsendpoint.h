// SPDX-License-Identifier: GPL-3.0-or-later
//
// The HTTP endpoint as the front ends use it: at an address or off, moved by a reload without a gap. The Endpoint
// itself lives in the control thread, where it reads a fresh Snapshot for every scrape. Thread: main.

#pragma once

#include "core/engine/balancer.h"
#include "core/http/endpoint.h"

#include <memory>
#include <optional>

namespace lbfy {

class MetricsEndpoint
{
public:
    explicit MetricsEndpoint(Balancer &balancer) : m_balancer(balancer) { }
    ~MetricsEndpoint();

    /// Listens at `address` beside what is open already, or in its place where both cannot be had at once (another
    /// address of the same port). commit() makes it the one, rollback() closes it and brings back what was open.
    ApplyResult prepare(const std::optional<Address> &address);
    void commit();
    void rollback();
    /// Where it listens, with the real port; nothing while it is off.
    std::optional<Address> address() const;

private:
    ApplyResult open(const Address &address, std::unique_ptr<Endpoint> &endpoint);
    void reopen();
    void destroy(std::unique_ptr<Endpoint> &endpoint);

    Balancer &m_balancer;
    std::unique_ptr<Endpoint> m_current; ///< lives in the control thread, like the next
    std::unique_ptr<Endpoint> m_next;
    std::optional<Address> m_wanted; ///< what m_current was opened for
    std::optional<Address> m_nextWanted;
    std::optional<Address> m_stoodAside; ///< where m_current was, while m_next is in its place
};

} // namespace lbfy
