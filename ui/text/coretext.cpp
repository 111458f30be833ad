// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/coretext.h"

#include "core/config/names.h"
#include "ui/text/strategywords.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>
#include <vector>

namespace lbfy {

namespace {

/// What stands in the place of %1, %2 …: a letter for each.
///   t  a text that stays as it is    s  a sentence of the core    k  the key of a strategy
struct Row {
    const char *pattern;
    const char *parts = "";
    /// What the window says instead, where the core speaks of a command line.
    const char *shown = nullptr;
};

// The first that matches counts: what is special before what is general.
constexpr std::array rows {
        // Values: what somebody types into a cell or a form.
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "the host is missing")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "the host is not a valid IPv4 address")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "the host is neither an IP address nor a valid name")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "the host must be an IP address or localhost")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "an IPv6 address with a zone (%) is not supported")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "an IPv6 address is written in brackets, as in [::1]:8080")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "what stands in brackets is not a valid IPv6 address")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "the closing bracket is missing, as in [::1]:8080")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "a colon and the port must follow the closing bracket")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "the port is missing")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "the port is missing, as in 127.0.0.1:8080")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "the port must be a plain number, %1 to %2"), "tt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "the port must be %1 to %2"), "tt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "to listen on every address, write 0.0.0.0 or [::]")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "a name is 1 to 64 printable characters")},

        // What somebody types into the lab's fields.
        Row {"must be a time with a unit, as in \"250us\", \"8ms\" or \"1.5s\", or \"normal:…\", \"lognormal:…\", "
             "\"two-point:…\"",
             "",
             QT_TRANSLATE_NOOP("lbfy::CoreText", "must be a time with a unit, as in \"250us\", \"8ms\" or \"1.5s\"")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText",
                               "\"%1\" must be a time with a unit, as in \"250us\", \"8ms\" or \"1.5s\""),
             "t"},
        Row {"must be %1 to %2, or \"normal:…\", \"lognormal:…\", \"two-point:…\"", "tt",
             QT_TRANSLATE_NOOP("lbfy::CoreText", "must be %1 to %2")},
        Row {"must look like normal:8ms,2ms (mean, deviation)", "",
             QT_TRANSLATE_NOOP("lbfy::CoreText", "must be a mean and a deviation, as in 8ms,2ms")},
        Row {"must look like lognormal:8ms,0.5 (median, sigma)", "",
             QT_TRANSLATE_NOOP("lbfy::CoreText", "must be a median and a sigma, as in 8ms,0.5")},
        Row {"must look like two-point:5ms,80ms,2% (usual, rare, share of rare)", "",
             QT_TRANSLATE_NOOP("lbfy::CoreText",
                               "must be the usual delay, the rare one and its share, as in 5ms,80ms,2%")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "\"%1\" must be a sigma of %2 to %3, as in 0.5"), "ttt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "\"%1\" must be %2 to %3"), "ttt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "unknown distribution %1; known are %2"), "tt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "the rates of reset, hang and close must be 100% together at most")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText",
                               "must be a number with a unit, as in \"512B\", \"64KiB\", \"1MiB\" or \"1GiB\", or "
                               "\"off\"")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText",
                               "must be a number with a unit, as in \"512B\", \"64KiB\", \"1MiB\" or \"1GiB\"")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "must be %1 to %2, or \"off\""), "tt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "must be a number, %1 to %2"), "tt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "https is not supported, only plain TCP and HTTP")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "cannot start the load: %1"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "%1 cannot listen on its port again: %2"), "tt"},

        // Values again.
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "must be a whole number, %1 to %2"), "tt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "must be %1 to %2, or \"0s\""), "tt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "must be %1 to %2"), "tt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText",
                               "must be a number with a unit, as in \"250ms\", \"5s\", \"10m\" or \"1h\"")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "must be 1, true, yes or on, or else 0, false, no or off")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "must be an address with a port, or \"off\"")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "must begin with \"/\" and have no spaces and no control characters")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "must be %1 or %2"), "tt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "unknown attribute %1; did you mean %2?"), "tt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "unknown attribute %1"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "%1 needs a value, as in %2"), "tt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "%1 takes no value"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "%1 is given twice"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "the closing quote of the name is missing, as in %1"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "\"=\" and an address must follow the name in quotes, as in %1"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "weight %1: %2"), "ts"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "max %1: %2"), "ts"},

        // What must hold between values.
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "the name is already that of another backend")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "the name is already that of another service")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText",
                               "address %1: the service's own listen address; it would connect to itself"),
             "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "listen %1: already the address of %2"), "tt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "already the address of %1"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "listen %1: collides with the metrics endpoint on %2"), "tt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "collides with the metrics endpoint on %1"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "needs the key \"expect\", not empty")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "must not be below base_time, which is %1"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "must not be above max_time, which is %1"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "missing key %1"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "no service; at least one [[service]] is needed")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "no backend; at least one [[service.backend]] is needed")},

        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "the file is laid out in a way that cannot be changed in place")},

        // What the engine refuses.
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "cannot listen on %1: %2"), "ts"},
        Row {"address in use (by %1, pid %2); try %3 %4", "tttt",
             QT_TRANSLATE_NOOP("lbfy::CoreText", "address in use (by %1, process %2); %4 is free")},
        Row {"address in use; try %1 %2", "tt", QT_TRANSLATE_NOOP("lbfy::CoreText", "address in use; %2 is free")},
        Row {"address in use (by %1, pid %2)", "tt",
             QT_TRANSLATE_NOOP("lbfy::CoreText", "address in use (by %1, process %2)")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "address in use")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "this machine has no such address")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "no permission; ports below 1024 need root or CAP_NET_BIND_SERVICE")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText",
                               "max_connections: %1 connections need %2 descriptors, and the limit of %3 carries %4 "
                               "connections; lower max_connections or raise the limit (ulimit -n, LimitNOFILE=)"),
             "tttt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText",
                               "max_connections: %1 connections need %2 descriptors, and the limit of %3 carries %4 "
                               "connections beside the %5 that workers, listeners and checks need; lower "
                               "max_connections or raise the limit (ulimit -n, LimitNOFILE=)"),
             "ttttt"},
        Row {"cannot start worker %1 of %2: %3; try fewer --workers", "ttt",
             QT_TRANSLATE_NOOP("lbfy::CoreText", "cannot start worker %1 of %2: %3; try fewer workers")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "workers: takes effect after a restart")},

        // What the engine tells.
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "lbfy %1 starts"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "configuration applied")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "no longer listening on %1"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "listening on %1"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "metrics on %1"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "strategy of %1 is now %2, was %3"), "tkk"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "backend %1 is now called %2"), "tt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "backend %1 is up again: %2 in %3"), "tst"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "backend %1 is up: %2 in %3"), "tst"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "backend %1 is down: %2"), "ts"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "backend %1 is ejected: %2"), "ts"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "backend %1 is back after its ejection: %2"), "ts"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "cannot resolve %1: %2; keeping the last good answer"), "tt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "cannot resolve %1: %2"), "tt"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "health check not counted: %1"), "s"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "%1 more clients refused"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "client refused")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "accepting rests for 100 ms: %1"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "no new connections; waiting for those open to end")},

        // Why a backend is in its state.
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "connection refused")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "timed out while connecting")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "no answer in time")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "lbfy itself stood still")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "closed without an answer")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "closed before a whole HTTP status line")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "closed before the expected answer")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "the answer is not HTTP")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "HTTP status %1"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "the first 64 KiB of the answer do not contain what is expected")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "%1 check passed"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "%1 failures in a row"), "t"},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "its health check passes again")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "ejection time is over")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "ejection is off")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "made ready by the operator")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "set to drain")},
        Row {QT_TRANSLATE_NOOP("lbfy::CoreText", "set to disabled")},
};

QRegularExpression expressionOf(const char *pattern)
{
    static const QRegularExpression place(QStringLiteral("%[1-9]"));
    const QStringList fixed = QString::fromUtf8(pattern).split(place);
    QStringList escaped;
    for (const QString &text : fixed)
        escaped << QRegularExpression::escape(text);
    QRegularExpression expression(QStringLiteral("^(?:%1)$").arg(escaped.join(QStringLiteral("(.+?)"))));
    expression.optimize();
    return expression;
}

/// The row, and what stands in its places; null: none.
const Row *find(const QString &english, QStringList &parts)
{
    static const std::vector<QRegularExpression> expressions = [] {
        std::vector<QRegularExpression> made;
        for (const Row &row : rows)
            made.push_back(expressionOf(row.pattern));
        return made;
    }();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto match = expressions[i].match(english);
        if (!match.hasMatch())
            continue;
        parts = match.capturedTexts().mid(1);
        return &rows[i];
    }
    return nullptr;
}

QString partText(const QString &part, char kind)
{
    if (kind == 's')
        return coreText(part);
    if (kind == 'k') {
        if (const auto strategy = valueOf<StrategyKind>(part.toStdString()))
            return strategyTitle(*strategy);
    }
    return part;
}

/// All at once, so that a part with "%1" in it is safe.
QString filled(const QString &text, const QStringList &parts)
{
    QString result;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const int number = text[i] == u'%' && i + 1 < text.size() ? text[i + 1].digitValue() : -1;
        if (number >= 1 && number <= parts.size()) {
            result += parts[number - 1];
            ++i;
        } else {
            result += text[i];
        }
    }
    return result;
}

} // namespace

QString coreText(const QString &english)
{
    QStringList parts;
    const Row *row = find(english, parts);
    if (!row)
        return english;
    for (qsizetype i = 0; i < parts.size(); ++i)
        parts[i] = partText(parts[i], row->parts[i]);
    return filled(QCoreApplication::translate("lbfy::CoreText", row->shown ? row->shown : row->pattern), parts);
}

QString coreText(const std::string &english)
{
    return coreText(QString::fromStdString(english));
}

QStringList coreTexts(const std::vector<std::string> &english)
{
    QStringList texts;
    for (const std::string &text : english)
        texts << coreText(text);
    return texts;
}

bool isKnownCoreText(const QString &english)
{
    QStringList parts;
    const Row *row = find(english, parts);
    if (!row)
        return false;
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (row->parts[i] == 's' && !isKnownCoreText(parts[i]))
            return false;
    }
    return true;
}

} // namespace lbfy
