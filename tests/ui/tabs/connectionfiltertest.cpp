// SPDX-License-Identifier: GPL-3.0-or-later
//
// The filter language: what each form of a term matches, what is complained of and where, and that no text whatever
// upsets the parser.

#include "ui/tabs/connectionfilter.h"

#include <QtTest>

#include <rapidcheck.h>

using namespace lbfy;

namespace {

ConnectionFacts openFacts()
{
    return {.id = 1,
            .service = "web",
            .client = "10.0.0.7:5123",
            .backend = "b2",
            .reason = std::nullopt,
            .phase = ConnectionPhase::ClientEnded,
            .at = {},
            .age = 12.5,
            .idle = 61,
            .toBackend = 1000,
            .toClient = 1'048'576,
            .toBackendRate = 100,
            .toClientRate = 2000,
            .turns = 5,
            .lastTurn = 0.012,
            .attempts = 0};
}

ConnectionFacts closedFacts()
{
    ConnectionFacts facts = openFacts();
    facts.client = "[fe80::1]:5123";
    facts.backend = "Größe \"x\"";
    facts.reason = CloseReason::BackendReset;
    facts.phase = ConnectionPhase::Open;
    facts.idle = facts.toBackendRate = facts.toClientRate = facts.lastTurn = std::nullopt;
    facts.attempts = 2;
    return facts;
}

} // namespace

class ConnectionFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void termsMatchWhatTheySay_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("matchesOpen");
        QTest::addColumn<bool>("matchesClosed");
        const auto row = [](const char *text, bool open, bool closed) {
            QTest::newRow(text) << QString::fromUtf8(text) << open << closed;
        };
        row("", true, true);
        row("   ", true, true);
        row("-", true, true);
        row("10.0.0.7", true, false);
        row("10.0.0.7:5123", true, false);
        row("fe80::1", false, true);
        row("[fe80::1]", false, true);
        row("B2", true, false);
        row("web", true, true);
        row("größe", false, true);
        row("GRÖSSE", false, false);
        row("backend:b", true, false);
        row("backend:b2", true, false);
        row("backend=b", false, false);
        row("backend=B2", true, false);
        row("-backend:b2", false, true);
        row("backend:\"Größe \\\"x\\\"\"", false, true);
        row("\"Größe \\\"x\"", false, true);
        row("client=10.0.0.7", true, false);
        row("client=10.0.0", false, false);
        row("client=[fe80::1]", false, true);
        row("service:web backend:b2", true, false);
        row("service:web backend:b3", false, false);
        row("state:half-closed", true, false);
        row("state:half", true, false);
        row("state:open", false, false);
        row("state:client_ended", true, false);
        row("reason:reset", false, true);
        row("reason:backend_reset", false, true);
        row("reason=backend-reset", false, true);
        row("reason=\"backend reset\"", false, true);
        row("reason=backend", false, false);
        row("reset", false, true);
        row("age>10s", true, true);
        row("AGE>10s", true, true);
        row("age>12.5", false, false);
        row("age>=12,5", true, true);
        row("age<1m", true, true);
        row("age:>10s", true, true);
        row("age=12s", true, true);
        row("duration<=12500ms", true, true);
        row("idle>1m", true, false);
        row("idle>1m2s", false, false);
        row("-idle>1m", false, true);
        row("bytes>1MiB", true, true);
        row("bytes>1.1MB", false, false);
        row("bytes>1m", true, true);
        row("rate>2KiB", true, false);
        row("rate>2KiB/s", true, false);
        row("turns:5", true, true);
        row("turns>5", false, false);
        row("turn<50ms", true, false);
        row("turn<500us", false, false);
        row("attempts>1", false, true);
        // What is not understood is left out of the question.
        row("colour:red", true, true);
        row("backend:b2 age>soon", true, false);
    }
    void termsMatchWhatTheySay()
    {
        QFETCH(QString, text);
        const ConnectionFilter filter = ConnectionFilter::parse(text);
        QTEST(filter.matches(openFacts()), "matchesOpen");
        QTEST(filter.matches(closedFacts()), "matchesClosed");
    }

    void badTermsAreNamedAtTheirPlace_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("bad");
        const auto row = [](const char *text, const char *bad) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(bad);
        };
        row("web colour:red b2", "colour:red");
        row("-colour:\"dark red\"", "-colour:\"dark red\"");
        row("backend:", "backend:");
        row("x backend: y", "backend:");
        row("backend>3", "backend>3");
        row("age>", "age>");
        row("age>soon", "age>soon");
        row("age>5MiB", "age>5MiB");
        row("bytes>5s", "bytes>5s");
        row("turns>1.2.3", "turns>1.2.3");
        row("turns>5x", "turns>5x");
        row("\"no end", "\"no end");
        row("backend:\"no end", "backend:\"no end");
        row("größe age>", "age>");
    }
    void badTermsAreNamedAtTheirPlace()
    {
        QFETCH(QString, text);
        const ConnectionFilter filter = ConnectionFilter::parse(text);
        QCOMPARE(filter.problems().size(), 1U);
        const FilterProblem &problem = filter.problems().front();
        QTEST(text.mid(problem.start, problem.length), "bad");
        QVERIFY(!problem.message.isEmpty());
    }

    void goodTermsHaveNoProblems_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"10.0.0.7:5123", "fe80::1", "[::1]:80", "-10.0.0.7", "a-b", "age>1h30m", "bytes<=2GiB",
                                 "\"quoted: text\"", "=", "idle>1,5s"})
            QTest::newRow(text) << QString::fromUtf8(text);
    }
    void goodTermsHaveNoProblems()
    {
        QFETCH(QString, text);
        QVERIFY(ConnectionFilter::parse(text).problems().empty());
    }

    void anExactTermReadsBackAsItsValue()
    {
        QVERIFY(rc::check([](const std::string &bytes) {
            const QString value = QString::fromUtf8(QByteArray::fromStdString(bytes)).remove(QChar(u'\0'));
            RC_PRE(!value.isEmpty());
            const ConnectionFilter filter = ConnectionFilter::parse(exactTerm(QStringLiteral("backend"), value));
            RC_ASSERT(filter.problems().empty());
            ConnectionFacts facts = openFacts();
            const std::string text = value.toStdString();
            facts.backend = text;
            RC_ASSERT(filter.matches(facts));
            const std::string longer = text + "x";
            facts.backend = longer;
            RC_ASSERT(!filter.matches(facts));
        }));
    }

    void noTextUpsetsTheParser()
    {
        const std::vector<std::string> pieces {"age", "backend", ":", "=", "<", ">",   ">=", "\"",
                                               "\\",  "-",       " ", "1", "m", "MiB", "\t", ".",
                                               ",",   "::",      "ö", "x", "[", "]",   "\n", "/s"};
        QVERIFY(rc::check([&pieces] {
            const auto chosen = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces));
            QString text;
            for (const std::string &piece : chosen)
                text += QString::fromStdString(piece);
            const ConnectionFilter filter = ConnectionFilter::parse(text);
            filter.matches(openFacts());
            filter.matches(closedFacts());
            qsizetype end = 0;
            for (const FilterProblem &problem : filter.problems()) {
                RC_ASSERT(problem.start >= end);
                RC_ASSERT(problem.length > 0);
                end = problem.start + problem.length;
                RC_ASSERT(end <= text.size());
            }
        }));
    }
};

QTEST_GUILESS_MAIN(ConnectionFilterTest)
#include "connectionfiltertest.moc"
