// SPDX-License-Identifier: GPL-3.0-or-later
//
// The one table per enumeration that ties a value to its word in files, options, metrics, logs and the window.
// To add a value is to add a row; parsing, printing, help texts and messages ("one of …") follow from it.

#pragma once

#include "core/config/config.h"

#include <array>
#include <optional>
#include <span>
#include <string_view>

namespace lbfy {

template<typename Enum>
struct NamedValue {
    Enum value;
    std::string_view name;
};
/// Clang does not deduce the parameter of an aggregate by itself.
template<typename Enum>
NamedValue(Enum, std::string_view) -> NamedValue<Enum>;

inline constexpr std::array strategyNames {
        NamedValue {StrategyKind::RoundRobin, "round-robin"},
        NamedValue {StrategyKind::LeastConnections, "least-connections"},
        NamedValue {StrategyKind::LatencyAware, "latency-aware"},
        NamedValue {StrategyKind::Random, "random"},
        NamedValue {StrategyKind::SourceHash, "source-hash"},
};
inline constexpr std::array backendModeNames {
        NamedValue {BackendMode::Ready, "ready"},
        NamedValue {BackendMode::Drain, "drain"},
        NamedValue {BackendMode::Disabled, "disabled"},
};
inline constexpr std::array checkNames {
        NamedValue {CheckKind::Tcp, "tcp"},
        NamedValue {CheckKind::Http, "http"},
        NamedValue {CheckKind::SendExpect, "send-expect"},
        NamedValue {CheckKind::Off, "off"},
};
inline constexpr std::array proxyHeaderNames {
        NamedValue {ProxyHeader::Off, "off"},
        NamedValue {ProxyHeader::V1, "v1"},
        NamedValue {ProxyHeader::V2, "v2"},
};
inline constexpr std::array logLevelNames {
        NamedValue {LogLevel::Error, "error"},
        NamedValue {LogLevel::Warn, "warn"},
        NamedValue {LogLevel::Info, "info"},
        NamedValue {LogLevel::Debug, "debug"},
};
inline constexpr std::array logFormatNames {
        NamedValue {LogFormat::Text, "text"},
        NamedValue {LogFormat::Logfmt, "logfmt"},
        NamedValue {LogFormat::Json, "json"},
};
inline constexpr std::array logConnectionsNames {
        NamedValue {LogConnections::Off, "off"},
        NamedValue {LogConnections::Failures, "failures"},
        NamedValue {LogConnections::All, "all"},
};

constexpr const auto &namesOf(StrategyKind)
{
    return strategyNames;
}
constexpr const auto &namesOf(BackendMode)
{
    return backendModeNames;
}
constexpr const auto &namesOf(CheckKind)
{
    return checkNames;
}
constexpr const auto &namesOf(ProxyHeader)
{
    return proxyHeaderNames;
}
constexpr const auto &namesOf(LogLevel)
{
    return logLevelNames;
}
constexpr const auto &namesOf(LogFormat)
{
    return logFormatNames;
}
constexpr const auto &namesOf(LogConnections)
{
    return logConnectionsNames;
}

/// The word for a value of any enumeration above.
template<typename Enum>
constexpr std::string_view nameOf(Enum value)
{
    for (const auto &row : namesOf(value)) {
        if (row.value == value)
            return row.name;
    }
    return {};
}

/// The value for a word, or nothing if it is none of the words. Exact match.
template<typename Enum>
constexpr std::optional<Enum> valueOf(std::string_view name)
{
    for (const auto &row : namesOf(Enum {})) {
        if (row.name == name)
            return row.value;
    }
    return std::nullopt;
}

} // namespace lbfy
