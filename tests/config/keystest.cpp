// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every key of the file, from the table itself: the ends of its range are accepted and stored, what lies just outside
// is refused with the range in the message and changes nothing. A second, written table says which keys there must be,
// of which type and with which default, so that a wrong row is found as well.

#include "core/config/keys.h"
#include "core/config/configfile.h"

#include <gtest/gtest.h>

namespace lbfy {

namespace {

/// How to put "key = value" of a section into a file, and where to find it afterwards.
template<typename Section>
struct InFile;

template<>
struct InFile<Config> {
    static std::string text(const std::string &line) { return line + '\n'; }
    static const Config &in(const Config &config) { return config; }
};

template<>
struct InFile<LogConfig> {
    static std::string text(const std::string &line) { return "[log]\n" + line; }
    static const LogConfig &in(const Config &config) { return config.log; }
};

template<>
struct InFile<ServiceConfig> {
    static std::string text(const std::string &line) { return "[[service]]\n" + line; }
    static const ServiceConfig &in(const Config &config) { return config.services.at(0); }
};

template<>
struct InFile<HealthConfig> {
    static std::string text(const std::string &line) { return "[[service]]\n[service.health]\n" + line; }
    static const HealthConfig &in(const Config &config) { return config.services.at(0).health; }
};

template<>
struct InFile<EjectionConfig> {
    static std::string text(const std::string &line) { return "[[service]]\n[service.ejection]\n" + line; }
    static const EjectionConfig &in(const Config &config) { return config.services.at(0).ejection; }
};

template<>
struct InFile<LatencyConfig> {
    static std::string text(const std::string &line) { return "[[service]]\n[service.latency]\n" + line; }
    static const LatencyConfig &in(const Config &config) { return config.services.at(0).latency; }
};

template<>
struct InFile<BackendConfig> {
    static std::string text(const std::string &line) { return "[[service]]\n[[service.backend]]\n" + line; }
    static const BackendConfig &in(const Config &config) { return config.services.at(0).backends.at(0); }
};

template<typename Section>
class EveryKey : public testing::Test
{
protected:
    static std::string lineOf(const Key<Section> &key, const Value &value)
    {
        return std::string(key.name) + " = " + toToml(value);
    }

    static void accepts(const Key<Section> &key, const Value &value, const Value &stored)
    {
        const ConfigDraft draft = readConfigText(InFile<Section>::text(lineOf(key, value)), "lbfy.toml");
        ASSERT_TRUE(draft.diagnostics.empty()) << draft.diagnostics.front().toString();
        EXPECT_EQ(key.fetch(InFile<Section>::in(draft.config)), stored) << lineOf(key, value);
    }

    static void refuses(const Key<Section> &key, const Value &value, const std::string &message)
    {
        const ConfigDraft draft = readConfigText(InFile<Section>::text(lineOf(key, value)), "lbfy.toml");
        ASSERT_EQ(draft.diagnostics.size(), 1U) << lineOf(key, value);
        const std::string expected = std::string(key.name) + ' ' + toToml(value) + ": " + message;
        EXPECT_TRUE(draft.diagnostics.front().message.ends_with(expected)) << draft.diagnostics.front().toString();
        EXPECT_EQ(InFile<Section>::in(draft.config), Section {});
    }

    static void checkEnds(const Key<Section> &key)
    {
        switch (key.type) {
        case KeyType::Integer:
            for (const std::int64_t end : {key.min, key.max})
                accepts(key, end, end);
            for (const std::int64_t outside : {key.min - 1, key.max + 1, INT64_MIN, INT64_MAX})
                refuses(key, outside, integerRange(key.min, key.max));
            break;
        case KeyType::Boolean:
            for (const bool value : {false, true})
                accepts(key, value, value);
            break;
        case KeyType::Duration:
            for (const std::string end : {"1ms", "24h"})
                accepts(key, end, end);
            if (key.zero == ZeroDuration::Allowed)
                accepts(key, std::string("0s"), std::string("0s"));
            else
                refuses(key, std::string("0s"), "must be 1ms to 24h");
            refuses(key, std::string("86400001ms"),
                    key.zero == ZeroDuration::Allowed ? "must be 1ms to 24h, or \"0s\"" : "must be 1ms to 24h");
            break;
        case KeyType::Word:
            for (const std::string_view word : key.words())
                accepts(key, std::string(word), std::string(word));
            EXPECT_GE(key.words().size(), 3U);
            break;
        case KeyType::Text:
        case KeyType::Address:
            break; // no range: see the tables of bad configurations
        }
    }

    static void refusesOtherTypes(const Key<Section> &key)
    {
        const std::vector<Value> all {std::int64_t {1}, true, std::string("text")};
        const std::size_t own = key.type == KeyType::Integer ? 0 : key.type == KeyType::Boolean ? 1 : 2;
        for (std::size_t i = 0; i < all.size(); ++i) {
            Section section;
            if (i != own) {
                EXPECT_FALSE(key.assign(key, section, all[i])) << key.name;
            }
            EXPECT_FALSE(key.assign(key, section, ForeignValue {"an array"})) << key.name;
            EXPECT_EQ(section, Section {}) << key.name;
        }
    }
};

using Sections =
        testing::Types<Config, LogConfig, ServiceConfig, HealthConfig, EjectionConfig, LatencyConfig, BackendConfig>;
TYPED_TEST_SUITE(EveryKey, Sections);

TYPED_TEST(EveryKey, acceptsTheEndsOfItsRangeAndRefusesWhatIsJustOutside)
{
    for (const Key<TypeParam> &key : keysOf<TypeParam>())
        this->checkEnds(key);
}

TYPED_TEST(EveryKey, refusesValuesOfOtherTypes)
{
    for (const Key<TypeParam> &key : keysOf<TypeParam>())
        this->refusesOtherTypes(key);
}

TYPED_TEST(EveryKey, saysInOneLineWhatItIsForAndIsFoundByItsName)
{
    for (const Key<TypeParam> &key : keysOf<TypeParam>()) {
        EXPECT_FALSE(key.doc.empty()) << key.name;
        EXPECT_FALSE(key.doc.ends_with('.')) << key.name;
        EXPECT_EQ(findKey<TypeParam>(key.name), &key);
    }
    EXPECT_EQ(findKey<TypeParam>("nonsense"), nullptr);
}

/// "key = default (range)" of each row.
template<typename Section>
void describe(const std::string &section, std::vector<std::string> &rows)
{
    for (const Key<Section> &key : keysOf<Section>()) {
        std::string row = section + std::string(key.name) + " = " + toToml(key.fetch(Section {}));
        if (key.type == KeyType::Integer)
            row += ", " + std::to_string(key.min) + " to " + std::to_string(key.max);
        if (key.type == KeyType::Duration && key.zero == ZeroDuration::Allowed)
            row += ", or 0s";
        rows.push_back(row);
    }
}

TEST(Keys, areThoseOfTheManualWithItsDefaultsAndRanges)
{
    std::vector<std::string> rows;
    describe<Config>("", rows);
    describe<LogConfig>("log.", rows);
    describe<ServiceConfig>("service.", rows);
    describe<HealthConfig>("health.", rows);
    describe<EjectionConfig>("ejection.", rows);
    describe<LatencyConfig>("latency.", rows);
    describe<BackendConfig>("backend.", rows);
    const std::vector<std::string> expected {
            R"(metrics = "0.0.0.0:9090")",
            R"(workers = 0, 0 to 64)",
            R"(drain_timeout = "30s", or 0s)",
            R"(log.level = "info")",
            R"(log.format = )",
            R"(log.connections = "failures")",
            R"(service.name = "")",
            R"(service.listen = ":0")",
            R"(service.strategy = "round-robin")",
            R"(service.max_connections = 1000, 0 to 1000000)",
            R"(service.connect_timeout = "5s")",
            R"(service.connect_attempts = 3, 1 to 100)",
            R"(service.idle_timeout = "1h", or 0s)",
            R"(service.half_close_timeout = "30s", or 0s)",
            R"(service.send_proxy = "off")",
            R"(service.accept_proxy = false)",
            R"(health.check = "tcp")",
            R"(health.interval = "2s")",
            R"(health.timeout = "1s")",
            R"(health.fall = 3, 1 to 100)",
            R"(health.rise = 2, 1 to 100)",
            R"(health.http_path = "/")",
            R"(health.send = "")",
            R"(health.expect = "")",
            R"(ejection.failures = 5, 0 to 1000000)",
            R"(ejection.base_time = "30s")",
            R"(ejection.max_time = "5m")",
            R"(ejection.max_percent = 50, 0 to 100)",
            R"(ejection.panic_percent = 50, 0 to 100)",
            R"(latency.decay = "10s")",
            R"(latency.choices = 2, 2 to 16)",
            R"(backend.name = "")",
            R"(backend.address = ":0")",
            R"(backend.weight = 1, 1 to 256)",
            R"(backend.max_connections = 0, 0 to 1000000)",
            R"(backend.backup = false)",
            R"(backend.state = "ready")",
    };
    EXPECT_EQ(rows, expected);
}

} // namespace

} // namespace lbfy
