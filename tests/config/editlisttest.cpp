// SPDX-License-Identifier: GPL-3.0-or-later
//
// Services and backends added, removed, renamed and moved in the text: each takes its own comments along, and leaves
// those of nobody where they are.

#include "tests/config/edited.h"

#include <algorithm>

namespace lbfy {

namespace {

const std::string service = "[[service]]\nlisten = \"127.0.0.1:8080\"\n";
const std::string a = "# first\n[[service.backend]] # here\nname = \"a\"\naddress = \"127.0.0.1:9000\"\n# weight = 2\n";
const std::string b = "[[service.backend]]\nname = \"b\" # second\naddress = \"127.0.0.1:9001\"\n";
const std::string c = "# third\n\t# of three\n[[service.backend]]\nname = \"c\"\naddress = \"127.0.0.1:9002\"\n";

std::vector<BackendConfig> &backendsOf(Config &config)
{
    return config.services[0].backends;
}

void removeSecond(Config &config)
{
    backendsOf(config).erase(backendsOf(config).begin() + 1);
}

void removeFirst(Config &config)
{
    backendsOf(config).erase(backendsOf(config).begin());
}

void lastToFront(Config &config)
{
    std::ranges::rotate(backendsOf(config), backendsOf(config).end() - 1);
}

void add(Config &config)
{
    BackendConfig backend = backendAt("new", 9009);
    backend.weight = 5;
    backend.backup = true;
    backendsOf(config).push_back(backend);
}

TEST(EditedBackends, blocksComeGoAndMoveWithTheirComments)
{
    const std::string all = service + "\n" + a + "\n# floating\n\n" + b + "\n" + c;
    const std::string added =
            "[[service.backend]]\nname = \"new\"\naddress = \"127.0.0.1:9009\"\nweight = 5\nbackup = true\n";
    expectEdits(std::array<Edit, 10> {{
            {"the last moves to the front", all, lastToFront, service + "\n" + c + "\n# floating\n\n" + a + "\n" + b},
            {"one from the middle goes, comments of nobody stay", all, removeSecond,
             service + "\n" + a + "\n# floating\n\n" + c},
            {"the first goes", all, removeFirst, service + "\n# floating\n\n" + b + "\n" + c},
            {"the last goes", all, [](Config &config) { backendsOf(config).pop_back(); },
             service + "\n" + a + "\n# floating\n\n" + b},
            {"one is added", all, add, all + "\n" + added},
            {"one is added without blank lines where there are none", service + b, add, service + b + added},
            {"one is added in the middle and one at the front", service + "\n" + a + "\n" + b,
             [](Config &config) {
                 add(config);
                 std::swap(backendsOf(config)[1], backendsOf(config)[2]);
                 backendsOf(config).insert(backendsOf(config).begin(), backendAt("zero", 9010));
             },
             service + "\n[[service.backend]]\nname = \"zero\"\naddress = \"127.0.0.1:9010\"\n\n" + a + "\n" + added
                     + "\n" + b},
            {"a rename changes the name alone", all, [](Config &config) { backendsOf(config)[2].name = "sea"; },
             service + "\n" + a + "\n# floating\n\n" + b
                     + "\n# third\n\t# of three\n[[service.backend]]\nname = \"sea\"\naddress = \"127.0.0.1:9002\"\n"},
            {"renamed, changed and moved at once", all,
             [](Config &config) {
                 lastToFront(config);
                 backendsOf(config)[0].name = "sea";
                 backendsOf(config)[0].weight = 9;
             },
             service + "\n# third\n\t# of three\n[[service.backend]]\nname = \"sea\"\naddress = \"127.0.0.1:9002\"\nweight = 9\n"
                     + "\n# floating\n\n" + a + "\n" + b},
            {"a table that stands between backends stays where it is",
             service + b + "\n[service.latency]\nchoices = 3\n\n" + c + "\n[log]\nlevel = \"info\"\n", removeFirst,
             service + "\n[service.latency]\nchoices = 3\n\n" + c + "\n[log]\nlevel = \"info\"\n"},
    }});
}

TEST(EditedBackends, noLineEndAtTheEndStaysSo)
{
    const std::string last = "[[service.backend]]\nname = \"c\"\naddress = \"127.0.0.1:9002\"";
    const std::string all = service + "\n" + b + "\n" + last;
    EXPECT_EQ(edited(all, lastToFront),
              service + "\n" + last + "\n\n[[service.backend]]\nname = \"b\" # second\naddress = \"127.0.0.1:9001\"");
}

TEST(EditedBackends, arraysOfInlineTables)
{
    const std::string one = "{ name = \"a\", address = \"127.0.0.1:9000\" }";
    const std::string two = "{name=\"b\",address=\"127.0.0.1:9001\"}";
    const std::string added = "{name=\"new\", address=\"127.0.0.1:9009\", weight=5, backup=true}";
    const auto in = [](const std::string &list) {
        return service + "backend = [" + list + "] # all\nmax_connections = 5\n";
    };
    expectEdits(std::array<Edit, 8> {{
            {"added", in(one + ", " + two), add, in(one + ", " + two + ", " + added)},
            {"removed at the front", in(one + ", " + two), removeFirst, in(two)},
            {"removed at the end", in(one + ", " + two), removeSecond, in(one)},
            {"moved", in(one + ", " + two), lastToFront, in(two + ", " + one)},
            {"a final comma stays", in("\n  " + one + ",\n  " + two + ",\n"), add,
             in("\n  " + one + ",\n  " + two + ",\n  " + added + ",\n")},
            {"comments move along", in("\n  # 1\n  " + one + ", # one\n  # 2\n  " + two + " # two\n"), lastToFront,
             in("\n  # 2\n  " + two + ", # two\n  # 1\n  " + one + " # one\n")},
            {"comments go along", in("\n  # 1\n  " + one + ", # one\n  # 2\n  " + two + " # two\n"), removeFirst,
             in("\n  # 2\n  " + two + " # two\n")},
            {"a comment does not swallow what follows it now", in(one + ", " + two + ", # two\n"), lastToFront,
             in(two + ", # two\n " + one + ",\n")},
    }});
}

const std::string web =
        "# web\n[[service]]\nname = \"web\"\nlisten = \"127.0.0.1:8080\"\n\n[service.health]\nrise = 3\n\n" + a;
const std::string mail = "# mail\n[[service]]\nname = \"mail\"\nlisten = \"127.0.0.1:8081\"\n\n" + b;

void swapServices(Config &config)
{
    std::swap(config.services[0], config.services[1]);
}

TEST(EditedServices, comeGoAndMoveWithAllTheirTables)
{
    const auto addService = [](Config &config) {
        ServiceConfig added;
        added.name = "new";
        added.listen = {"127.0.0.1", 8082};
        added.strategy = StrategyKind::Random;
        added.latency.choices = 3;
        added.backends = {backendAt("127.0.0.1:9005", 9005), backendAt("x", 9006)};
        config.services.push_back(added);
    };
    expectEdits(std::array<Edit, 7> {{
            {"moved", web + "\n" + mail, swapServices, mail + "\n" + web},
            {"removed", web + "\n" + mail, [](Config &config) { config.services.pop_back(); }, web},
            {"removed at the front", web + "\n" + mail,
             [](Config &config) { config.services.erase(config.services.begin()); }, mail},
            {"added", web, addService,
             web
                     + "\n[[service]]\nname = \"new\"\nlisten = \"127.0.0.1:8082\"\nstrategy = \"random\"\n\n[service.latency]\n"
                       "choices = 3\n\n[[service.backend]]\naddress = \"127.0.0.1:9005\"\n\n[[service.backend]]\nname = \"x\"\n"
                       "address = \"127.0.0.1:9006\"\n"},
            {"renamed, with a backend changed", web + "\n" + mail,
             [](Config &config) {
                 config.services[1].name = "post";
                 config.services[1].backends[0].weight = 2;
             },
             web + "\n# mail\n[[service]]\nname = \"post\"\nlisten = \"127.0.0.1:8081\"\n\n" + b + "weight = 2\n"},
            {"a table that stands among a service's own stays",
             "[[service]]\nname = \"web\"\nlisten = \"127.0.0.1:8080\"\n\n[log]\nlevel = \"info\"\n\n" + a + "\n"
                     + mail,
             swapServices,
             "[log]\nlevel = \"info\"\n\n" + mail + "\n[[service]]\nname = \"web\"\nlisten = \"127.0.0.1:8080\"\n\n"
                     + a},
            {"inline", "service = [{ listen = \"127.0.0.1:8080\", backend = [{ address = \"127.0.0.1:9000\" }] }]\n",
             addService,
             "service = [{ listen = \"127.0.0.1:8080\", backend = [{ address = \"127.0.0.1:9000\" }] }, { name = \"new\", listen = "
             "\"127.0.0.1:8082\", strategy = \"random\", latency = { choices = 3 }, backend = [{ address = \"127.0.0.1:9005\" }, "
             "{ name = \"x\", address = \"127.0.0.1:9006\" }] }]\n"},
    }});
}

TEST(EditedServices, anEmptyTextAndOneOfCommentsAreFilled)
{
    Config wanted = defaultConfig();
    wanted.workers = 2;
    wanted.log.level = LogLevel::Warn;
    const std::string filled =
            "workers = 2\n\n[log]\nlevel = \"warn\"\n\n[[service]]\nname = \"default\"\nlisten = \"127.0.0.1:8080\"\n\n[[service.backend]]\naddress "
            "= \"127.0.0.1:9000\"\n\n[[service.backend]]\naddress = \"127.0.0.1:9001\"\n";
    for (const std::string begin : {"", "# mine\n"}) {
        const auto text = editToml(begin, wanted);
        ASSERT_TRUE(text) << text.message();
        EXPECT_EQ(*text, begin + (begin.empty() ? "" : "\n") + filled);
    }
}

TEST(EditedBackends, thousandsComeGoAndMoveInOneGo)
{
    std::string text = "[[service]]\nlisten = \"127.0.0.1:8080\"\n";
    for (int i = 0; i < 15'000; ++i)
        text += "\n# " + std::to_string(i) + "\n[[service.backend]]\naddress = \"h:1\"\n";
    Config wanted = readCompleted(text).config;
    std::ranges::reverse(backendsOf(wanted));
    backendsOf(wanted).resize(10'000);
    for (BackendConfig &backend : backendsOf(wanted))
        backend.address.port = 2;
    const auto result = editToml(text, wanted);
    ASSERT_TRUE(result) << result.message();
    EXPECT_NE(result->find("\n# 14999\n[[service.backend]]\naddress = \"h:2\"\nname = \"h:1#15000\"\n\n# 14998\n"),
              std::string::npos);
    EXPECT_EQ(result->find("# 4999\n"), std::string::npos);
}

TEST(NewFile, isShortAndExplainsItself)
{
    Config config = defaultConfig();
    config.metrics.reset();
    config.services[0].strategy = StrategyKind::LatencyAware;
    config.services[0].health.fall = 5;
    config.services[0].backends[1].name = "b";
    config.services[0].backends[1].weight = 2;
    EXPECT_EQ(newToml(config), R"(# A configuration of lbfy, a TCP load balancer. What is not mentioned has its default;
# "lbfyd --print-config FILE" lists every key, "lbfyd --check-config FILE" finds mistakes.

metrics = "off"  # metrics endpoint

[[service]]
name     = "default"         # name in logs, metrics and the window
listen   = "127.0.0.1:8080"  # front address of the service
strategy = "latency-aware"   # how a backend is chosen

[service.health]
fall = 5  # failures in a row that make a backend down

[[service.backend]]
address = "127.0.0.1:9000"  # host:port or [v6]:port

[[service.backend]]
name    = "b"               # name in logs, metrics and the window
address = "127.0.0.1:9001"
weight  = 2                 # share of the connections, relative to the others
)");
    EXPECT_EQ(readCompleted(newToml(config)).config, config);
    EXPECT_EQ(readCompleted(newToml(defaultConfig())).config, defaultConfig());
}

} // namespace

} // namespace lbfy
