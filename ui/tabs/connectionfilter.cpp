// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/connectionfilter.h"

#include <algorithm>
#include <cmath>

namespace lbfy {

namespace {

constexpr char folded(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equalsFolded(std::string_view hay, std::string_view needle)
{
    return std::equal(hay.begin(), hay.end(), needle.begin(), needle.end(),
                      [](char a, char b) { return folded(a) == b; });
}

bool containsFolded(std::string_view hay, std::string_view needle)
{
    return std::search(hay.begin(), hay.end(), needle.begin(), needle.end(),
                       [](char a, char b) { return folded(a) == b; })
            != hay.end();
}

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

bool ConnectionFilter::TextTerm::matchesText(std::string_view hay) const
{
    if (!ascii.empty())
        return match == Match::Equals ? equalsFolded(hay, ascii) : containsFolded(hay, ascii);
    const QString whole = fromView(hay);
    return match == Match::Equals ? whole.compare(text, Qt::CaseInsensitive) == 0
                                  : whole.contains(text, Qt::CaseInsensitive);
}

/// `client=10.0.0.7` means the host, whatever port it came from.
bool ConnectionFilter::TextTerm::matchesClient(std::string_view client) const
{
    return matchesText(client) || (match == Match::Equals && matchesText(hostOf(client)));
}

bool ConnectionFilter::TextTerm::matchesState(const ConnectionFacts &facts) const
{
    return facts.reason ? reasons[static_cast<std::size_t>(*facts.reason)]
                        : phases[static_cast<std::size_t>(facts.phase)];
}

bool ConnectionFilter::TextTerm::matches(const ConnectionFacts &facts) const
{
    switch (field) {
    case TextField::Any:
        return matchesText(facts.client) || matchesText(facts.backend) || matchesText(facts.service)
                || matchesState(facts);
    case TextField::Client:
        return matchesClient(facts.client);
    case TextField::Service:
        return matchesText(facts.service);
    case TextField::Backend:
        return matchesText(facts.backend);
    case TextField::State:
        return !facts.reason && matchesState(facts);
    case TextField::Reason:
        return facts.reason && matchesState(facts);
    }
    return false;
}

namespace {

std::optional<double> numberOf(ConnectionFilter::NumberField field, const ConnectionFacts &facts)
{
    switch (field) {
    case ConnectionFilter::NumberField::Age:
        return facts.age;
    case ConnectionFilter::NumberField::Idle:
        return facts.idle;
    case ConnectionFilter::NumberField::Bytes:
        return static_cast<double>(facts.toBackend) + static_cast<double>(facts.toClient);
    case ConnectionFilter::NumberField::Rate:
        if (!facts.toBackendRate && !facts.toClientRate)
            return std::nullopt;
        return facts.toBackendRate.value_or(0) + facts.toClientRate.value_or(0);
    case ConnectionFilter::NumberField::Turns:
        return facts.turns;
    case ConnectionFilter::NumberField::Turn:
        return facts.lastTurn;
    case ConnectionFilter::NumberField::Attempts:
        return facts.reason ? std::optional<double>(facts.attempts) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace

/// What is not known matches no comparison. Equality is by whole units: nobody means 10.000 s by `age=10s`.
bool ConnectionFilter::NumberTerm::matches(const ConnectionFacts &facts) const
{
    const std::optional<double> number = numberOf(field, facts);
    if (!number)
        return false;
    switch (comparison) {
    case Comparison::Less:
        return *number < value;
    case Comparison::LessOrEqual:
        return *number <= value;
    case Comparison::Equal:
        return std::floor(*number) == std::floor(value);
    case Comparison::GreaterOrEqual:
        return *number >= value;
    case Comparison::Greater:
        return *number > value;
    }
    return false;
}

bool ConnectionFilter::matches(const ConnectionFacts &facts) const
{
    return std::all_of(m_terms.begin(), m_terms.end(), [&facts](const Term &term) {
        return std::visit([&facts](const auto &what) { return what.matches(facts); }, term.what) != term.negated;
    });
}

} // namespace lbfy
