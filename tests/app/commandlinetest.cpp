// SPDX-License-Identifier: GPL-3.0-or-later
//
// Good command lines and environments: what is to be done, and what each option and variable sets.

#include "app/loadconfiguration.h"
#include "tests/app/testenvironment.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace lbfy {

namespace {

/// The configuration that a command line without a file gives.
Config configOf(const std::vector<std::string> &arguments, const Variables &variables = {})
{
    const CommandLine line = parsed(arguments, variables);
    EXPECT_EQ(linesOf(line.errors), std::vector<std::string>());
    const LoadedConfiguration loaded = loadConfiguration(line);
    EXPECT_EQ(linesOf(loaded.diagnostics), std::vector<std::string>());
    return loaded.config;
}

struct Setter {
    std::string option;
    std::string value;
    void (*change)(Config &config);
};

/// Each option that sets something, as an option and as a variable, and what it changes in the default configuration.
const std::vector<Setter> setters {
        {"listen", "127.0.0.1:0", [](Config &config) { config.services[0].listen.port = 0; }},
        {"listen", "[::1]:81",
         [](Config &config) {
             config.services[0].listen = {"::1", 81};
         }},
        {"strategy", "round-robin", [](Config &) {}},
        {"strategy", "least-connections",
         [](Config &config) { config.services[0].strategy = StrategyKind::LeastConnections; }},
        {"strategy", "latency-aware", [](Config &config) { config.services[0].strategy = StrategyKind::LatencyAware; }},
        {"strategy", "random", [](Config &config) { config.services[0].strategy = StrategyKind::Random; }},
        {"strategy", "source-hash", [](Config &config) { config.services[0].strategy = StrategyKind::SourceHash; }},
        {"max-connections", "0", [](Config &config) { config.services[0].maxConnections = 0; }},
        {"max-connections", "1000000", [](Config &config) { config.services[0].maxConnections = 1'000'000; }},
        {"metrics", "off", [](Config &config) { config.metrics.reset(); }},
        {"metrics", "127.0.0.1:0",
         [](Config &config) {
             config.metrics = Address {"127.0.0.1", 0};
         }},
        {"workers", "1", [](Config &config) { config.workers = 1; }},
        {"workers", "64", [](Config &config) { config.workers = 64; }},
        {"log-level", "error", [](Config &config) { config.log.level = LogLevel::Error; }},
        {"log-level", "debug", [](Config &config) { config.log.level = LogLevel::Debug; }},
        {"log-format", "text", [](Config &config) { config.log.format = LogFormat::Text; }},
        {"log-format", "logfmt", [](Config &config) { config.log.format = LogFormat::Logfmt; }},
        {"log-format", "json", [](Config &config) { config.log.format = LogFormat::Json; }},
        {"log-connections", "off", [](Config &config) { config.log.connections = LogConnections::Off; }},
        {"log-connections", "all", [](Config &config) { config.log.connections = LogConnections::All; }},
        {"backend", "h:1,weight=3,max=7,backup",
         [](Config &config) {
             config.services[0].backends = {{"h:1", {"h", 1}, 3, 7, true, BackendMode::Ready}};
         }},
        {"backend", "my_name=[::1]:65535",
         [](Config &config) {
             config.services[0].backends = {{"my_name", {"::1", 65535}, 1, 0, false, BackendMode::Ready}};
         }},
};

TEST(CommandLine, eachOptionSetsItsKeyInBothFormsAndFromTheEnvironment)
{
    for (const Setter &setter : setters) {
        SCOPED_TRACE(setter.option + ' ' + setter.value);
        Config expected = defaultConfig();
        setter.change(expected);
        EXPECT_EQ(configOf({"--" + setter.option, setter.value}), expected);
        EXPECT_EQ(configOf({"--" + setter.option + '=' + setter.value}), expected);
        EXPECT_EQ(configOf({}, {{findOption(setter.option)->variable(), setter.value}}), expected);
    }
}

TEST(CommandLine, everyOptionWithAKeyIsInTheTableAbove)
{
    for (const Option &option : options()) {
        const auto *role = std::get_if<OptionRole>(&option.target);
        if (option.isAction() || (role && *role != OptionRole::Backend))
            continue;
        EXPECT_TRUE(std::any_of(setters.begin(), setters.end(), [&](const Setter &s) {
            return s.option == option.name;
        })) << option.name;
    }
}

TEST(CommandLine, nothingMeansToRunTheDefault)
{
    const CommandLine line = parsed({});
    EXPECT_EQ(line.action, Action::Run);
    EXPECT_FALSE(line.noGui);
    EXPECT_TRUE(line.file.empty());
    EXPECT_EQ(configOf({}), defaultConfig());
}

TEST(CommandLine, eachActionIsKnown)
{
    const std::pair<std::string, Action> rows[] = {
            {"--check-config", Action::CheckConfig},
            {"--print-config", Action::PrintConfig},
            {"--list-strategies", Action::ListStrategies},
            {"--version", Action::Version},
            {"--help", Action::Help},
            {"-h", Action::Help},
    };
    for (const auto &[option, action] : rows)
        EXPECT_EQ(parsed({option}).action, action) << option;
}

TEST(CommandLine, helpIsGivenWhateverElseIsWrong)
{
    EXPECT_EQ(parsed({"--bogus", "-h", "--workers"}).action, Action::Help);
    EXPECT_EQ(parsed({"--help", "--version"}, {{"LBFY_WORKERS", "x"}}).action, Action::Help);
}

TEST(CommandLine, actionsWithoutAConfigurationIgnoreTheEnvironment)
{
    EXPECT_EQ(parsed({"--version"}, {{"LBFY_WORKERS", "x"}}).action, Action::Version);
    EXPECT_EQ(parsed({"--list-strategies"}, {{"LBFY_CONFIG", ""}}).action, Action::ListStrategies);
}

TEST(CommandLine, theFileIsAnArgumentAnOptionOrAVariable)
{
    EXPECT_EQ(parsed({"a.toml"}).file, "a.toml");
    EXPECT_EQ(parsed({"--config", "a.toml"}).file, "a.toml");
    EXPECT_EQ(parsed({"--config=-a=b.toml"}).file, "-a=b.toml");
    EXPECT_EQ(parsed({"--", "--workers"}).file, "--workers");
    EXPECT_EQ(parsed({"--", "load"}).file, "load");
    EXPECT_EQ(parsed({"--no-gui", "-"}).file, "-");
    EXPECT_EQ(parsed({}, {{"LBFY_CONFIG", "e.toml"}}).file, "e.toml");
    EXPECT_EQ(parsed({"a.toml"}, {{"LBFY_CONFIG", "e.toml"}}).file, "a.toml");
    EXPECT_EQ(parsed({"--config=a.toml"}, {{"LBFY_CONFIG", "e.toml"}}).file, "a.toml");
}

TEST(CommandLine, noGuiIsAFlagAndATruthValueInTheEnvironment)
{
    EXPECT_TRUE(parsed({"--no-gui"}).noGui);
    EXPECT_TRUE(parsed({"--no-gui"}, {{"LBFY_NO_GUI", "0"}}).noGui);
    for (const std::string yes : {"1", "true", "yes", "on"})
        EXPECT_TRUE(parsed({}, {{"LBFY_NO_GUI", yes}}).noGui) << yes;
    for (const std::string no : {"0", "false", "no", "off", ""})
        EXPECT_FALSE(parsed({}, {{"LBFY_NO_GUI", no}}).noGui) << no;
}

TEST(CommandLine, demoIsAFlagWithADuration)
{
    EXPECT_FALSE(parsed({}).demo);
    const CommandLine line = parsed({"--demo", "--demo-duration", "1500ms", "--strategy", "random"});
    EXPECT_EQ(line.action, Action::Run);
    EXPECT_TRUE(line.demo);
    EXPECT_EQ(line.demoDuration, Milliseconds(1500));
    EXPECT_EQ(line.settings.size(), 1U);
    EXPECT_EQ(parsed({"--demo"}).demoDuration, std::nullopt);
    const CommandLine fromVariables = parsed({}, {{"LBFY_DEMO", "yes"}, {"LBFY_DEMO_DURATION", "2s"}});
    EXPECT_TRUE(fromVariables.demo);
    EXPECT_EQ(fromVariables.demoDuration, Milliseconds(2000));
    EXPECT_EQ(parsed({}, {{"LBFY_DEMO_DURATION", "2s"}}).action, Action::Run) << "there for the next demo";
}

TEST(CommandLine, demoDoesNotReadVariablesOfAnotherService)
{
    const Variables daily {{"LBFY_CONFIG", "a.toml"},
                           {"LBFY_LISTEN", "127.0.0.1:80"},
                           {"LBFY_BACKEND", "h:1"},
                           {"LBFY_METRICS", "off"}};
    for (const bool byVariable : {false, true}) {
        Variables variables = daily;
        if (byVariable)
            variables["LBFY_DEMO"] = "1";
        const CommandLine line =
                parsed(byVariable ? std::vector<std::string> {} : std::vector<std::string> {"--demo"}, variables);
        EXPECT_EQ(line.action, Action::Run);
        EXPECT_EQ(line.file, "");
        EXPECT_TRUE(line.backends.empty());
        ASSERT_EQ(line.settings.size(), 1U);
        EXPECT_EQ(line.settings.front().option->name, "metrics");
    }
    EXPECT_EQ(parsed({}, {{"LBFY_DEMO", "0"}, {"LBFY_CONFIG", "a.toml"}}).file, "a.toml");
}

TEST(CommandLine, anOptionHidesItsVariableEvenAWrongOneAndAnEmptyOneIsNotSet)
{
    EXPECT_EQ(configOf({"--workers", "3"}, {{"LBFY_WORKERS", "x"}}).workers, 3);
    EXPECT_EQ(configOf({}, {{"LBFY_WORKERS", ""}, {"LBFY_BACKEND", ""}}), defaultConfig());
    EXPECT_EQ(configOf({"--backend", "h:1"}, {{"LBFY_BACKEND", "i:1 i:2"}}).services[0].backends.size(), 1U);
}

TEST(CommandLine, backendsAddUpAndSeparateAtBlanksAndSemicolonsInTheEnvironment)
{
    const auto namesOf = [](const Config &config) {
        std::vector<std::string> names;
        for (const BackendConfig &backend : config.services[0].backends)
            names.push_back(backend.name);
        return names;
    };
    const std::vector<std::string> expected {"h:1", "b", "h:1#2"};
    EXPECT_EQ(namesOf(configOf({"--backend", "h:1", "--backend=b=h:2", "--backend", "h:1"})), expected);
    EXPECT_EQ(namesOf(configOf({}, {{"LBFY_BACKEND", "h:1;b=h:2 h:1"}})), expected);
    EXPECT_EQ(namesOf(configOf({}, {{"LBFY_BACKEND", " ;h:1 ;; b=h:2\th:1; "}})), expected);
    EXPECT_EQ(configOf({}, {{"LBFY_BACKEND", " ; "}}), defaultConfig());
    const std::vector<std::string> quoted {"a = b; c", "d"};
    EXPECT_EQ(namesOf(configOf({}, {{"LBFY_BACKEND", "\"a = b; c\"=h:1 d=h:2"}})), quoted);
}

TEST(Variables, areNamedAfterTheOptionsAndActionsHaveNone)
{
    EXPECT_EQ(findOption("max-connections")->variable(), "LBFY_MAX_CONNECTIONS");
    EXPECT_EQ(findOption("no-gui")->variable(), "LBFY_NO_GUI");
    EXPECT_EQ(findOption("help")->variable(), "");
    ASSERT_EQ(::setenv("LBFY_TEST_ONLY", "x", 1), 0);
    EXPECT_EQ(processEnvironment("LBFY_TEST_ONLY"), "x");
    ASSERT_EQ(::unsetenv("LBFY_TEST_ONLY"), 0);
    EXPECT_EQ(processEnvironment("LBFY_TEST_ONLY"), std::nullopt);
}

} // namespace

} // namespace lbfy
