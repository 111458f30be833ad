// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a test backend does, as a plain value: what it answers, when, how often it fails, and what it is short of. Any
// of it can be changed while the backend runs.

#pragma once

#include "core/config/names.h"
#include "core/config/result.h"
#include "core/lab/delay.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace lbfy {

enum class AnswerKind : std::uint8_t {
    Echo, ///< what came in; a turn is what arrives until the answer begins
    Http, ///< HTTP/1.1 200 with `answerBytes` of body; keep-alive, pipelining
    Fixed, ///< `answerBytes` for each request of `requestBytes`
};

inline constexpr std::array<NamedValue<AnswerKind>, 3> answerKindNames {
        NamedValue<AnswerKind> {AnswerKind::Echo, "echo"},
        NamedValue<AnswerKind> {AnswerKind::Http, "http"},
        NamedValue<AnswerKind> {AnswerKind::Fixed, "fixed"},
};

inline constexpr std::uint64_t largestAnswer = std::uint64_t {1} << 30U;
inline constexpr std::uint64_t smallestBandwidth = 1024;
inline constexpr std::uint64_t largestBandwidth = std::uint64_t {100} << 30U;
inline constexpr std::uint32_t largestConcurrency = 1'000'000;

/// Probabilities, each 0 to 1. A turn can fail in one way only: reset + hang + close is at most 1.
struct FailureRates {
    double refuse = 0; ///< of connections: reset as soon as they are accepted; at 1 the connect itself is refused
    double reset = 0; ///< of turns: the connection is reset instead of answered
    double hang = 0; ///< of turns: never answered, nor is anything later on that connection, until the client closes
    double close = 0; ///< of turns: the connection is closed in good order instead of answered

    bool operator==(const FailureRates &) const = default;
};

struct BackendBehaviour {
    AnswerKind answer = AnswerKind::Echo;
    std::uint64_t answerBytes = 128; ///< Http, Fixed: 1 to largestAnswer
    std::uint64_t requestBytes = 0; ///< Fixed: to largestAnswer; 0: whatever arrives at once is a request
    Delay delay; ///< from the request until the answer begins; one server is busy for it
    FailureRates failures;
    std::uint64_t bandwidth = 0; ///< bytes of answers per second over all connections; 0: no limit
    std::uint32_t concurrency = 0; ///< turns served at a time, the others wait in order of arrival; 0: no limit

    bool operator==(const BackendBehaviour &) const = default;
};

/// Bytes a second, or "off".
Result<std::uint64_t> parseBandwidth(std::string_view text);
std::string formatBandwidth(std::uint64_t bytes);

/// Done if everything is within its range, else what is not.
Result<Done> checkBehaviour(const BackendBehaviour &behaviour);

} // namespace lbfy
