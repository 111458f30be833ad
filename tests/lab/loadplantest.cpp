// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every value of a plan on both sides of its edges, and the message beyond them.

#include "core/lab/loadplan.h"
#include "core/lab/loadgenerator.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

using namespace lbfy;
using namespace std::chrono_literals;

namespace {

LoadPlan goodPlan()
{
    LoadPlan plan;
    plan.targets = {{"127.0.0.1", 8080}};
    return plan;
}

using Change = std::function<void(LoadPlan &)>;

std::string messageAfter(const Change &change)
{
    LoadPlan plan = goodPlan();
    change(plan);
    const auto checked = checkPlan(plan);
    return checked ? "" : checked.message();
}

} // namespace

TEST(LoadPlan, ValuesAtTheEdgesAreFine)
{
    const std::vector<Change> changes {
            [](LoadPlan &) {},
            [](LoadPlan &plan) { plan.connections = 1; },
            [](LoadPlan &plan) { plan.connections = 100'000; },
            [](LoadPlan &plan) { plan.thinkTime = 0ms; },
            [](LoadPlan &plan) { plan.thinkTime = 24h; },
            [](LoadPlan &plan) { plan.rate = 0.001; },
            [](LoadPlan &plan) { plan.rate = 10'000'000; },
            [](LoadPlan &plan) { plan.maxWaiting = 0; },
            [](LoadPlan &plan) { plan.maxWaiting = 10'000'000; },
            [](LoadPlan &plan) { plan.sendBytes = 1; },
            [](LoadPlan &plan) { plan.sendBytes = 1 << 30; },
            [](LoadPlan &plan) { plan.answerBytes = 1; },
            [](LoadPlan &plan) { plan.answerBytes = 1 << 30; },
            [](LoadPlan &plan) { plan.httpPath = "/a?b=c"; },
            [](LoadPlan &plan) { plan.turnsPerConnection = 1'000'000'000; },
            [](LoadPlan &plan) { plan.warmUp = 1ms; },
            [](LoadPlan &plan) { plan.duration = 0ms; },
            [](LoadPlan &plan) { plan.connectTimeout = 1ms; },
            [](LoadPlan &plan) { plan.turnTimeout = 24h; },
            [](LoadPlan &plan) { plan.threads = 64; },
            [](LoadPlan &plan) { plan.seed = 0; },
            [](LoadPlan &plan) {
                plan.targets.resize(1000, {"a.example", 1});
            },
    };
    for (const Change &change : changes)
        EXPECT_EQ(messageAfter(change), "");
}

TEST(LoadPlan, ValuesBeyondTheEdgesAreNamedWithTheirRange)
{
    struct Bad {
        Change change;
        std::string message;
    };
    const std::string durations = "must be 1ms to 24h";
    const std::vector<Bad> table {
            {[](LoadPlan &plan) { plan.targets.clear(); }, "targets: must be 1 to 1000"},
            {[](LoadPlan &plan) {
                 plan.targets.resize(1001, {"a", 1});
             },
             "targets: must be 1 to 1000"},
            {[](LoadPlan &plan) { plan.targets[0].port = 0; }, R"(target "127.0.0.1:0": the port must be 1 to 65535)"},
            {[](LoadPlan &plan) { plan.connections = 0; }, "connections: must be 1 to 100000"},
            {[](LoadPlan &plan) { plan.connections = -1; }, "connections: must be 1 to 100000"},
            {[](LoadPlan &plan) { plan.connections = 100'001; }, "connections: must be 1 to 100000"},
            {[](LoadPlan &plan) { plan.thinkTime = -1ms; }, "think time: " + durations + ", or \"0s\""},
            {[](LoadPlan &plan) { plan.thinkTime = 24h + 1ms; }, "think time: " + durations + ", or \"0s\""},
            {[](LoadPlan &plan) { plan.rate = 0; }, "rate: must be 0.001 to 10000000"},
            {[](LoadPlan &plan) { plan.rate = -5; }, "rate: must be 0.001 to 10000000"},
            {[](LoadPlan &plan) { plan.rate = 10'000'001; }, "rate: must be 0.001 to 10000000"},
            {[](LoadPlan &plan) { plan.rate = std::nan(""); }, "rate: must be 0.001 to 10000000"},
            {[](LoadPlan &plan) { plan.rate = std::numeric_limits<double>::infinity(); },
             "rate: must be 0.001 to 10000000"},
            {[](LoadPlan &plan) { plan.maxWaiting = -1; }, "max waiting: must be 0 to 10000000"},
            {[](LoadPlan &plan) { plan.sendBytes = 0; }, "bytes sent: must be 1 to 1073741824"},
            {[](LoadPlan &plan) { plan.sendBytes = (1 << 30) + 1; }, "bytes sent: must be 1 to 1073741824"},
            {[](LoadPlan &plan) { plan.answerBytes = 0; }, "bytes answered: must be 1 to 1073741824"},
            {[](LoadPlan &plan) { plan.httpPath = "x"; },
             R"(path "x": must begin with / and hold only visible ASCII characters)"},
            {[](LoadPlan &plan) { plan.httpPath = "/a b"; },
             R"(path "/a b": must begin with / and hold only visible ASCII characters)"},
            {[](LoadPlan &plan) { plan.httpPath = "/\r\nX: y"; },
             R"(path "/\r\nX: y": must begin with / and hold only visible ASCII characters)"},
            {[](LoadPlan &plan) { plan.turnsPerConnection = -1; }, "turns per connection: must be 0 to 1000000000"},
            {[](LoadPlan &plan) { plan.warmUp = 25h; }, "warm-up: " + durations + ", or \"0s\""},
            {[](LoadPlan &plan) { plan.duration = -1s; }, "duration: " + durations + ", or \"0s\""},
            {[](LoadPlan &plan) { plan.connectTimeout = 0ms; }, "connect timeout: " + durations},
            {[](LoadPlan &plan) { plan.turnTimeout = 0ms; }, "turn timeout: " + durations},
            {[](LoadPlan &plan) { plan.threads = 0; }, "threads: must be 1 to 64"},
            {[](LoadPlan &plan) { plan.threads = 65; }, "threads: must be 1 to 64"},
    };
    for (const Bad &bad : table)
        EXPECT_EQ(messageAfter(bad.change), bad.message);
}

TEST(LoadPlan, ABadOneStartsNothing)
{
    LoadGenerator generator;
    EXPECT_EQ(generator.start({}).message(), "targets: must be 1 to 1000");
    EXPECT_TRUE(generator.finished());
    EXPECT_EQ(generator.figures().phase, LoadPhase::Idle);
}

TEST(LoadPlan, ATargetWithoutAnAddressIsNamed)
{
    LoadPlan plan = goodPlan();
    plan.targets = {{"name.invalid", 80}}; // RFC 2606: never resolves
    LoadGenerator generator;
    const auto started = generator.start(plan);
    ASSERT_FALSE(started.ok());
    EXPECT_TRUE(started.message().starts_with("cannot resolve name.invalid: ")) << started.message();
}
