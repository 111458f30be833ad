// SPDX-License-Identifier: GPL-3.0-or-later
//
// Wrong backends, files without the needed tables, values that contradict one another, and what is not TOML at all.

#include "tests/config/badconfig.h"

namespace lbfy {

namespace {

// Each message stands whole on its line, so that it can be searched for.
// clang-format off
const std::vector<Bad> table {
        Bad {Where::Backend, "weight = 0",
             {R"(lbfy.toml:6:10: error: service "web": backend "127.0.0.1:9000": weight 0: must be 1 to 256)"}},
        Bad {Where::Backend, "weight = 257",
             {R"(lbfy.toml:6:10: error: service "web": backend "127.0.0.1:9000": weight 257: must be 1 to 256)"}},
        Bad {Where::Backend, "weight = 1979-05-27",
             {R"(lbfy.toml:6:10: error: service "web": backend "127.0.0.1:9000": weight: must be an integer, not a date)"}},
        Bad {Where::Backend, "max_connections = 1000001",
             {R"(lbfy.toml:6:19: error: service "web": backend "127.0.0.1:9000": max_connections 1000001: must be 0 to 1000000)"}},
        Bad {Where::Backend, R"(backup = "no")",
             {R"(lbfy.toml:6:10: error: service "web": backend "127.0.0.1:9000": backup "no": must be true or false, not a string)"}},
        Bad {Where::Backend, R"(state = "up")",
             {R"(lbfy.toml:6:9: error: service "web": backend "127.0.0.1:9000": state "up": must be "ready", "drain" or "disabled")"}},
        Bad {Where::Backend, R"(name = "")",
             {R"(lbfy.toml:6:8: error: service "web": backend "127.0.0.1:9000": name "": a name is 1 to 64 printable characters)"}},
        Bad {Where::Backend, R"(name = "a\nb")",
             {R"(lbfy.toml:6:8: error: service "web": backend "127.0.0.1:9000": name "a\nb": a name is 1 to 64 printable characters)"}},
        Bad {Where::Backend, R"(name = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")",
             {R"(lbfy.toml:6:8: error: service "web": backend "127.0.0.1:9000": name "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx": a name is 1 to 64 printable characters)"}},
        Bad {Where::Backend, "name = 7",
             {R"(lbfy.toml:6:8: error: service "web": backend "127.0.0.1:9000": name 7: must be a string, not an integer)"}},
        Bad {Where::Backend, "wieght = 2",
             {R"(lbfy.toml:6:1: error: service "web": backend "127.0.0.1:9000": unknown key "wieght"; did you mean "weight"?)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = "127.0.0.1:99999"
name = "a")",
             {R"(lbfy.toml:7:11: error: service "web": backend "a": address "127.0.0.1:99999": the port must be 1 to 65535)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = "127.0.0.1:0")",
             {R"(lbfy.toml:7:11: error: service "web": backend 2: address "127.0.0.1:0": the port must be 1 to 65535)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = "127.0.0.1")",
             {R"(lbfy.toml:7:11: error: service "web": backend 2: address "127.0.0.1": the port is missing, as in 127.0.0.1:8080)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = "127.0.0.1:")",
             {R"(lbfy.toml:7:11: error: service "web": backend 2: address "127.0.0.1:": the port is missing)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = "127.0.0.1:http")",
             {R"(lbfy.toml:7:11: error: service "web": backend 2: address "127.0.0.1:http": the port must be a plain number, 1 to 65535)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = "127.0.0.1:080")",
             {R"(lbfy.toml:7:11: error: service "web": backend 2: address "127.0.0.1:080": the port must be a plain number, 1 to 65535)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = ":80")",
             {R"(lbfy.toml:7:11: error: service "web": backend 2: address ":80": the host is missing)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = "::1:80")",
             {R"(lbfy.toml:7:11: error: service "web": backend 2: address "::1:80": an IPv6 address is written in brackets, as in [::1]:8080)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = "[::1]")",
             {R"(lbfy.toml:7:11: error: service "web": backend 2: address "[::1]": the port is missing, as in 127.0.0.1:8080)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = "[::1")",
             {R"(lbfy.toml:7:11: error: service "web": backend 2: address "[::1": the closing bracket is missing, as in [::1]:8080)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = "[::g]:80")",
             {R"(lbfy.toml:7:11: error: service "web": backend 2: address "[::g]:80": what stands in brackets is not a valid IPv6 address)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = "[fe80::1%eth0]:80")",
             {R"(lbfy.toml:7:11: error: service "web": backend 2: address "[fe80::1%eth0]:80": an IPv6 address with a zone (%) is not supported)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = "[::1]80")",
             {R"(lbfy.toml:7:11: error: service "web": backend 2: address "[::1]80": a colon and the port must follow the closing bracket)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = "256.0.0.1:80")",
             {R"(lbfy.toml:7:11: error: service "web": backend 2: address "256.0.0.1:80": the host is not a valid IPv4 address)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = "bad host:80")",
             {R"(lbfy.toml:7:11: error: service "web": backend 2: address "bad host:80": the host is neither an IP address nor a valid name)"}},
        Bad {Where::Backend, "[[service.backend]]\naddress = 80",
             {R"(lbfy.toml:7:11: error: service "web": backend 2: address 80: must be a string, not an integer)"}},
        Bad {Where::Backend, "[[service.backend]]\nweight = 2",
             {R"(lbfy.toml:6:1: error: service "web": backend 2: missing key "address")"}},
        Bad {Where::Backend, R"([[service.backend]]
adress = "h:1")",
             {R"(lbfy.toml:7:1: error: service "web": backend 2: unknown key "adress"; did you mean "address"?)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = "127.0.0.1:8080")",
             {R"(lbfy.toml:7:11: error: service "web": backend "127.0.0.1:8080": address "127.0.0.1:8080": the service's own listen address; it would connect to itself)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = "LOCALHOST:8080")",
             {R"(lbfy.toml:7:11: error: service "web": backend "localhost:8080": address "localhost:8080": the service's own listen address; it would connect to itself)"}},
        Bad {Where::Backend, R"([[service.backend]]
address = "h:1"
name = "127.0.0.1:9000#2"
[[service.backend]]
address = "h:2"
name = "127.0.0.1:9000#2")",
             {R"(lbfy.toml:11:8: error: service "web": backend "127.0.0.1:9000#2": the name is already that of another backend (line 8))"}},
        Bad {Where::Whole, "",
             {"lbfy.toml: error: no service; at least one [[service]] is needed"}},
        Bad {Where::Whole, "[[service]]",
             {R"(lbfy.toml:1:1: error: service 1: missing key "listen")",
              "lbfy.toml:1:1: error: service 1: no backend; at least one [[service.backend]] is needed"}},
        Bad {Where::Whole, R"([[service]]
listen = "127.0.0.1:8080"
backend = [])",
             {R"(lbfy.toml:1:1: error: service "127.0.0.1:8080": no backend; at least one [[service.backend]] is needed)"}},
        Bad {Where::Whole, R"([service]
listen = "127.0.0.1:8080")",
             {"lbfy.toml:1:1: error: service: must be an array of tables, as in [[service]], not a table"}},
        Bad {Where::Whole, "service = 5",
             {"lbfy.toml:1:11: error: service: must be an array of tables, as in [[service]], not an integer"}},
        Bad {Where::Whole, "service = [5]",
             {"lbfy.toml:1:12: error: service: must be an array of tables, as in [[service]], not an array with an integer"}},
        Bad {Where::Whole, R"([[sevice]]
listen = "127.0.0.1:8080")",
             {R"(lbfy.toml:1:3: error: unknown key "sevice"; did you mean "service"?)"}},
        Bad {Where::Whole, R"([[service]]
listen = "web.example:80"
backend = [ { address = "h:1" } ])",
             {R"(lbfy.toml:2:10: error: service 1: listen "web.example:80": the host must be an IP address or localhost)"}},
        Bad {Where::Whole, R"([[service]]
listen = "*:80"
backend = [ { address = "h:1" } ])",
             {R"(lbfy.toml:2:10: error: service 1: listen "*:80": to listen on every address, write 0.0.0.0 or [::])"}},
        Bad {Where::Whole, R"([[service]]
listen = "127.0.0.1:65536"
backend = [ { address = "h:1" } ])",
             {R"(lbfy.toml:2:10: error: service 1: listen "127.0.0.1:65536": the port must be 0 to 65535)"}},
        Bad {Where::Whole, R"([[service]]
listen = "127.0.0.1:9090"
backend = [ { address = "h:1" } ])",
             {R"(lbfy.toml:2:10: error: service "127.0.0.1:9090": listen "127.0.0.1:9090": collides with the metrics endpoint on 0.0.0.0:9090)"}},
        Bad {Where::Whole, R"([[service]]
listen = "0.0.0.0:8080"
backend = [ { address = "127.0.0.1:8080" } ])",
             {R"(lbfy.toml:3:25: error: service "0.0.0.0:8080": backend "127.0.0.1:8080": address "127.0.0.1:8080": the service's own listen address; it would connect to itself)"}},
        Bad {Where::Whole, R"([[service]]
listen = "[::]:8080"
backend = [ { address = "[0::1]:8080" } ])",
             {R"(lbfy.toml:3:25: error: service "[::]:8080": backend "[::1]:8080": address "[::1]:8080": the service's own listen address; it would connect to itself)"}},
        Bad {Where::Whole, R"([[service]]
listen = "[::1]:8080"
backend = [ { address = "h:1" } ]
[[service]]
listen = "[0:0::1]:8080"
backend = [ { address = "h:1" } ])",
             {R"(lbfy.toml:5:10: error: service "[::1]:8080#2": listen "[::1]:8080": already the address of "[::1]:8080" (line 2))"}},
        Bad {Where::Whole, R"([[service]]
name = "a"
listen = "127.0.0.1:1"
backend = [ { address = "h:1" } ]
[[service]]
name = "a"
listen = "127.0.0.1:2"
backend = [ { address = "h:1" } ])",
             {R"(lbfy.toml:6:8: error: service "a": the name is already that of another service (line 2))"}},
        Bad {Where::Whole, R"([[service]]
listen = "127.0.0.1:1"
[service.backend]
address = "h:1")",
             {R"(lbfy.toml:3:1: error: service "127.0.0.1:1": backend: must be an array of tables, as in [[service.backend]], not a table)"}},
        Bad {Where::Whole, R"(workers = 99
worker = 1
[[service]]
listen = "127.0.0.1"
name = ""
[[service.backend]]
weight = 0)",
             {"lbfy.toml:1:11: error: workers 99: must be 0 to 64",
              R"(lbfy.toml:2:1: error: unknown key "worker"; did you mean "workers"?)",
              R"(lbfy.toml:4:10: error: service 1: listen "127.0.0.1": the port is missing, as in 127.0.0.1:8080)",
              R"(lbfy.toml:5:8: error: service 1: name "": a name is 1 to 64 printable characters)",
              R"(lbfy.toml:6:1: error: service 1: backend 1: missing key "address")",
              "lbfy.toml:7:10: error: service 1: backend 1: weight 0: must be 1 to 256"}},
        Bad {Where::Whole, "workers = ",
             {"lbfy.toml:1:11: error: not valid TOML: in key-value pair: encountered end-of-file"}},
        Bad {Where::Whole, "workers = 1\nworkers = 2",
             {"lbfy.toml:2:11: error: not valid TOML: in key-value pair: cannot redefine existing integer 'workers'"}},
        Bad {Where::Whole, R"(metrics = "off)",
             {"lbfy.toml:1:15: error: not valid TOML: in string: encountered end-of-file"}},
        Bad {Where::Whole, "workers = 99999999999999999999",
             {"lbfy.toml:1:31: error: not valid TOML: in decimal integer: '99999999999999999999' is not representable in 64 bits"}},
        Bad {Where::Whole, "[[service]\n",
             {R"(lbfy.toml:1:11: error: not valid TOML: in table header: expected ']', saw '\n')"}},
        Bad {Where::Whole, "metrics = off",
             {"lbfy.toml:1:11: error: not valid TOML: not a value; a text needs quotes"}},
};
// clang-format on

TEST(BadConfig, backendsTablesAndContradictionsAreReportedExactly)
{
    expectRefused(table);
}

} // namespace

} // namespace lbfy
