// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a load generator is told to do, as a plain value. A turn is one exchange: bytes sent, an answer expected. Two
// kinds of load exist, because they answer different questions:
//
// Closed loop: so many users, each sends, waits for the answer, thinks, sends again. It finds out how much a target
// can do, but a target that stalls is asked less, so latencies of a closed loop look better than users of an open one
// would feel them ("coordinated omission", G. Tene).
//
// Open loop: turns are due at times of their own, whether the target keeps up or not, and latency counts from the time
// a turn was due. What cannot be started in time waits, and its waiting counts.

#pragma once

#include "core/config/config.h"
#include "core/config/result.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lbfy {

enum class LoadLoop : std::uint8_t { Closed, Open };

/// How the times at which turns are due are spread, in an open loop.
enum class ArrivalKind : std::uint8_t {
    Poisson, ///< independent users: exponential gaps
    Constant, ///< equal gaps
};

/// What counts as the answer to a turn.
enum class LoadAnswer : std::uint8_t {
    Echo, ///< as many bytes as were sent
    Fixed, ///< `answerBytes`
    Http, ///< a whole HTTP/1.1 response with a status of 2xx or 3xx; a GET request for `httpPath` is sent
};

/// Ranges, both ends included; durations as in units.h (1 ms to 24 h, zero where it says so).
namespace loadlimits {
inline constexpr int maxConnections = 100'000;
inline constexpr double minRate = 0.001;
inline constexpr double maxRate = 10'000'000;
inline constexpr std::uint64_t maxBytes = std::uint64_t {1} << 30; ///< a turn, either way; at least 1
inline constexpr int maxTurns = 1'000'000'000;
inline constexpr int maxThreads = 64;
inline constexpr int maxWaiting = 10'000'000;
inline constexpr int maxTargets = 1000;
} // namespace loadlimits

struct LoadPlan {
    std::vector<Address> targets; ///< 1 to 1000; connections take them in turn; names are resolved at the start
    LoadLoop loop = LoadLoop::Closed;
    int connections = 16; ///< 1 to 100,000. Closed: open at once. Open: at most so many
    Milliseconds thinkTime {0}; ///< closed: pause between an answer and the next turn; 0 allowed
    double rate = 1000; ///< open: turns due a second, 0.001 to 10,000,000
    ArrivalKind arrivals = ArrivalKind::Poisson;
    int maxWaiting = 100'000; ///< open: turns due that may wait for a connection, 0 to 10,000,000; more are errors

    LoadAnswer answer = LoadAnswer::Echo;
    std::uint64_t sendBytes = 64; ///< a turn, 1 to 1 GiB; not for Http
    std::uint64_t answerBytes = 64; ///< Fixed only, 1 to 1 GiB
    std::string httpPath = "/"; ///< Http only: begins with '/', visible ASCII characters only

    int turnsPerConnection = 0; ///< then it is closed and a new one opened; 0: kept; at most 1,000,000,000
    Milliseconds warmUp {0}; ///< turns that begin in this time are not counted; 0 allowed
    Milliseconds duration {10'000}; ///< after the warm-up; 0: until stopped
    Milliseconds connectTimeout {5000};
    Milliseconds turnTimeout {5000}; ///< from the start of a turn, in an open loop the intended one
    int threads = 1; ///< 1 to 64; never more than connections are used
    std::uint64_t seed = 1; ///< of the arrival times

    bool operator==(const LoadPlan &) const = default;
};

/// Where load goes, as users write it.
struct NamedTarget {
    Address address;
    std::optional<std::string> httpPath; ///< of a URL

    bool operator==(const NamedTarget &) const = default;
};

/// HOST:PORT, or http://HOST[:PORT][/PATH].
Result<NamedTarget> parseLoadTarget(std::string_view text);

/// Turns a second: a plain decimal number within its limits.
Result<double> parseLoadRate(std::string_view text);

/// Whether every value is in its range, or the first that is not and its range, as a sentence for the user.
Result<Done> checkPlan(const LoadPlan &plan);

} // namespace lbfy
