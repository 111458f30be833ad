// SPDX-License-Identifier: GPL-3.0-or-later
//
// The three forms of a log line, and the promise that any bytes in any field make exactly one line which reads back.

#include "core/observe/escape.h"
#include "core/observe/log.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <rapidcheck.h>

#include <cmath>
#include <limits>
#include <map>
#include <optional>

using namespace lbfy;

namespace {

LogRecord example()
{
    return {.at = std::chrono::system_clock::time_point(std::chrono::milliseconds(1'767'362'531'123)),
            .level = LogLevel::Info,
            .event = "backend_up",
            .message = "backend \"a\" is up",
            .fields = {{"service", std::string("web")},
                       {"address", std::string("[::1]:9000")},
                       {"note", std::string("two words")},
                       {"empty", std::string()},
                       {"attempts", std::int64_t {3}},
                       {"connect_s", 0.00025}}};
}

std::string line(const LogRecord &record, LogFormat format, bool colour = false)
{
    return formatLine(record, format, colour);
}

/// Reads a quoted string with JSON's escapes from `text` at `at`, which is moved behind it.
std::optional<std::string> readQuoted(const std::string &text, std::size_t &at)
{
    const std::size_t start = at++;
    while (at < text.size() && text[at] != '"')
        at += text[at] == '\\' ? 2 : 1;
    if (at >= text.size())
        return std::nullopt;
    ++at;
    const QByteArray array = "[" + QByteArray::fromStdString(text.substr(start, at - start)) + "]";
    const QJsonDocument document = QJsonDocument::fromJson(array);
    if (!document.isArray())
        return std::nullopt;
    return document[0].toString().toStdString();
}

/// A logfmt line as key and value, written without a look at how lines are made; nothing if it is malformed.
std::optional<std::map<std::string, std::string>> readLogfmt(const std::string &text)
{
    std::map<std::string, std::string> fields;
    std::size_t at = 0;
    while (at < text.size() && text[at] != '\n') {
        const std::size_t equals = text.find_first_of("= \n\"", at);
        if (equals == std::string::npos || text[equals] != '=' || equals == at)
            return std::nullopt;
        const std::string key = text.substr(at, equals - at);
        at = equals + 1;
        if (text[at] == '"') {
            const std::optional<std::string> value = readQuoted(text, at);
            if (!value)
                return std::nullopt;
            fields[key] = *value;
        } else {
            const std::size_t end = text.find_first_of(" \n", at);
            fields[key] = text.substr(at, end - at);
            at = end;
        }
        if (text[at] == ' ')
            ++at;
    }
    return fields;
}

/// Bytes with a taste for what hurts.
rc::Gen<std::string> nastyText()
{
    const auto piece = rc::gen::oneOf(
            rc::gen::arbitrary<std::string>(),
            rc::gen::element<std::string>("\n", "\r\n", "\"", "\\", "\\n", "=", " ", "a b", "\x1b[31m", "\u2028",
                                          "\u202e", "\u2066", "\u0085", "\xff", "\xc3", "\xed\xa0\x80", "é", "🙂",
                                          "x=y", "msg=", std::string(1, '\0'), "\x7f", "\ufeff", "\t"));
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                        [](const std::vector<std::string> &pieces) {
                            std::string text;
                            for (const std::string &one : pieces)
                                text += one;
                            return text;
                        });
}

bool isOneLine(const std::string &text)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool last = i + 1 == text.size();
        if (last != (byte == '\n') || (!last && (byte < 0x20 || byte == 0x7f)))
            return false;
    }
    return !text.empty();
}

LogRecord nastyRecord()
{
    LogRecord record = example();
    record.message = *nastyText();
    record.fields = {{"first", *nastyText()}, {"second", *nastyText()}};
    return record;
}

} // namespace

class LogFormatTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void logfmtLineAsDocumented()
    {
        QCOMPARE(line(example(), LogFormat::Logfmt),
                 std::string("ts=2026-01-02T14:02:11.123Z level=info event=backend_up msg=\"backend \\\"a\\\" is up\" "
                             "service=web address=[::1]:9000 note=\"two words\" empty=\"\" attempts=3 "
                             "connect_s=0.00025\n"));
    }

    void jsonLineKeepsNumbersAsNumbers()
    {
        const std::string text = line(example(), LogFormat::Json);
        QVERIFY(isOneLine(text));
        const QJsonObject object = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
        QCOMPARE(object.value(QStringLiteral("ts")).toString(), QStringLiteral("2026-01-02T14:02:11.123Z"));
        QCOMPARE(object.value(QStringLiteral("level")).toString(), QStringLiteral("info"));
        QCOMPARE(object.value(QStringLiteral("event")).toString(), QStringLiteral("backend_up"));
        QCOMPARE(object.value(QStringLiteral("msg")).toString(), QStringLiteral("backend \"a\" is up"));
        QVERIFY(object.value(QStringLiteral("attempts")).isDouble());
        QCOMPARE(object.value(QStringLiteral("connect_s")).toDouble(), 0.00025);
    }

    void textLineIsForPeopleInTheirTimeZone()
    {
        QCOMPARE(line(example(), LogFormat::Text),
                 std::string("14:02:11.123 info  backend_up  backend \\\"a\\\" is up  service=web address=[::1]:9000 "
                             "note=\"two words\" empty=\"\" attempts=3 connect_s=0.00025\n"));
    }

    void colourOnlyWhenAskedForAndOnlyInText()
    {
        QVERIFY(line(example(), LogFormat::Text, true).find("\x1b[32minfo\x1b[0m  backend_up") != std::string::npos);
        for (const LogFormat format : {LogFormat::Logfmt, LogFormat::Json})
            QCOMPARE(line(example(), format, true), line(example(), format, false));
    }

    void timesBeforeTheEpochRoundDown()
    {
        std::string text;
        appendIsoTime(text, std::chrono::system_clock::time_point(std::chrono::microseconds(-1)));
        QCOMPARE(text, std::string("1969-12-31T23:59:59.999Z"));
    }

    void extremeNumbers()
    {
        LogRecord record = example();
        record.fields = {{"low", std::numeric_limits<std::int64_t>::min()},
                         {"huge", 1e300},
                         {"none", std::nan("")},
                         {"endless", std::numeric_limits<double>::infinity()}};
        const QJsonDocument document = QJsonDocument::fromJson(
                QByteArray::fromStdString(line(record, LogFormat::Json)));
        QVERIFY(document.isObject());
        QCOMPARE(document[u"low"].toInteger(), std::numeric_limits<qint64>::min());
        QCOMPARE(document[u"huge"].toDouble(), 1e300);
        QVERIFY(document[u"none"].isNull());
        QVERIFY(document[u"endless"].isNull());
        QVERIFY(readLogfmt(line(record, LogFormat::Logfmt)));
    }

    void keysStayOneWord()
    {
        LogRecord record = example();
        record.fields = {{"a b=\"c\"\n\xff", std::string("x")}};
        QCOMPARE(readLogfmt(line(record, LogFormat::Logfmt)).value().at("a_b__c___"), std::string("x"));
        QVERIFY(QJsonDocument::fromJson(QByteArray::fromStdString(line(record, LogFormat::Json))).isObject());
    }

    void anyBytesMakeExactlyOneLineInEveryFormat()
    {
        QVERIFY(rc::check("one line", [] {
            const LogRecord record = nastyRecord();
            for (const LogFormat format : {LogFormat::Text, LogFormat::Logfmt, LogFormat::Json}) {
                const std::string text = line(record, format);
                RC_ASSERT(isOneLine(text));
                for (std::string_view rest = std::string_view(text).substr(0, text.size() - 1); !rest.empty();) {
                    const Utf8Step step = decodeUtf8(rest);
                    RC_ASSERT(step.valid);
                    RC_ASSERT(!isUnprintable(step.codePoint));
                    rest.remove_prefix(step.length);
                }
            }
        }));
    }

    void jsonReadsBackToTheSameStrings()
    {
        QVERIFY(rc::check("json", [] {
            const LogRecord record = nastyRecord();
            QJsonParseError error;
            const QJsonDocument document = QJsonDocument::fromJson(
                    QByteArray::fromStdString(line(record, LogFormat::Json)), &error);
            RC_ASSERT(error.error == QJsonParseError::NoError);
            RC_ASSERT(document[u"msg"].toString().toStdString() == toValidUtf8(record.message));
            RC_ASSERT(document[u"first"].toString().toStdString()
                      == toValidUtf8(std::get<std::string>(record.fields[0].value)));
            RC_ASSERT(document[u"second"].toString().toStdString()
                      == toValidUtf8(std::get<std::string>(record.fields[1].value)));
        }));
    }

    void logfmtReadsBackToTheSameStrings()
    {
        QVERIFY(rc::check("logfmt", [] {
            const LogRecord record = nastyRecord();
            const auto fields = readLogfmt(line(record, LogFormat::Logfmt));
            RC_ASSERT(bool(fields));
            RC_ASSERT(fields->size() == 6U);
            RC_ASSERT(fields->at("level") == "info");
            RC_ASSERT(fields->at("msg") == toValidUtf8(record.message));
            RC_ASSERT(fields->at("first") == toValidUtf8(std::get<std::string>(record.fields[0].value)));
            RC_ASSERT(fields->at("second") == toValidUtf8(std::get<std::string>(record.fields[1].value)));
        }));
    }
};

int main(int argc, char **argv)
{
    qputenv("TZ", "UTC"); // before anything asks for local time
    LogFormatTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "logformattest.moc"
