// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/lab/loadfigures.h"

namespace lbfy {

LoadFigures LoadFigures::since(const LoadFigures &earlier) const
{
    LoadFigures result = *this;
    result.seconds -= earlier.seconds;
    result.latency -= earlier.latency;
    result.connect -= earlier.connect;
    result.lateness -= earlier.lateness;
    result.maxLatency = result.latency.quantile(1);
    for (std::size_t i = 0; i < errors.size(); ++i)
        result.errors[i] -= earlier.errors[i];
    for (std::size_t i = 0; i < errorsEver.size(); ++i)
        result.errorsEver[i] -= earlier.errorsEver[i];
    result.bytesSent -= earlier.bytesSent;
    result.bytesReceived -= earlier.bytesReceived;
    result.unfinished -= earlier.unfinished;
    result.turnsInTime -= earlier.turnsInTime;
    result.bytesSentInTime -= earlier.bytesSentInTime;
    result.bytesReceivedInTime -= earlier.bytesReceivedInTime;
    result.answeredEver -= earlier.answeredEver;
    result.connectedEver -= earlier.connectedEver;
    return result;
}

} // namespace lbfy
