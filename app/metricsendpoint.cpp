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

ApplyResult MetricsEndpoint::prepare(const std::optional<Address> &address)
{
    m_nextWanted = address;
    if (!address || address == m_wanted)
        return {};
    ApplyResult result;
    m_balancer.runInControlThread([&] {
        m_next = std::make_unique<Endpoint>([this] { return m_balancer.readNow(); });
        QString error;
        if (m_next->listen(*address, &error))
            return;
        const int reason = errnoOf(m_next->socketError());
        m_next.reset();
        result = bindFailure(*address, reason, "--metrics");
    });
    return result;
}

void MetricsEndpoint::commit()
{
    if (m_nextWanted == m_wanted)
        return;
    destroy(m_current);
    m_current = std::move(m_next);
    m_wanted = m_nextWanted;
    if (!m_current)
        return;
    const std::string address = m_current->address().toString();
    m_balancer.report(LogLevel::Info, "metrics_listening", "metrics on http://" + address + "/metrics",
                      {{"address", address}});
}

void MetricsEndpoint::rollback()
{
    destroy(m_next);
}

} // namespace lbfy
