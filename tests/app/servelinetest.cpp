// SPDX-License-Identifier: GPL-3.0-or-later
//
// Good command lines of `serve`: what each option sets. The bad ones are in tests/scenario/test_serve.py.

#include "app/serveoptions.h"
#include "tests/app/testenvironment.h"

#include <gtest/gtest.h>

#include <sstream>

namespace lbfy {

namespace {

using namespace std::chrono_literals;

ServeSettings settingsOf(const std::vector<std::string> &arguments)
{
    ServeSettings settings;
    const ParsedArguments parsed = parseServe(arguments, settings);
    EXPECT_EQ(linesOf(parsed.errors), std::vector<std::string>());
    EXPECT_FALSE(parsed.help);
    return settings;
}

std::vector<std::string> addressesOf(const std::vector<std::string> &arguments)
{
    std::vector<std::string> texts;
    for (const Address &address : settingsOf(arguments).addresses)
        texts.push_back(address.toString());
    return texts;
}

using Texts = std::vector<std::string>;

} // namespace

TEST(ServeLine, withoutArgumentsItIsAnEchoOnTheDefaultsFirstBackend)
{
    const ServeSettings settings = settingsOf({});
    EXPECT_EQ(settings.addresses, std::vector<Address>({{"127.0.0.1", 9000}}));
    EXPECT_EQ(settings.behaviour, BackendBehaviour());
    EXPECT_FALSE(settings.duration);
    EXPECT_FALSE(settings.logFormat);
    EXPECT_EQ(settings.json, "");
}

TEST(ServeLine, addressesAreThoseGivenOrCountedFromOne)
{
    EXPECT_EQ(addressesOf({"127.0.0.1:0"}), Texts({"127.0.0.1:0"}));
    EXPECT_EQ(addressesOf({"[::1]:81", "localhost:82"}), Texts({"[::1]:81", "127.0.0.1:82"}));
    EXPECT_EQ(addressesOf({"127.0.0.1:0", "127.0.0.1:0"}), Texts({"127.0.0.1:0", "127.0.0.1:0"}));
    EXPECT_EQ(addressesOf({"--count", "3"}), Texts({"127.0.0.1:9000", "127.0.0.1:9001", "127.0.0.1:9002"}));
    EXPECT_EQ(addressesOf({"--count=2", "127.0.0.2:65534"}), Texts({"127.0.0.2:65534", "127.0.0.2:65535"}));
    EXPECT_EQ(addressesOf({"--count=2", "127.0.0.1:0"}), Texts({"127.0.0.1:0", "127.0.0.1:0"}));
    EXPECT_EQ(settingsOf({"--count", "256"}).addresses.size(), 256U);
}

TEST(ServeLine, eachOptionSetsItsPartOfTheBehaviour)
{
    const BackendBehaviour behaviour = settingsOf(
                                               {"--answer",        "fixed", "--answer-bytes", "1GiB",
                                                "--request-bytes", "64B",   "--delay",        "two-point:5ms,80ms,2%",
                                                "--refuse",        "1%",    "--reset",        "10%",
                                                "--hang",          "20%",   "--close",        "70%",
                                                "--bandwidth",     "1MiB",  "--concurrency",  "4"})
                                               .behaviour;
    BackendBehaviour expected;
    expected.answer = AnswerKind::Fixed;
    expected.answerBytes = largestAnswer;
    expected.requestBytes = 64;
    expected.delay = TwoPointDelay {5ms, 80ms, 0.02};
    expected.failures = {.refuse = 0.01, .reset = 0.1, .hang = 0.2, .close = 0.7};
    expected.bandwidth = 1 << 20;
    expected.concurrency = 4;
    EXPECT_EQ(behaviour, expected);
    EXPECT_EQ(settingsOf({"--bandwidth", "off"}).behaviour.bandwidth, 0U);
    EXPECT_EQ(settingsOf({"--answer", "http", "--answer-bytes=1B"}).behaviour.answerBytes, 1U);
}

TEST(ServeLine, eachOptionSetsItsPartOfTheRun)
{
    const ServeSettings settings = settingsOf(
            {"--seed", "7", "--duration", "1m30s", "--json", "-", "--log-format", "json"});
    EXPECT_EQ(settings.seed, 7U);
    EXPECT_EQ(settings.duration, Milliseconds(90'000));
    EXPECT_EQ(settings.json, "-");
    EXPECT_EQ(settings.logFormat, LogFormat::Json);
}

TEST(ServeLine, helpNamesEveryOptionItsDefaultAndFitsALine)
{
    ServeSettings settings;
    EXPECT_TRUE(parseServe({"--count", "0", "-h"}, settings).help);
    const std::string help = serveHelp("lbfyd");
    EXPECT_TRUE(help.starts_with("Usage: lbfyd serve [ADDR:PORT]... [OPTION]...\n"));
    for (const std::string text : {"--count N",
                                   "--answer KIND",
                                   "--answer-bytes SIZE",
                                   "--request-bytes SIZE",
                                   "--delay DELAY",
                                   "--refuse SHARE",
                                   "--reset SHARE",
                                   "--hang SHARE",
                                   "--close SHARE",
                                   "--bandwidth SIZE|off",
                                   "--concurrency N",
                                   "--seed N",
                                   "--duration TIME",
                                   "--json FILE",
                                   "--log-format FORMAT",
                                   "-h, --help",
                                   "[127.0.0.1:9000]",
                                   "[echo]",
                                   "[128B]",
                                   "[0ms]",
                                   "[off]"})
        EXPECT_NE(help.find(text), std::string::npos) << text;
    std::istringstream lines(help);
    for (std::string line; std::getline(lines, line);)
        EXPECT_LE(line.size(), 120U) << line;
}

} // namespace lbfy
