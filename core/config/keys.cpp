// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/keys.h"

#include "core/config/address.h"
#include "core/config/names.h"
#include "core/config/text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace lbfy {

namespace {

template<auto Member>
struct MemberOf;
template<typename Owner, typename Type, Type Owner::*Member>
struct MemberOf<Member> {
    using Section = Owner;
    using Value = Type;
};
template<auto Member>
using SectionOf = typename MemberOf<Member>::Section;

std::string_view typeName(const Value &value)
{
    constexpr std::array<std::string_view, 5> names {"nothing", "an integer", "a boolean", "a string", ""};
    if (const auto *foreign = std::get_if<ForeignValue>(&value))
        return foreign->type;
    return names[value.index()];
}

Failure wrongType(std::string_view wanted, const Value &value)
{
    return {"must be " + std::string(wanted) + ", not " + std::string(typeName(value))};
}

template<auto Member>
constexpr Key<SectionOf<Member>> integer(std::string_view name, std::int64_t min, std::int64_t max,
                                         std::string_view doc)
{
    using Section = SectionOf<Member>;
    Key<Section> key {name, KeyType::Integer, doc, min, max};
    key.assign = [](const Key<Section> &row, Section &section, const Value &value) -> Result<Done> {
        const auto *number = std::get_if<std::int64_t>(&value);
        if (!number)
            return wrongType("an integer", value);
        if (*number < row.min || *number > row.max)
            return Failure {integerRange(row.min, row.max)};
        section.*Member = static_cast<int>(*number);
        return Done {};
    };
    key.fetch = [](const Section &section) -> Value { return std::int64_t {section.*Member}; };
    return key;
}

template<auto Member>
constexpr Key<SectionOf<Member>> boolean(std::string_view name, std::string_view doc)
{
    using Section = SectionOf<Member>;
    Key<Section> key {name, KeyType::Boolean, doc};
    key.assign = [](const Key<Section> &, Section &section, const Value &value) -> Result<Done> {
        const auto *truth = std::get_if<bool>(&value);
        if (!truth)
            return wrongType("true or false", value);
        section.*Member = *truth;
        return Done {};
    };
    key.fetch = [](const Section &section) -> Value { return section.*Member; };
    return key;
}

template<auto Member>
constexpr Key<SectionOf<Member>> duration(std::string_view name, std::string_view doc,
                                          ZeroDuration zero = ZeroDuration::Refused)
{
    using Section = SectionOf<Member>;
    Key<Section> key {name, KeyType::Duration, doc, 0, 0, zero};
    key.assign = [](const Key<Section> &row, Section &section, const Value &value) -> Result<Done> {
        const auto *text = std::get_if<std::string>(&value);
        if (!text)
            return wrongType("a string with a unit, as in \"5s\"", value);
        const auto parsed = parseDuration(*text, row.zero);
        if (!parsed)
            return parsed.failure();
        section.*Member = *parsed;
        return Done {};
    };
    key.fetch = [](const Section &section) -> Value { return formatDuration(section.*Member); };
    return key;
}

/// The enumeration behind a member that may be optional.
template<typename T>
struct Enumeration {
    using Type = T;
};
template<typename T>
struct Enumeration<std::optional<T>> {
    using Type = T;
};

template<auto Member>
constexpr Key<SectionOf<Member>> word(std::string_view name, std::string_view doc)
{
    using Section = SectionOf<Member>;
    using Enum = typename Enumeration<typename MemberOf<Member>::Value>::Type;
    Key<Section> key {name, KeyType::Word, doc};
    key.assign = [](const Key<Section> &row, Section &section, const Value &value) -> Result<Done> {
        const auto *text = std::get_if<std::string>(&value);
        if (!text)
            return wrongType("a string", value);
        const auto found = valueOf<Enum>(*text);
        if (!found)
            return Failure {"must be " + alternatives(row.words())};
        section.*Member = *found;
        return Done {};
    };
    key.fetch = [](const Section &section) -> Value {
        const std::optional<Enum> set = section.*Member;
        return set ? Value {std::string(nameOf(*set))} : Value {};
    };
    key.words = [] {
        std::vector<std::string_view> words;
        for (const auto &row : namesOf(Enum {}))
            words.push_back(row.name);
        return words;
    };
    return key;
}

/// Check: Result<std::string>(std::string_view).
template<auto Member, auto Check>
constexpr Key<SectionOf<Member>> text(std::string_view name, std::string_view doc)
{
    using Section = SectionOf<Member>;
    Key<Section> key {name, KeyType::Text, doc};
    key.assign = [](const Key<Section> &, Section &section, const Value &value) -> Result<Done> {
        const auto *given = std::get_if<std::string>(&value);
        if (!given)
            return wrongType("a string", value);
        auto checked = Check(*given);
        if (!checked)
            return checked.failure();
        section.*Member = *checked;
        return Done {};
    };
    key.fetch = [](const Section &section) -> Value { return section.*Member; };
    return key;
}

/// Parse: Result<Value of the member>(std::string_view); print: std::string(value of the member).
template<auto Member, auto Parse, auto Print>
constexpr Key<SectionOf<Member>> address(std::string_view name, std::string_view doc)
{
    using Section = SectionOf<Member>;
    Key<Section> key {name, KeyType::Address, doc};
    key.assign = [](const Key<Section> &, Section &section, const Value &value) -> Result<Done> {
        const auto *given = std::get_if<std::string>(&value);
        if (!given)
            return wrongType("a string", value);
        auto parsed = Parse(*given);
        if (!parsed)
            return parsed.failure();
        section.*Member = *parsed;
        return Done {};
    };
    key.fetch = [](const Section &section) -> Value { return Print(section.*Member); };
    return key;
}

Result<std::string> anyText(std::string_view given)
{
    return std::string(given);
}

Result<std::string> checkHttpPath(std::string_view path)
{
    const auto belongs = [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\x7f'; };
    if (!path.starts_with('/') || !std::ranges::all_of(path, belongs))
        return Failure {"must begin with \"/\" and have no spaces and no control characters"};
    return std::string(path);
}

Result<Address> parseBackendAddress(std::string_view given)
{
    return parseAddress(given, PortZero::Refused);
}

std::string printAddress(const Address &given)
{
    return given.toString();
}

Result<std::optional<Address>> parseMetricsAddress(std::string_view given)
{
    if (given == "off")
        return std::optional<Address> {};
    if (given.find(':') == std::string_view::npos)
        return Failure {"must be an address with a port, or \"off\""};
    const auto parsed = parseListenAddress(given);
    if (!parsed)
        return parsed.failure();
    return std::optional {*parsed};
}

std::string printMetricsAddress(const std::optional<Address> &given)
{
    return given ? given->toString() : "off";
}

constexpr std::int64_t mostConnections = 1'000'000;

constexpr std::array configKeys {
        address<&Config::metrics, parseMetricsAddress, printMetricsAddress>("metrics", "metrics endpoint"),
        integer<&Config::workers>("workers", 0, 64, "I/O threads; 0: one per CPU"),
        duration<&Config::drainTimeout>("drain_timeout", "how long a stop waits for connections; \"0s\": not at all",
                                        ZeroDuration::Allowed),
};

constexpr std::array logKeys {
        word<&LogConfig::level>("level", "least important log lines to write"),
        word<&LogConfig::format>("format", "form of log lines"),
        word<&LogConfig::connections>("connections", "closed connections that get a log line"),
};

constexpr std::array serviceKeys {
        text<&ServiceConfig::name, checkName>("name", "name in logs, metrics and the window"),
        address<&ServiceConfig::listen, parseListenAddress, printAddress>("listen", "front address of the service"),
        word<&ServiceConfig::strategy>("strategy", "how a backend is chosen"),
        integer<&ServiceConfig::maxConnections>("max_connections", 0, mostConnections, "load-shedding threshold"),
        duration<&ServiceConfig::connectTimeout>("connect_timeout", "time for one connection attempt to a backend"),
        integer<&ServiceConfig::connectAttempts>("connect_attempts", 1, 100,
                                                 "distinct backends tried before the client is given up"),
        duration<&ServiceConfig::idleTimeout>("idle_timeout", "close after that long without a byte; \"0s\": never",
                                              ZeroDuration::Allowed),
        duration<&ServiceConfig::halfCloseTimeout>("half_close_timeout",
                                                   "close that long after one side has finished; \"0s\": never",
                                                   ZeroDuration::Allowed),
        word<&ServiceConfig::sendProxy>("send_proxy", "PROXY protocol towards the backends"),
        boolean<&ServiceConfig::acceptProxy>("accept_proxy", "clients must send a PROXY header"),
};

constexpr std::array healthKeys {
        word<&HealthConfig::check>("check", "what an active check asks"),
        duration<&HealthConfig::interval>("interval", "time between checks of a backend"),
        duration<&HealthConfig::timeout>("timeout", "time for one check"),
        integer<&HealthConfig::fall>("fall", 1, 100, "failures in a row that make a backend down"),
        integer<&HealthConfig::rise>("rise", 1, 100, "successes in a row that make it up again"),
        text<&HealthConfig::httpPath, checkHttpPath>("http_path", "what an \"http\" check asks for"),
        text<&HealthConfig::send, anyText>("send", "what a \"send-expect\" check sends"),
        text<&HealthConfig::expect, anyText>("expect", "what the answer to it must contain"),
};

constexpr std::array ejectionKeys {
        integer<&EjectionConfig::failures>("failures", 0, mostConnections,
                                           "failures in a row that eject a backend; 0: off"),
        duration<&EjectionConfig::baseTime>("base_time", "length of the first ejection"),
        duration<&EjectionConfig::maxTime>("max_time", "greatest length of an ejection"),
        integer<&EjectionConfig::maxPercent>("max_percent", 0, 100, "share of the backends that may be ejected"),
        integer<&EjectionConfig::panicPercent>("panic_percent", 0, 100, "usable share below which health is ignored"),
};

constexpr std::array latencyKeys {
        duration<&LatencyConfig::decay>("decay", "time constant of the latency estimate"),
        integer<&LatencyConfig::choices>("choices", 2, 16, "candidates drawn per choice"),
};

constexpr std::array backendKeys {
        text<&BackendConfig::name, checkName>("name", "name in logs, metrics and the window"),
        address<&BackendConfig::address, parseBackendAddress, printAddress>("address", "host:port or [v6]:port"),
        integer<&BackendConfig::weight>("weight", 1, 256, "share of the connections, relative to the others"),
        integer<&BackendConfig::maxConnections>("max_connections", 0, mostConnections,
                                                "most connections at a time; 0: no limit"),
        boolean<&BackendConfig::backup>("backup", "used when no other is usable"),
        word<&BackendConfig::mode>("state", "what the operator wants of it"),
};

} // namespace

template<>
std::span<const Key<Config>> keysOf<Config>()
{
    return configKeys;
}

template<>
std::span<const Key<LogConfig>> keysOf<LogConfig>()
{
    return logKeys;
}

template<>
std::span<const Key<ServiceConfig>> keysOf<ServiceConfig>()
{
    return serviceKeys;
}

template<>
std::span<const Key<HealthConfig>> keysOf<HealthConfig>()
{
    return healthKeys;
}

template<>
std::span<const Key<EjectionConfig>> keysOf<EjectionConfig>()
{
    return ejectionKeys;
}

template<>
std::span<const Key<LatencyConfig>> keysOf<LatencyConfig>()
{
    return latencyKeys;
}

template<>
std::span<const Key<BackendConfig>> keysOf<BackendConfig>()
{
    return backendKeys;
}

Result<Value> valueFromText(KeyType type, std::int64_t min, std::int64_t max, std::string_view text)
{
    if (type == KeyType::Integer) {
        const auto number = parseInteger(text, min, max);
        return number ? Result<Value>(Value {*number}) : Result<Value>(number.failure());
    }
    if (type == KeyType::Boolean) {
        const auto among = [text](std::initializer_list<std::string_view> words) {
            return std::ranges::find(words, text) != words.end();
        };
        if (among({"1", "true", "yes", "on"}))
            return Value {true};
        if (among({"0", "false", "no", "off"}))
            return Value {false};
        return Failure {"must be 1, true, yes or on, or else 0, false, no or off"};
    }
    return Value {std::string(text)};
}

std::string toToml(const Value &value)
{
    if (const auto *number = std::get_if<std::int64_t>(&value))
        return std::to_string(*number);
    if (const auto *truth = std::get_if<bool>(&value))
        return *truth ? "true" : "false";
    if (const auto *text = std::get_if<std::string>(&value))
        return quoted(*text);
    return {};
}

} // namespace lbfy
