// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/loadstatistics.h"

#include <algorithm>

namespace lbfy {

void LoadStatistics::addTo(LoadFigures &into) const
{
    // What was true when the duration ended, or what is true now. The flag first: see closeInTime().
    const bool final = inTimeIsFinal.load(std::memory_order_acquire);
    into.turnsInTime += final ? turnsInTime.value() : latency.count();
    into.bytesSentInTime += final ? bytesSentInTime.value() : bytesSent.value();
    into.bytesReceivedInTime += final ? bytesReceivedInTime.value() : bytesReceived.value();
    latency.addTo(into.latency);
    connect.addTo(into.connect);
    lateness.addTo(into.lateness);
    into.maxLatency = std::max(into.maxLatency, static_cast<double>(maxLatencyNs.value()) * 1e-9);
    for (std::size_t i = 0; i < errors.size(); ++i)
        into.errors[i] += errors[i].value();
    for (std::size_t i = 0; i < errorsEver.size(); ++i)
        into.errorsEver[i] += errorsEver[i].value();
    into.bytesSent += bytesSent.value();
    into.bytesReceived += bytesReceived.value();
    into.unfinished += unfinished.value();
    into.openConnections += openConnections.value();
    into.turnsUnderWay += turnsUnderWay.value();
    into.turnsWaiting += turnsWaiting.value();
    into.answeredEver += answeredEver.value();
    into.connectedEver += connectedEver.value();
}

} // namespace lbfy
