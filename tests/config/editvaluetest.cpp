// SPDX-License-Identifier: GPL-3.0-or-later
//
// Values changed, added and unset in place: nothing but the value moves, and what is new looks like its neighbours.

#include "tests/config/edited.h"

namespace lbfy {

namespace {

using namespace std::chrono_literals;

const std::string tail = "[[service.backend]]\naddress = \"127.0.0.1:9000\"\n";

void setWeight(Config &config)
{
    config.services[0].backends[0].weight = 7;
}

void setWorkers(Config &config)
{
    config.workers = 3;
}

void setHealth(Config &config)
{
    config.services[0].health.check = CheckKind::Http;
    config.services[0].health.interval = 3s;
}

TEST(EditedValue, onlyTheValueMoves)
{
    expectEdits(std::array<Edit, 8> {{
            {"a comment behind the value, spacing and order stay",
             "# top\n[[service]]  # the first\nlisten   =\t\"127.0.0.1:8080\"   # front\nname='web' # \xc3\xa4\n\n"
                     + tail,
             [](Config &config) {
                 config.services[0].listen.port = 8081;
                 config.services[0].name = "shop";
             },
             "# top\n[[service]]  # the first\nlisten   =\t\"127.0.0.1:8081\"   # front\nname='shop' # \xc3\xa4\n\n"
                     + tail},
            {"characters of several bytes before the value on its line",
             "service = [{ name = \"\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\", listen = \"127.0.0.1:8080\", "
             "\"backend\" = [{ name = '\xe2\x82\xac', address = \"127.0.0.1:9000\", weight = 1 }] }]\n",
             setWeight,
             "service = [{ name = \"\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\", listen = \"127.0.0.1:8080\", "
             "\"backend\" = [{ name = '\xe2\x82\xac', address = \"127.0.0.1:9000\", weight = 7 }] }]\n"},
            {"line ends of two characters",
             "[[service]]\r\nlisten = \"127.0.0.1:8080\"\r\n\r\n[[service.backend]]\r\naddress = \"127.0.0.1:9000\"\r\n",
             [](Config &config) {
                 setWeight(config);
                 setWorkers(config);
                 config.services[0].listen.port = 1;
                 config.services[0].name = "127.0.0.1:1";
             },
             "workers = 3\r\n\r\n[[service]]\r\nlisten = \"127.0.0.1:1\"\r\n\r\n[[service.backend]]\r\naddress = "
             "\"127.0.0.1:9000\"\r\nweight = 7\r\n"},
            {"no line end at the end",
             "[[service]]\nlisten = \"127.0.0.1:8080\"\n[[service.backend]]\naddress = \"127.0.0.1:9000\"", setWeight,
             "[[service]]\nlisten = \"127.0.0.1:8080\"\n[[service.backend]]\naddress = \"127.0.0.1:9000\"\nweight = 7"},
            {"another spelling of the same value is no change",
             "drain_timeout = \"90000ms\"\nmetrics = \"localhost:1\"\nworkers = 0x2\n[[service]]\nlisten = \"127.0.0.1:8080\"\n"
                     + tail,
             [](Config &config) { config.workers = 3; },
             "drain_timeout = \"90000ms\"\nmetrics = \"localhost:1\"\nworkers = 3\n[[service]]\nlisten = \"127.0.0.1:8080\"\n"
                     + tail},
            {"a key is set to its default, not removed",
             "workers = 3 # few\n[[service]]\nlisten = \"127.0.0.1:8080\"\n" + tail,
             [](Config &config) { config.workers = 0; },
             "workers = 0 # few\n[[service]]\nlisten = \"127.0.0.1:8080\"\n" + tail},
            {"digits stay in groups", "[[service]]\nlisten = \"127.0.0.1:8080\"\nmax_connections = 1_000\n" + tail,
             [](Config &config) { config.services[0].maxConnections = 1'000'000; },
             "[[service]]\nlisten = \"127.0.0.1:8080\"\nmax_connections = 1_000_000\n" + tail},
            {"odd keys and headers are found",
             "[ 'log' ]\n\"level\" = 'info'\n[[ service ]]\nlisten = \"127.0.0.1:8080\"\n \"h\\u0065alth\" . check = \"tcp\"\n"
             "[[\t\"service\" . backend ]]\naddress = \"127.0.0.1:9000\"\n",
             [](Config &config) {
                 config.log.level = LogLevel::Debug;
                 config.services[0].health.check = CheckKind::Off;
             },
             "[ 'log' ]\n\"level\" = 'debug'\n[[ service ]]\nlisten = \"127.0.0.1:8080\"\n \"h\\u0065alth\" . check = \"off\"\n"
             "[[\t\"service\" . backend ]]\naddress = \"127.0.0.1:9000\"\n"},
    }});
}

/// A service whose "send" is written so.
std::string sending(const std::string &value)
{
    return "[[service]]\nlisten = \"127.0.0.1:8080\"\n[service.health]\nexpect = \"+PONG\"\nsend = " + value + " # it\n"
            + tail;
}

TEST(EditedValue, quotesStayAsFarAsTheyCanHoldTheText)
{
    const auto send = [](const std::string &text) {
        return [text](Config &config) { config.services[0].health.send = text; };
    };
    expectEdits(std::array<Edit, 9> {{
            {"double", sending("\"PING\\r\\n\""), send("a'\"\r\n"), sending("\"a'\\\"\\r\\n\"")},
            {"single", sending("'PING'"), send("a\"\\"), sending("'a\"\\'")},
            {"single cannot hold its own", sending("'PING'"), send("it's"), sending("\"it's\"")},
            {"single cannot hold a line end", sending("'PING'"), send("a\n"), sending("\"a\\n\"")},
            {"three double", sending("\"\"\"\nPING\nPONG\"\"\""), send("GET\n\"\"\"x\\\n"),
             sending("\"\"\"\nGET\n\\\"\\\"\\\"x\\\\\n\"\"\"")},
            {"three double, all on one line", sending("\"\"\"PING\"\"\""), send("\nx"), sending("\"\\nx\"")},
            {"three single", sending("'''\nPING'''"), send("a\"b"), sending("'''\na\"b'''")},
            {"three single cannot hold a carriage return", sending("'''PING'''"), send("a\r\n"),
             sending("\"a\\r\\n\"")},
            {"quotes before those that close", sending("\"\"\"a\"\"\"\"\""), send("b"), sending("\"\"\"b\"\"\"")},
    }});
}

TEST(EditedValue, aNewKeyLooksLikeItsNeighbours)
{
    const std::string service = "[[service]]\nlisten = \"127.0.0.1:8080\"\n";
    expectEdits(std::array<Edit, 10> {{
            {"aligned", service + "[[service.backend]]\n  name    = 'a'\n  address = '127.0.0.1:9000'\n# end\n",
             [](Config &config) {
                 setWeight(config);
                 config.services[0].backends[0].maxConnections = 5;
                 config.services[0].backends[0].mode = BackendMode::Drain;
                 config.services[0].backends.push_back(backendAt("b", 9001));
             },
             service
                     + "[[service.backend]]\n  name    = 'a'\n  address = '127.0.0.1:9000'\n  weight  = 7\n"
                       "  max_connections = 5\n  state   = 'drain'\n# end\n[[service.backend]]\n  name    = 'b'\n"
                       "  address = '127.0.0.1:9001'\n"},
            {"tight", service + "[[service.backend]]\naddress=\"127.0.0.1:9000\"\n", setWeight,
             service + "[[service.backend]]\naddress=\"127.0.0.1:9000\"\nweight=7\n"},
            {"tabs", service + "[[service.backend]]\n\tname\t= \"a\"\n\taddress\t= \"127.0.0.1:9000\"\n", setWeight,
             service + "[[service.backend]]\n\tname\t= \"a\"\n\taddress\t= \"127.0.0.1:9000\"\n\tweight\t= 7\n"},
            {"behind the last key, before comments of the next table", service + "# one\n" + tail,
             [](Config &config) { config.services[0].maxConnections = 2; },
             service + "max_connections = 2\n# one\n" + tail},
            {"before the first header, below the comments of the file", "# lbfy\n\n# web\n" + service + tail,
             setWorkers, "# lbfy\n\nworkers = 3\n\n# web\n" + service + tail},
            {"a section, in the form of the others: header", service + "\n" + tail, setHealth,
             service + "\n[service.health]\ncheck = \"http\"\ninterval = \"3s\"\n\n" + tail},
            {"a section: dotted keys", service + "ejection.failures = 3 # few\n" + tail, setHealth,
             service + "ejection.failures = 3 # few\nhealth.check = \"http\"\nhealth.interval = \"3s\"\n" + tail},
            {"a key of dotted keys", "log.level = \"info\"\nworkers = 2\n" + service + tail,
             [](Config &config) {
                 config.log.format = LogFormat::Json;
                 config.drainTimeout = 1s;
             },
             "log.level = \"info\"\nlog.format = \"json\"\nworkers = 2\ndrain_timeout = \"1s\"\n" + service + tail},
            {"a key of an inline table", "log = {}\n" + service + "health = {rise = 3}\n" + tail,
             [](Config &config) {
                 setHealth(config);
                 config.log.level = LogLevel::Warn;
             },
             "log = { level = \"warn\" }\n" + service + "health = {rise = 3, check = \"http\", interval = \"3s\"}\n"
                     + tail},
            {"the log's table", "workers = 1\n\n" + service + tail,
             [](Config &config) { config.log.format = LogFormat::Text; },
             "workers = 1\n\n[log]\nformat = \"text\"\n\n" + service + tail},
    }});
}

TEST(EditedValue, aKeyWithoutADefaultInTheFileIsUnsetByRemovingIt)
{
    const std::string rest = "[[service]]\nlisten = \"127.0.0.1:8080\"\n" + tail;
    const auto unset = [](Config &config) { config.log.format.reset(); };
    expectEdits(std::array<Edit, 4> {{
            {"its comments stay", "[log]\n# above\nformat = \"json\" # beside\nlevel = \"info\"\n" + rest, unset,
             "[log]\n# above\n# beside\nlevel = \"info\"\n" + rest},
            {"as the last of its table", "[log]\nlevel = \"info\"\n  # above\n  format = \"json\"\n" + rest, unset,
             "[log]\nlevel = \"info\"\n  # above\n" + rest},
            {"in braces", "log = {format = \"json\", level = \"info\"}\n" + rest, unset,
             "log = {level = \"info\"}\n" + rest},
            {"at the end of braces", "log = { level = \"info\", format = \"json\" }\n" + rest, unset,
             "log = { level = \"info\" }\n" + rest},
    }});
}

TEST(EditedValue, aNameIsWrittenOnlyIfItWouldNotFollowFromTheAddress)
{
    const std::string service = "[[service]]\nlisten = \"127.0.0.1:8080\"\n";
    expectEdits(std::array<Edit, 4> {{
            {"it follows the new address", service + tail,
             [](Config &config) { config.services[0].backends[0] = backendAt("127.0.0.1:9001", 9001); },
             service + "[[service.backend]]\naddress = \"127.0.0.1:9001\"\n"},
            {"it keeps the old address", service + tail,
             [](Config &config) { config.services[0].backends[0].address.port = 9001; },
             service + "[[service.backend]]\naddress = \"127.0.0.1:9001\"\nname = \"127.0.0.1:9000\"\n"},
            {"it is there, so it is changed",
             service + "[[service.backend]]\nname = \"a\"\naddress = \"127.0.0.1:9000\"\n",
             [](Config &config) { config.services[0].backends[0].name = "127.0.0.1:9000"; },
             service + "[[service.backend]]\nname = \"127.0.0.1:9000\"\naddress = \"127.0.0.1:9000\"\n"},
            {"the first of two with one address goes", service + tail + "\n" + tail,
             [](Config &config) { config.services[0].backends.erase(config.services[0].backends.begin()); },
             service + "[[service.backend]]\naddress = \"127.0.0.1:9000\"\nname = \"127.0.0.1:9000#2\"\n"},
    }});
}

TEST(EditedValue, nothingChangedIsTheSameTextByteForByte)
{
    const std::string text =
            "\n# \xe2\x82\xac\r\n[[service]]\t\nlisten='127.0.0.1:8080'#\n  [[service.backend]]\naddress = \"\"\"127.0.0.1:9000\"\"\" ";
    EXPECT_EQ(edited(text, [](Config &) {}), text);
}

TEST(EditedValue, whatCannotBeDoneIsSaidAndNeverWritten)
{
    const Config wanted = defaultConfig();
    const auto message = [&wanted](const std::string &text) {
        const auto result = editToml(text, wanted);
        return result ? "written: " + *result : result.message();
    };
    const std::string begin = "the file cannot be changed in place: ";
    const std::string end = "; use \"Save as\" to write a new one";
    EXPECT_EQ(
            message("workers = 1\nworkers = 2\n"),
            begin + "it cannot be read (line 2: not valid TOML: in key-value pair: cannot redefine existing integer 'workers')"
                    + end);
    EXPECT_EQ(message("\xef\xbb\xbf"),
              begin + "it cannot be read (the text begins with a byte order mark; save it as UTF-8 without one)" + end);
    EXPECT_EQ(message("workrs = 1\n"),
              begin + "it would not be valid (line 1: unknown key \"workrs\"; did you mean \"workers\"?)" + end);
    EXPECT_EQ(message("service = 5\n"), begin + "its services are not written as [[service]] tables" + end);
    const std::string full(1024 * 1024, '#');
    EXPECT_EQ(message(full), begin + "it would be larger than 1MiB" + end);
}

TEST(EditedValue, aWrongValueThatIsRefusedIsReplaced)
{
    const std::string before = fileWith(Where::Backend, "weight = [0] # much");
    EXPECT_EQ(edited(before, [](Config &) {}), fileWith(Where::Backend, "weight = 1 # much"));
}

} // namespace

} // namespace lbfy
