// SPDX-License-Identifier: GPL-3.0-or-later
//
// The filter of the Connections tab: terms joined by AND, each a free text (`10.0.0.7`, `"two words"`), a field with a
// text (`backend:b2` contains, `backend=b2` is exactly) or a comparison (`age>10s idle>=1m bytes>1MiB turns>5`). A
// leading minus negates. A term that cannot be understood is reported with its place and otherwise ignored, so a slip
// while typing never empties the table. Pure: text in, answers out.

#pragma once

#include "ui/tabs/connectionfacts.h"

#include <QString>

#include <array>
#include <string>
#include <variant>
#include <vector>

namespace lbfy {

struct FilterProblem {
    qsizetype start = 0; ///< in the text as typed, UTF-16 units
    qsizetype length = 0;
    QString message; ///< what is wrong and what to write instead
};

class ConnectionFilter
{
public:
    /// Matches everything.
    ConnectionFilter() = default;
    static ConnectionFilter parse(const QString &text);

    bool matches(const ConnectionFacts &facts) const;
    bool isEmpty() const { return m_terms.empty(); }
    const std::vector<FilterProblem> &problems() const { return m_problems; }

    enum class TextField : std::uint8_t { Any, Client, Service, Backend, State, Reason };
    enum class NumberField : std::uint8_t { Age, Idle, Bytes, Rate, Turns, Turn, Attempts };

private:
    friend class ConnectionFilterParser;
    enum class Match : std::uint8_t { Contains, Equals };
    enum class Comparison : std::uint8_t { Less, LessOrEqual, Equal, GreaterOrEqual, Greater };

    struct TextTerm {
        TextField field = TextField::Any;
        Match match = Match::Contains;
        std::string ascii; ///< folded; empty if the text has other letters, which take the slower way
        QString text;
        /// Answers for the words of phases and reasons, which are few, worked out once.
        std::array<bool, 6> phases {};
        std::array<bool, closeReasonNames.size()> reasons {};

        bool matches(const ConnectionFacts &facts) const;
        bool matchesText(std::string_view hay) const;
        bool matchesClient(std::string_view client) const;
        bool matchesState(const ConnectionFacts &facts) const;
    };
    struct NumberTerm {
        NumberField field = NumberField::Age;
        Comparison comparison = Comparison::Greater;
        double value = 0;

        bool matches(const ConnectionFacts &facts) const;
    };
    struct Term {
        std::variant<TextTerm, NumberTerm> what;
        bool negated = false;
    };

    std::vector<Term> m_terms;
    std::vector<FilterProblem> m_problems;
};

/// `backend=b2`, in quotes where the value needs them: reads back as exactly that value.
QString exactTerm(const QString &field, const QString &value);

/// "10s", "1m30s", "250ms", "1.5h", a bare number as seconds; nothing if it is none of these.
std::optional<double> filterDuration(QStringView text);
/// "512", "64KiB", "1.5 MB", "2G" (binary without "B"), with or without "/s".
std::optional<double> filterSize(QStringView text);

} // namespace lbfy
