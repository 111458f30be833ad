// SPDX-License-Identifier: GPL-3.0-or-later
//
// What lbfy is told to do, as plain values. A Config is complete (every key has its default), valid once it has
// passed completeConfig() of validate.h, freely copied between threads, and compared member by member to find what a reload changes.
// Where values come from is not known here: see configfile.h (TOML) and app/commandline.h (options, environment).

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lbfy {

using Milliseconds = std::chrono::milliseconds;

/// How a backend is chosen for a new connection. Names and factories: strategy.h in core/balance.
enum class StrategyKind : std::uint8_t { RoundRobin, LeastConnections, LatencyAware, Random, SourceHash };

/// What the operator wants of a backend, independent of its health.
enum class BackendMode : std::uint8_t { Ready, Drain, Disabled };

/// What an active health check asks.
enum class CheckKind : std::uint8_t { Tcp, Http, SendExpect, Off };

/// PROXY protocol header sent ahead of the client's bytes.
enum class ProxyHeader : std::uint8_t { Off, V1, V2 };

enum class LogLevel : std::uint8_t { Error, Warn, Info, Debug };
enum class LogFormat : std::uint8_t { Text, Logfmt, Json };

/// Which closed connections get a log line.
enum class LogConnections : std::uint8_t { Off, Failures, All };

/// Host (IPv4, IPv6 without brackets, or a name to resolve) and port. Port 0 means "any free one" where listening.
struct Address {
    std::string host;
    std::uint16_t port = 0;

    bool operator==(const Address &) const = default;
    /// "host:port", IPv6 in brackets: the form read back by parseAddress().
    std::string toString() const;
};

struct BackendConfig {
    std::string name;
    Address address;
    int weight = 1; ///< 1 to 256
    int maxConnections = 0; ///< 0: no limit; at most 1,000,000
    bool backup = false;
    BackendMode mode = BackendMode::Ready;

    bool operator==(const BackendConfig &) const = default;
};

/// Active checks. Durations above zero, at most 24 h; fall and rise 1 to 100.
struct HealthConfig {
    CheckKind check = CheckKind::Tcp;
    Milliseconds interval {2000};
    Milliseconds timeout {1000};
    int fall = 3;
    int rise = 2;
    std::string httpPath = "/";
    std::string send;
    std::string expect;

    bool operator==(const HealthConfig &) const = default;
};

/// Passive checks (outlier detection). Percentages 0 to 100.
struct EjectionConfig {
    int failures = 5; ///< consecutive; 0: off
    Milliseconds baseTime {30'000};
    Milliseconds maxTime {300'000};
    int maxPercent = 50;
    int panicPercent = 50;

    bool operator==(const EjectionConfig &) const = default;
};

/// What "latency-aware" goes by.
struct LatencyConfig {
    Milliseconds decay {10'000}; ///< EWMA time constant
    int choices = 2; ///< candidates drawn per pick, 2 to 16

    bool operator==(const LatencyConfig &) const = default;
};

struct ServiceConfig {
    std::string name;
    Address listen;
    StrategyKind strategy = StrategyKind::RoundRobin;
    int maxConnections = 1000; ///< load-shedding threshold; 0 refuses everybody
    Milliseconds connectTimeout {5000};
    int connectAttempts = 3; ///< on distinct backends, 1 to 100
    Milliseconds idleTimeout {3'600'000}; ///< 0: never
    Milliseconds halfCloseTimeout {30'000}; ///< 0: never
    ProxyHeader sendProxy = ProxyHeader::Off;
    bool acceptProxy = false;
    HealthConfig health;
    EjectionConfig ejection;
    LatencyConfig latency;
    std::vector<BackendConfig> backends;

    bool operator==(const ServiceConfig &) const = default;
};

struct LogConfig {
    LogLevel level = LogLevel::Info;
    std::optional<LogFormat> format; ///< unset: text to a terminal, logfmt elsewhere
    LogConnections connections = LogConnections::Failures;

    bool operator==(const LogConfig &) const = default;
};

struct Config {
    std::optional<Address> metrics = Address {"0.0.0.0", 9090}; ///< unset: off
    int workers = 0; ///< I/O threads, 1 to 64; 0: one per CPU
    Milliseconds drainTimeout {30'000}; ///< 0: do not wait
    LogConfig log;
    std::vector<ServiceConfig> services;

    bool operator==(const Config &) const = default;
};

/// What lbfy runs without a file: one service "default" on 127.0.0.1:8080 before 127.0.0.1:9000 and
/// 127.0.0.1:9001, which are named after their addresses.
Config defaultConfig();

} // namespace lbfy
