// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/metricsendpoint.h"

#include "core/proxy/socketaddress.h"

#include <cerrno>

namespace lbfy {

namespace {

int errnoOf(QAbstractSocket::SocketError error)
{
    switch (error) {
    case QAbstractSocket::AddressInUseError:
        return EADDRINUSE;
    case QAbstractSocket::SocketAccessError:
        return EACCES;
    case QAbstractSocket::SocketAddressNotAvailableError:
        return EADDRNOTAVAIL;
    case QAbstractSocket::SocketResourceError:
        return EMFILE;
    default:
        return EINVAL;
    }
}

} // namespace

MetricsEndpoint::~MetricsEndpoint()
{
    destroy(m_next);
    destroy(m_current);
}

void MetricsEndpoint::destroy(std::unique_ptr<Endpoint> &endpoint)
{
    if (endpoint)
        m_balancer.runInControlThread([&endpoint] { endpoint.reset(); });
}

ApplyResult MetricsEndpoint::open(const Address &address, std::unique_ptr<Endpoint> &endpoint)
{
    ApplyResult result;
    m_balancer.runInControlThread([&] {
        endpoint = std::make_unique<Endpoint>([this] { return m_balancer.readNow(); });
        QString error;
        if (endpoint->listen(address, &error))
            return;
        const int reason = errnoOf(endpoint->socketError());
        endpoint.reset();
        result = bindFailure(address, reason, "--metrics");
    });
    return result;
}

ApplyResult MetricsEndpoint::prepare(const std::optional<Address> &address)
{
    m_nextWanted = address;
    if (!address || address == m_wanted)
        return {};
    ApplyResult result = open(*address, m_next);
    if (result.ok() || !m_current || m_current->address().port != address->port)
        return result;
    m_stoodAside = m_current->address();
    destroy(m_current);
    result = open(*address, m_next);
    if (!result.ok())
        reopen();
    return result;
}

void MetricsEndpoint::reopen()
{
    if (!m_stoodAside)
        return;
    // The port was ours a moment ago; if somebody has taken it since, the next reload tries again.
    if (!open(*m_stoodAside, m_current).ok())
        m_wanted.reset();
    m_stoodAside.reset();
}

void MetricsEndpoint::commit()
{
    if (m_nextWanted == m_wanted)
        return;
    destroy(m_current);
    m_stoodAside.reset();
    m_current = std::move(m_next);
    m_wanted = m_nextWanted;
    if (!m_current)
        return;
    const std::string address = m_current->address().toString();
    m_balancer.report(LogLevel::Info, "metrics_listening", "metrics on http://" + address + "/metrics",
                      {{"address", address}});
}

std::optional<Address> MetricsEndpoint::address() const
{
    return m_current ? std::optional(m_current->address()) : std::nullopt;
}

void MetricsEndpoint::rollback()
{
    destroy(m_next);
    reopen();
}

} // namespace lbfy
