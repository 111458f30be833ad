// SPDX-License-Identifier: GPL-3.0-or-later
//
// Reads a filter. A field is a word of letters right before `:`, `=`, `<` or `>`; everything else is free text, so that
// addresses such as 10.0.0.7:5123 and fe80::1 need no quotes.

#include "ui/tabs/connectionfilter.h"
#include "ui/tabs/connectionwords.h"

#include <QCoreApplication>

#include <algorithm>
#include <iterator>

namespace lbfy {

namespace {

enum class Unit : std::uint8_t { Duration, Size, Count };

struct TextName {
    const char *name;
    ConnectionFilter::TextField field;
};
constexpr std::array textNames {
        TextName {"client", ConnectionFilter::TextField::Client},
        TextName {"service", ConnectionFilter::TextField::Service},
        TextName {"backend", ConnectionFilter::TextField::Backend},
        TextName {"state", ConnectionFilter::TextField::State},
        TextName {"reason", ConnectionFilter::TextField::Reason},
};

struct NumberName {
    const char *name;
    ConnectionFilter::NumberField field;
    Unit unit;
    const char *example;
};
constexpr std::array numberNames {
        NumberName {"age", ConnectionFilter::NumberField::Age, Unit::Duration, "age>10s"},
        NumberName {"duration", ConnectionFilter::NumberField::Age, Unit::Duration, "duration>10s"},
        NumberName {"idle", ConnectionFilter::NumberField::Idle, Unit::Duration, "idle>1m"},
        NumberName {"bytes", ConnectionFilter::NumberField::Bytes, Unit::Size, "bytes>1MiB"},
        NumberName {"rate", ConnectionFilter::NumberField::Rate, Unit::Size, "rate>1MiB"},
        NumberName {"turns", ConnectionFilter::NumberField::Turns, Unit::Count, "turns>5"},
        NumberName {"turn", ConnectionFilter::NumberField::Turn, Unit::Duration, "turn>50ms"},
        NumberName {"attempts", ConnectionFilter::NumberField::Attempts, Unit::Count, "attempts>1"},
};

struct UnitName {
    const char *name;
    double factor;
};
constexpr std::array durationUnits {
        UnitName {"us", 1e-6}, UnitName {"ms", 1e-3}, UnitName {"s", 1},      UnitName {"sec", 1}, UnitName {"m", 60},
        UnitName {"min", 60},  UnitName {"h", 3600},  UnitName {"d", 86'400}, UnitName {"", 1},
};
constexpr double kibi = 1024;
constexpr std::array sizeUnits {
        UnitName {"", 1},
        UnitName {"b", 1},
        UnitName {"k", kibi},
        UnitName {"kib", kibi},
        UnitName {"kb", 1e3},
        UnitName {"m", kibi *kibi},
        UnitName {"mib", kibi *kibi},
        UnitName {"mb", 1e6},
        UnitName {"g", kibi *kibi *kibi},
        UnitName {"gib", kibi *kibi *kibi},
        UnitName {"gb", 1e9},
        UnitName {"t", kibi *kibi *kibi *kibi},
        UnitName {"tib", kibi *kibi *kibi *kibi},
        UnitName {"tb", 1e12},
};

bool isAsciiDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}
bool isAsciiLetter(QChar c)
{
    return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
}

/// Takes a number off the front of `text`, with a point or a comma.
std::optional<double> takeNumber(QStringView &text)
{
    qsizetype length = 0;
    while (length < text.size() && (isAsciiDigit(text[length]) || text[length] == u'.' || text[length] == u','))
        ++length;
    bool fine = false;
    const double number = text.first(length).toString().replace(u',', u'.').toDouble(&fine);
    text = text.sliced(length);
    return fine ? std::optional(number) : std::nullopt;
}

/// Takes the letters at the front of `text`: the factor they stand for.
template<std::size_t count>
std::optional<double> takeUnit(QStringView &text, const std::array<UnitName, count> &units)
{
    qsizetype length = 0;
    while (length < text.size() && !isAsciiDigit(text[length]) && text[length] != u'.' && text[length] != u',')
        ++length;
    QString word = text.first(length).trimmed().toString().toLower();
    word.replace(QChar(u'µ'), QChar(u'u'));
    text = text.sliced(length);
    for (const UnitName &unit : units) {
        if (word == QLatin1String(unit.name))
            return unit.factor;
    }
    return std::nullopt;
}

std::optional<double> filterCount(QStringView text)
{
    const std::optional<double> number = takeNumber(text);
    return text.isEmpty() ? number : std::nullopt;
}

std::optional<double> valueOf(Unit unit, QStringView text)
{
    switch (unit) {
    case Unit::Duration:
        return filterDuration(text);
    case Unit::Size:
        return filterSize(text);
    case Unit::Count:
        return filterCount(text);
    }
    return std::nullopt;
}

/// "client_closed", "client-closed" and "client closed" are one.
QString asWords(QString text)
{
    for (QChar &c : text) {
        if (c == u'-' || c == u'_')
            c = u' ';
    }
    return text;
}

} // namespace

class ConnectionFilterParser
{
    Q_DECLARE_TR_FUNCTIONS(lbfy::ConnectionFilter)
public:
    explicit ConnectionFilterParser(const QString &text) : m_text(text) { }

    ConnectionFilter parse()
    {
        for (;;) {
            while (m_at < m_text.size() && m_text[m_at].isSpace())
                ++m_at;
            if (m_at >= m_text.size())
                return std::move(m_filter);
            readTerm();
        }
    }

private:
    using Filter = ConnectionFilter;

    struct Value {
        QString text;
        bool closed = true; ///< false: a quote without its end
    };

    void readTerm();
    Value readValue();
    QString readFieldName() const;
    void readField(const QString &name, bool negated);
    std::optional<Filter::Comparison> readOperator();
    void addText(Filter::TextField field, Filter::Match match, const QString &text, bool negated);
    void complain(const QString &message) { m_filter.m_problems.push_back({m_start, m_at - m_start, message}); }
    static QString knownFields();

    const QString m_text;
    qsizetype m_at = 0;
    qsizetype m_start = 0; ///< of the term being read
    Filter m_filter;
};

void ConnectionFilterParser::readTerm()
{
    m_start = m_at;
    const bool negated = m_text[m_at] == u'-';
    if (negated)
        ++m_at;
    const QString name = readFieldName();
    if (!name.isEmpty()) {
        m_at += name.size();
        return readField(name, negated);
    }
    const Value value = readValue();
    if (!value.closed)
        return complain(tr("The closing quote is missing."));
    if (!value.text.isEmpty())
        addText(Filter::TextField::Any, Filter::Match::Contains, value.text, negated);
}

/// The word before an operator, or nothing if what comes is free text. Two colons are part of an IPv6 address.
QString ConnectionFilterParser::readFieldName() const
{
    qsizetype end = m_at;
    while (end < m_text.size() && isAsciiLetter(m_text[end]))
        ++end;
    if (end == m_at || end >= m_text.size() || !QStringLiteral(":=<>").contains(m_text[end]))
        return {};
    if (m_text[end] == u':' && end + 1 < m_text.size() && m_text[end + 1] == u':')
        return {};
    return m_text.mid(m_at, end - m_at);
}

/// Up to the next blank, or what stands between quotes, where a backslash keeps a quote or a backslash.
ConnectionFilterParser::Value ConnectionFilterParser::readValue()
{
    Value value;
    if (m_at >= m_text.size() || m_text[m_at] != u'"') {
        const qsizetype start = m_at;
        while (m_at < m_text.size() && !m_text[m_at].isSpace())
            ++m_at;
        value.text = m_text.mid(start, m_at - start);
        return value;
    }
    for (++m_at; m_at < m_text.size(); ++m_at) {
        if (m_text[m_at] == u'"') {
            ++m_at;
            return value;
        }
        if (m_text[m_at] == u'\\' && m_at + 1 < m_text.size())
            ++m_at;
        value.text += m_text[m_at];
    }
    value.closed = false;
    return value;
}

/// `:` and `=` both come out as Equal; `age:>10s`, as other programs have it, is taken too.
std::optional<ConnectionFilter::Comparison> ConnectionFilterParser::readOperator()
{
    const auto take = [this](QChar c) {
        if (m_at >= m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    };
    const bool colon = take(u':');
    if (take(u'<'))
        return take(u'=') ? Filter::Comparison::LessOrEqual : Filter::Comparison::Less;
    if (take(u'>'))
        return take(u'=') ? Filter::Comparison::GreaterOrEqual : Filter::Comparison::Greater;
    if (take(u'=') || colon)
        return Filter::Comparison::Equal;
    return std::nullopt;
}

QString ConnectionFilterParser::knownFields()
{
    QStringList names;
    for (const TextName &row : textNames)
        names += QLatin1String(row.name);
    for (const NumberName &row : numberNames)
        names += QLatin1String(row.name);
    return names.join(QStringLiteral(", "));
}

void ConnectionFilterParser::readField(const QString &name, bool negated)
{
    const bool contains = m_text[m_at] == u':';
    const std::optional<Filter::Comparison> comparison = readOperator();
    const Value value = readValue();
    if (!comparison)
        return complain(tr("This is not a comparison."));
    if (!value.closed)
        return complain(tr("The closing quote is missing."));
    const auto isName = [&name](const auto &row) {
        return name.compare(QLatin1String(row.name), Qt::CaseInsensitive) == 0;
    };
    const auto text = std::find_if(textNames.begin(), textNames.end(), isName);
    const auto number = std::find_if(numberNames.begin(), numberNames.end(), isName);
    if (text == textNames.end() && number == numberNames.end()) {
        return complain(tr("There is no field \u201c%1\u201d. Fields are: %2. In quotes it is searched for as text.")
                                .arg(name, knownFields()));
    }
    if (value.text.isEmpty())
        return complain(tr("What \u201c%1\u201d is to be compared with is missing.").arg(name));
    if (text != textNames.end()) {
        if (*comparison != Filter::Comparison::Equal)
            return complain(tr("\u201c%1\u201d is a text: write %1:%2.").arg(name, value.text));
        return addText(text->field, contains ? Filter::Match::Contains : Filter::Match::Equals, value.text, negated);
    }
    const std::optional<double> amount = valueOf(number->unit, value.text);
    if (!amount) {
        return complain(tr("\u201c%1\u201d is not a value for \u201c%2\u201d: write for example %3.")
                                .arg(value.text, name, QLatin1String(number->example)));
    }
    m_filter.m_terms.push_back({Filter::NumberTerm {number->field, *comparison, *amount}, negated});
}

void ConnectionFilterParser::addText(Filter::TextField field, Filter::Match match, const QString &text, bool negated)
{
    Filter::TextTerm term {.field = field, .match = match, .ascii = {}, .text = text};
    if (std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; }))
        term.ascii = text.toLower().toStdString();
    const QString words = asWords(text);
    const auto hit = [&](std::string_view name, const QString &plain) {
        const QString stable = asWords(QLatin1String(name.data(), static_cast<int>(name.size())));
        if (match == Filter::Match::Equals)
            return stable.compare(words, Qt::CaseInsensitive) == 0 || plain.compare(words, Qt::CaseInsensitive) == 0;
        return stable.contains(words, Qt::CaseInsensitive) || asWords(plain).contains(words, Qt::CaseInsensitive);
    };
    for (std::size_t i = 0; i < term.phases.size(); ++i)
        term.phases[i] = hit(phaseNames[i], wordsOf(static_cast<ConnectionPhase>(i)));
    for (std::size_t i = 0; i < term.reasons.size(); ++i)
        term.reasons[i] = hit(closeReasonNames[i], wordsOf(static_cast<CloseReason>(i)));
    m_filter.m_terms.push_back({std::move(term), negated});
}

ConnectionFilter ConnectionFilter::parse(const QString &text)
{
    return ConnectionFilterParser(text).parse();
}

QString exactTerm(const QString &field, const QString &value)
{
    const bool plain = !value.isEmpty()
            && std::none_of(value.begin(), value.end(), [](QChar c) { return c.isSpace() || c == u'"' || c == u'\\'; })
            && !QStringLiteral("<>=").contains(value.front());
    if (plain)
        return field + QStringLiteral("=") + value;
    QString quoted = value;
    quoted.replace(QStringLiteral("\\"), QStringLiteral("\\\\")).replace(QStringLiteral("\""), QStringLiteral("\\\""));
    return field + QStringLiteral("=\"") + quoted + QStringLiteral("\"");
}

std::optional<double> filterDuration(QStringView text)
{
    double sum = 0;
    do {
        const std::optional<double> number = takeNumber(text);
        const std::optional<double> factor = takeUnit(text, durationUnits);
        if (!number || !factor)
            return std::nullopt;
        sum += *number * *factor;
    } while (!text.isEmpty());
    return sum;
}

std::optional<double> filterSize(QStringView text)
{
    if (text.endsWith(QStringLiteral("/s")))
        text.chop(2);
    const std::optional<double> number = takeNumber(text);
    const std::optional<double> factor = takeUnit(text, sizeUnits);
    if (!number || !factor || !text.isEmpty())
        return std::nullopt;
    return *number * *factor;
}

} // namespace lbfy
