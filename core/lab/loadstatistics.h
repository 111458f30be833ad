// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one load thread counts. Written by that thread alone, read from any; on cache lines of its own, so that threads
// do not slow one another down.

#pragma once

#include "core/lab/loadfigures.h"
#include "core/observe/counter.h"
#include "core/observe/histogram.h"

#include <atomic>

namespace lbfy {

/// A value with one writer thread.
class Gauge
{
public:
    void set(std::uint64_t value) { m_value.store(value, std::memory_order_relaxed); }
    void raiseTo(std::uint64_t value)
    {
        if (value > m_value.load(std::memory_order_relaxed))
            set(value);
    }
    std::uint64_t value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> m_value {0};
};

struct alignas(64) LoadStatistics {
    Histogram latency;
    Histogram connect;
    Histogram lateness;
    Gauge maxLatencyNs;
    std::array<Counter, loadErrorCount> errors;
    std::array<Counter, loadErrorCount> errorsEver;
    Counter bytesSent;
    Counter bytesReceived;
    Counter unfinished;
    Counter answeredEver;
    Counter connectedEver;
    Counter openConnections;
    Counter turnsUnderWay;
    Gauge turnsWaiting;

    /// What had been reached when the duration was over, once `inTimeIsFinal`.
    Gauge turnsInTime;
    Gauge bytesSentInTime;
    Gauge bytesReceivedInTime;
    std::atomic<bool> inTimeIsFinal {false};

    /// The duration is over. Thread: the writer.
    void closeInTime()
    {
        turnsInTime.set(latency.count());
        bytesSentInTime.set(bytesSent.value());
        bytesReceivedInTime.set(bytesReceived.value());
        inTimeIsFinal.store(true, std::memory_order_release);
    }
    /// Adds all of it to `into`. Any thread.
    void addTo(LoadFigures &into) const;
};

} // namespace lbfy
