// SPDX-License-Identifier: GPL-3.0-or-later
//
// File, environment and options together: who wins, what the whole is checked for, where mistakes are placed, and what
// the programs answer and end with.

#include "app/loadconfiguration.h"
#include "app/usage.h"
#include "tests/app/testenvironment.h"

#include <QtGlobal>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace lbfy {

namespace {

const std::string twoServices = R"(metrics = "127.0.0.1:9191"
workers = 2
[[service]]
name = "web"
listen = "127.0.0.1:8080"
[[service.backend]]
name = "a"
address = "127.0.0.1:9000"
weight = 7
[[service]]
name = "db"
listen = "127.0.0.1:8081"
max_connections = 5
[[service.backend]]
address = "127.0.0.1:9001"
)";

struct Answer {
    std::optional<int> code;
    std::string output;
    std::string errors;
};

Answer answered(const std::vector<std::string> &arguments, const Variables &variables = {})
{
    std::ostringstream output;
    std::ostringstream errors;
    const auto code = answer(parsed(arguments, variables), "lbfyd", output, errors);
    return {code, output.str(), errors.str()};
}

/// Runs in a directory of its own, so that files are named as a user would.
class LoadConfiguration : public testing::Test
{
protected:
    void SetUp() override
    {
        std::string pattern = testing::TempDir() + "lbfyXXXXXX";
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_directory = pattern;
        m_before = std::filesystem::current_path();
        std::filesystem::current_path(m_directory);
    }

    void TearDown() override
    {
        std::filesystem::current_path(m_before);
        std::filesystem::remove_all(m_directory);
    }

    static void write(const std::string &content) { std::ofstream("lbfy.toml", std::ios::binary) << content; }

    static LoadedConfiguration load(const std::vector<std::string> &arguments, const Variables &variables = {})
    {
        return loadConfiguration(parsed(arguments, variables));
    }

private:
    std::filesystem::path m_directory;
    std::filesystem::path m_before;
};

TEST_F(LoadConfiguration, optionBeatsVariableBeatsFileBeatsDefault)
{
    write(twoServices);
    const Variables variables {{"LBFY_METRICS", "off"}, {"LBFY_STRATEGY", "random"}, {"LBFY_WORKERS", "3"}};
    const LoadedConfiguration loaded = load({"lbfy.toml", "--workers", "4"}, variables);
    ASSERT_TRUE(loaded.ok());
    EXPECT_EQ(loaded.config.workers, 4);
    EXPECT_EQ(loaded.origins.of("workers").toString(), "--workers");
    EXPECT_EQ(loaded.config.metrics, std::nullopt);
    EXPECT_EQ(loaded.origins.of("metrics").toString(), "LBFY_METRICS");
    EXPECT_EQ(loaded.config.services[0].strategy, StrategyKind::Random);
    EXPECT_EQ(loaded.origins.of("service[0].strategy").toString(), "LBFY_STRATEGY");
    EXPECT_EQ(loaded.origins.of("service[0].listen").toString(), "lbfy.toml:5");
    EXPECT_EQ(loaded.origins.of("log.level").toString(), "default");
}

TEST_F(LoadConfiguration, optionsChangeTheFirstServiceAlone)
{
    write(twoServices);
    const LoadedConfiguration plain = load({"lbfy.toml"});
    const LoadedConfiguration loaded = load({"lbfy.toml", "--listen=127.0.0.1:0", "--strategy=random",
                                             "--max-connections=9", "--backend=h:2", "--backend=x=h:1,weight=2"});
    ASSERT_TRUE(plain.ok());
    ASSERT_TRUE(loaded.ok());
    Config expected = plain.config;
    ServiceConfig &first = expected.services[0];
    first.listen.port = 0;
    first.strategy = StrategyKind::Random;
    first.maxConnections = 9;
    first.backends = {{"h:2", {"h", 2}}, {"x", {"h", 1}, 2}};
    EXPECT_EQ(loaded.config, expected);
    // The replaced backend had its weight from the file; nothing of that is left.
    EXPECT_EQ(loaded.origins.of("service[0].backend[0].weight").toString(), "default");
    EXPECT_EQ(loaded.origins.of("service[0].backend[1].weight").toString(), "--backend");
    EXPECT_EQ(loaded.origins.of("service[1].listen").toString(), "lbfy.toml:12");
}

TEST_F(LoadConfiguration, whatTheFileLacksMayComeFromOptions)
{
    write("[[service]]\n");
    const LoadedConfiguration loaded = load({"lbfy.toml", "--listen", "127.0.0.1:80", "--backend", "h:1"});
    EXPECT_EQ(linesOf(loaded.diagnostics), std::vector<std::string>());
    EXPECT_EQ(loaded.config.services.at(0).name, "127.0.0.1:80");
}

TEST_F(LoadConfiguration, aReloadAppliesTheSameOptionsToTheNewFile)
{
    write(twoServices);
    const CommandLine line = parsed({"lbfy.toml", "--max-connections", "9"});
    EXPECT_EQ(loadConfiguration(line).config.services[0].maxConnections, 9);
    write("[[service]]\nlisten = \"127.0.0.1:1\"\nmax_connections = 4\nbackend = [ { address = \"h:1\" } ]\n");
    const LoadedConfiguration again = loadConfiguration(line);
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again.config.services[0].listen.port, 1);
    EXPECT_EQ(again.config.services[0].maxConnections, 9);
    write("x");
    EXPECT_EQ(loadConfiguration(line).exitCode, ExitCode::BadConfiguration);
}

struct Conflict {
    std::string file; ///< empty: none
    std::vector<std::string> arguments;
    ExitCode code;
    std::vector<std::string> lines;
};

TEST_F(LoadConfiguration, contradictionsAreReportedWhereTheyWereMade)
{
    // clang-format off
    const std::vector<Conflict> table {
            {"", {"--listen", "127.0.0.1:9000"}, ExitCode::BadCommandLine,
             {R"(error: service "default": backend "127.0.0.1:9000": address "127.0.0.1:9000": the service's own listen address; it would connect to itself)"}},
            {"", {"--backend", "a=h:1", "--backend", "a=h:2"}, ExitCode::BadCommandLine,
             {R"(error: --backend: service "default": backend "a": the name is already that of another backend)"}},
            {"", {"--backend", "127.0.0.1:8080"}, ExitCode::BadCommandLine,
             {R"(error: --backend: service "default": backend "127.0.0.1:8080": address "127.0.0.1:8080": the service's own listen address; it would connect to itself)"}},
            {"", {"--metrics", "127.0.0.1:8080"}, ExitCode::BadCommandLine,
             {R"(error: service "default": listen "127.0.0.1:8080": collides with the metrics endpoint on 127.0.0.1:8080)"}},
            {"", {"--listen", "127.0.0.1:9090"}, ExitCode::BadCommandLine,
             {R"(error: --listen: service "default": listen "127.0.0.1:9090": collides with the metrics endpoint on 0.0.0.0:9090)"}},
            {twoServices, {"--listen", "127.0.0.1:8081"}, ExitCode::BadConfiguration,
             {R"(lbfy.toml:12:10: error: service "db": listen "127.0.0.1:8081": already the address of "web")"}},
            {twoServices, {"--listen", "127.0.0.1:9000"}, ExitCode::BadConfiguration,
             {R"(lbfy.toml:8:11: error: service "web": backend "a": address "127.0.0.1:9000": the service's own listen address; it would connect to itself)"}},
            {"workers = 99\n[[service]]\n", {"--backend", "a=h:1", "--backend", "a=h:1"}, ExitCode::BadConfiguration,
             {R"(lbfy.toml:1:11: error: workers 99: must be 0 to 64)",
              R"(lbfy.toml:2:1: error: service 1: missing key "listen")",
              R"(error: --backend: service 1: backend "a": the name is already that of another backend)"}},
            {"\n", {"--listen", "127.0.0.1:80", "--backend", "h:1"}, ExitCode::BadConfiguration,
             {"lbfy.toml: error: no service; at least one [[service]] is needed"}},
    };
    // clang-format on
    for (const Conflict &conflict : table) {
        SCOPED_TRACE(conflict.lines.front());
        std::vector<std::string> arguments = conflict.arguments;
        if (!conflict.file.empty()) {
            write(conflict.file);
            arguments.push_back("lbfy.toml");
        }
        const LoadedConfiguration loaded = load(arguments);
        EXPECT_EQ(linesOf(loaded.diagnostics), conflict.lines);
        EXPECT_EQ(loaded.exitCode, conflict.code);
    }
}

TEST_F(LoadConfiguration, checkConfigAnswersOnTheRightStreamWithTheRightCode)
{
    write(twoServices);
    const Answer good = answered({"--check-config", "lbfy.toml"});
    EXPECT_EQ(good.code, 0);
    EXPECT_EQ(good.output, "lbfy.toml: valid\n");
    EXPECT_EQ(good.errors, "");
    EXPECT_EQ(answered({"--check-config"}).output, "built-in configuration: valid\n");
    write("workers = 65\n" + twoServices.substr(twoServices.find("[[")));
    const Answer bad = answered({"lbfy.toml", "--check-config"});
    EXPECT_EQ(bad.code, 78);
    EXPECT_EQ(bad.output, "");
    EXPECT_EQ(bad.errors, "lbfy.toml:1:11: error: workers 65: must be 0 to 64\n");
    EXPECT_EQ(answered({"missing.toml", "--check-config"}).code, 78);
    EXPECT_EQ(answered({"--check-config"}, {{"LBFY_CONFIG", "lbfy.toml"}}).code, 78);
}

TEST_F(LoadConfiguration, printedConfigurationIsAFileThatGivesTheSame)
{
    write(twoServices);
    const Answer printed = answered({"lbfy.toml", "--print-config", "--strategy=random", "--backend", "h:1"});
    EXPECT_EQ(printed.code, 0);
    EXPECT_EQ(printed.errors, "");
    const Config config = load({"lbfy.toml", "--strategy=random", "--backend", "h:1"}).config;
    EXPECT_NE(printed.output.find("strategy = \"random\"         # --strategy\n"), std::string::npos) << printed.output;
    write(printed.output);
    EXPECT_EQ(load({"lbfy.toml"}).config, config);
    write("x = 1");
    const Answer bad = answered({"lbfy.toml", "--print-config"});
    EXPECT_EQ(bad.code, 78);
    EXPECT_EQ(bad.output, "");
}

TEST(Answer, isGivenForEverythingButRunning)
{
    EXPECT_EQ(answered({}).code, std::nullopt);
    const Answer list = answered({"--list-strategies"});
    EXPECT_EQ(list.code, 0);
    EXPECT_EQ(list.output, "round-robin\nleast-connections\nlatency-aware\nrandom\nsource-hash\n");
    const Answer version = answered({"--version"});
    EXPECT_EQ(version.code, 0);
    EXPECT_EQ(version.output, "lbfy 0.1.0 (Qt " + std::string(qVersion()) + ")\n");
    const Answer bad = answered({"--bogus-thing", "--workers"});
    EXPECT_EQ(bad.code, 2);
    EXPECT_EQ(bad.output, "");
    EXPECT_EQ(bad.errors,
              "error: unknown option --bogus-thing; see --help\n"
              "error: --workers needs a value: --workers N\n");
}

TEST(Help, namesEveryOption)
{
    const Answer help = answered({"-h"});
    EXPECT_EQ(help.code, 0);
    EXPECT_EQ(help.errors, "");
    EXPECT_TRUE(help.output.starts_with("Usage: lbfyd [CONFIG] [OPTION]...\n"));
    for (const Option &option : options()) {
        std::string left = option.dashed();
        if (!option.argument.empty())
            left += ' ' + std::string(option.argument);
        EXPECT_NE(help.output.find(left), std::string::npos) << left;
    }
    for (const CommandName &command : commandNames())
        EXPECT_NE(help.output.find("\n  " + std::string(command.name) + ' '), std::string::npos) << command.name;
    std::istringstream lines(help.output);
    for (std::string line; std::getline(lines, line);)
        EXPECT_LE(line.size(), 120U) << line;
}

TEST(Help, thatCannotBeWrittenIsAFailure)
{
    std::ostringstream output;
    std::ostringstream errors;
    output.setstate(std::ios::badbit);
    EXPECT_EQ(answer(parsed({"--help"}, {}), "lbfyd", output, errors), 1);
    EXPECT_EQ(errors.str(), "error: cannot write to standard output\n");
}

TEST(Help, saysTheDefaults)
{
    const std::string help = helpText("lbfy");
    for (const std::string text : {"[127.0.0.1:8080]", "[127.0.0.1:9000 and 127.0.0.1:9001]", "[round-robin]", "[1000]",
                                   "[0.0.0.0:9090]", "[one per CPU]", "[info]", "[failures]"})
        EXPECT_NE(help.find(text), std::string::npos) << text;
}

} // namespace

} // namespace lbfy
