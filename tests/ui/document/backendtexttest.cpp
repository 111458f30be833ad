// SPDX-License-Identifier: GPL-3.0-or-later
//
// Backends as text: what is copied pastes back the same, whatever a name contains.

#include "ui/document/backendtext.h"

#include "core/config/backendoption.h"
#include "core/config/text.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace lbfy;

namespace {

/// Names made of what separates, quotes and comments, between ordinary characters.
std::string anyHostileName()
{
    static const std::vector<std::string> parts {
            "=",      ",",        "\"",      "\\",           "#",      " ", ":", "'", "a", "b2", "ü",
            "\u00a0", "weight=3", ",backup", "127.0.0.1:80", "[::1]:2"};
    std::string name;
    const auto count = *rc::gen::inRange(1, 7);
    for (int i = 0; i < count; ++i)
        name += *rc::gen::elementOf(parts);
    return name;
}

BackendConfig anyBackend()
{
    BackendConfig backend;
    backend.name = anyHostileName();
    RC_PRE(checkName(backend.name).ok());
    backend.address = {*rc::gen::element<std::string>("127.0.0.1", "::1", "host.example"),
                       static_cast<std::uint16_t>(*rc::gen::inRange(1, 65536))};
    backend.weight = *rc::gen::inRange(1, 257);
    backend.maxConnections = *rc::gen::element(0, 1, 500);
    backend.backup = *rc::gen::arbitrary<bool>();
    return backend;
}

} // namespace

class BackendTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pastedTextMayUseLinesCommasNamesAndComments()
    {
        const ReadBackends read = readBackends(QStringLiteral(
                "# ours\n a=127.0.0.1:1 , [::1]:2,weight=3,backup\n\nhost:4,max=5 # old\nx#2=127.0.0.1:6\r\n"));
        QCOMPARE(read.problems, QStringList());
        QCOMPARE(read.backends.size(), std::size_t {4});
        QCOMPARE(read.backends[0].name, std::string("a"));
        QCOMPARE(read.backends[1].weight, 3);
        QVERIFY(read.backends[1].backup);
        QCOMPARE(read.backends[2].maxConnections, 5);
        QCOMPARE(writeBackend(read.backends[1]), QStringLiteral("[::1]:2,weight=3,backup"));
        QCOMPARE(read.backends[3].name, std::string("x#2"));
    }

    void namesInQuotesMayContainWhatSeparates()
    {
        const ReadBackends read = readBackends(
                QStringLiteral("\"a=b, c # d\"=127.0.0.1:1,weight=2, \"say \\\"hi\\\" \\\\\"=[::1]:2 # old"));
        QCOMPARE(read.problems, QStringList());
        QCOMPARE(read.backends.size(), std::size_t {2});
        QCOMPARE(read.backends[0].name, std::string("a=b, c # d"));
        QCOMPARE(read.backends[0].weight, 2);
        QCOMPARE(read.backends[1].name, std::string("say \"hi\" \\"));
    }

    void aPlainNameIsWrittenPlainly()
    {
        BackendConfig backend;
        backend.address = {"127.0.0.1", 80};
        for (const std::string name : {"a", "it's a", "Zürich", "127.0.0.1:9000#2", "a\\b"}) {
            backend.name = name;
            QCOMPARE(writeBackend(backend), QString::fromStdString(name + "=127.0.0.1:80"));
        }
    }

    void quotesThatAreNotWholeAreSaid()
    {
        QCOMPARE(parseBackendOption("\"a=127.0.0.1:1").problems.at(0),
                 std::string("the closing quote of the name is missing, as in \"a=b\"=127.0.0.1:8080"));
        QCOMPARE(parseBackendOption("\"a\"127.0.0.1:1").problems.at(0),
                 std::string("\"=\" and an address must follow the name in quotes, as in \"a=b\"=127.0.0.1:8080"));
        QCOMPARE(parseBackendOption("\"\"=127.0.0.1:1").problems.at(0),
                 std::string("a name is 1 to 64 printable characters"));
    }

    void whatIsCopiedPastesBackTheSame()
    {
        const bool good = rc::check("lines of any backends read back equal", [] {
            std::vector<BackendConfig> backends;
            QStringList lines;
            const auto count = *rc::gen::inRange(1, 5);
            for (int i = 0; i < count; ++i) {
                backends.push_back(anyBackend());
                lines << writeBackend(backends.back());
            }
            // By lines as the table copies them, and with commas as they may be typed.
            const QString separator = *rc::gen::element(QStringLiteral("\n"), QStringLiteral(", "));
            ReadBackends read = readBackends(lines.join(separator));
            RC_ASSERT(read.problems.isEmpty());
            for (BackendConfig &backend : read.backends) {
                if (backend.name.empty()) // that of the address is left out
                    backend.name = backend.address.toString();
            }
            RC_ASSERT(read.backends == backends);
        });
        QVERIFY(good);
    }
};

QTEST_GUILESS_MAIN(BackendTextTest)
#include "backendtexttest.moc"
