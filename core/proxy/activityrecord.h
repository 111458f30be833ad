// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a worker tells about single connections while somebody watches: plain copies, made in the worker's thread for as
// little as possible. Text (names, addresses) is made of them by the control thread.

#pragma once

#include "core/balance/clock.h"
#include "core/balance/pool.h"
#include "core/observe/activity.h"
#include "core/observe/reasons.h"
#include "core/proxy/route.h"
#include "core/proxy/socketaddress.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace lbfy {

/// A session as it was at `readAt`.
struct SessionRecord {
    std::uint64_t id = 0;
    std::shared_ptr<const ServiceRuntime> service;
    std::shared_ptr<const BackendRuntime> backend; ///< the last one tried; may be null
    SocketAddress client;
    ConnectionPhase phase = ConnectionPhase::Open;
    std::uint8_t attempts = 0;
    MonoTime readAt {0};
    MonoTime acceptedAt {0};
    MonoTime lastActivity {0};
    std::uint64_t bytesToBackend = 0;
    std::uint64_t bytesToClient = 0;
    std::uint32_t turns = 0;
    std::optional<float> lastTurnSeconds;
};

struct ClosedRecord {
    SessionRecord last;
    CloseReason reason = CloseReason::ClientClosed;
};

struct PickRecord {
    MonoTime at {0};
    std::shared_ptr<const ServiceRuntime> service;
    SocketAddress client;
    std::shared_ptr<const Pool> pool; ///< what candidates and chosen are indices of
    std::vector<PickCandidate> candidates;
    std::optional<MemberIndex> chosen;
};

/// One worker's answer to a request: what has gathered since the last one, each list in order of time.
struct WorkerActivity {
    std::uint64_t round = 0; ///< of the request
    std::vector<SessionRecord> open; ///< oldest first
    std::uint64_t openTotal = 0;
    std::vector<ClosedRecord> closed;
    std::uint64_t closedTotal = 0;
    std::vector<PickRecord> picks;
};

} // namespace lbfy
