// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/connectioncolumns.h"
#include "core/observe/log.h"
#include "ui/tabs/connectionwords.h"
#include "ui/text/format.h"

#include <QCoreApplication>

#include <array>
#include <compare>

namespace lbfy {

namespace {

using Column = ConnectionColumn;

struct Heading {
    Column column;
    bool number;
    const char *title;
    const char *toolTip;
    const char *sample; ///< not for people: its width alone counts
};

constexpr const char *context = "lbfy::ConnectionColumns";

constexpr std::array headings {
        Heading {Column::Client, false, QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Client"),
                 QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Address that the client connects from"),
                 "192.168.100.200:52114"},
        Heading {Column::Service, false, QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Service"),
                 QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Service that was connected to"), "websocket"},
        Heading {Column::Backend, false, QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Backend"),
                 QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Backend, the last one tried"), "backend-1"},
        Heading {Column::State, false, QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "State"),
                 QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "What the connection is at"), "oO "},
        Heading {Column::Reason, false, QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Reason"),
                 QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Why the connection ended"), "OO "},
        Heading {Column::ClosedAt, false, QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Closed"),
                 QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Time of day at which it ended"), "00:00:00"},
        Heading {Column::Age, true, QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Age"),
                 QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Time since the client was accepted"), "00 h 00 min"},
        Heading {Column::Duration, true, QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Duration"),
                 QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Time from accepting to closing"), "00 min 00 s"},
        Heading {Column::Idle, true, QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Idle"),
                 QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Time since the last byte either way"), "00 min"},
        Heading {Column::ToBackend, true, QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "↑ Bytes"),
                 QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Bytes from the client to the backend"), "0.00 MiB"},
        Heading {Column::ToClient, true, QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "↓ Bytes"),
                 QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Bytes from the backend to the client"), "0.00 MiB"},
        Heading {Column::ToBackendRate, true, QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "↑/s"),
                 QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Bytes per second from the client to the backend"),
                 "0.00 MiB"},
        Heading {Column::ToClientRate, true, QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "↓/s"),
                 QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Bytes per second from the backend to the client"),
                 "0.00 MiB"},
        Heading {Column::Turns, true, QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Turns"),
                 QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Exchanges: the client sends, the backend answers"),
                 "00000"},
        Heading {Column::LastTurn, true, QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Turn, ms"),
                 QT_TRANSLATE_NOOP("lbfy::ConnectionColumns",
                                   "The last turn: milliseconds until the backend began to answer"),
                 "0000.0"},
        Heading {Column::Attempts, true, QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Attempts"),
                 QT_TRANSLATE_NOOP("lbfy::ConnectionColumns", "Backends that were tried"), "00"},
};

/// All values up to the last; which is the widest depends on the language.
template<typename Enum>
QStringList wordsUpTo(Enum last, const QString &before)
{
    QStringList all;
    for (int value = 0; value <= static_cast<int>(last); ++value)
        all << before + wordsOf(static_cast<Enum>(value));
    return all;
}

const Heading &headingOf(Column column)
{
    return headings[static_cast<std::size_t>(column)];
}

constexpr std::array open {Column::Client,        Column::Service,      Column::Backend,   Column::State,
                           Column::Age,           Column::Idle,         Column::ToBackend, Column::ToClient,
                           Column::ToBackendRate, Column::ToClientRate, Column::Turns,     Column::LastTurn};
constexpr std::array closed {Column::ClosedAt, Column::Client,    Column::Service,  Column::Backend, Column::Reason,
                             Column::Duration, Column::ToBackend, Column::ToClient, Column::Turns,   Column::Attempts};

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// A rate below one byte a second is standing still.
QString rateText(std::optional<double> perSecond)
{
    return perSecond && *perSecond >= 1 ? formatBytes(*perSecond) : noValue();
}

template<typename Value>
QVariant variantOf(const std::optional<Value> &value)
{
    return value ? QVariant(*value) : QVariant();
}

Tone toneOfReason(CloseReason reason)
{
    switch (reason) {
    case CloseReason::ClientClosed:
    case CloseReason::BackendClosed:
        return Tone::Muted; // the rule: what failed is to stand out
    case CloseReason::BackendReset:
    case CloseReason::ConnectFailed:
    case CloseReason::ProxyHeader:
        return Tone::Bad;
    case CloseReason::ClientReset:
    case CloseReason::IdleTimeout:
    case CloseReason::HalfCloseTimeout:
        return Tone::Warning;
    case CloseReason::Drained:
    case CloseReason::Killed:
    case CloseReason::Shutdown:
        return Tone::Notice;
    }
    return Tone::Plain;
}

Glyph glyphOfReason(CloseReason reason)
{
    switch (toneOfReason(reason)) {
    case Tone::Muted:
        return Glyph::CircleCheck;
    case Tone::Bad:
        return Glyph::Octagon;
    case Tone::Warning:
        return Glyph::Triangle;
    default:
        return Glyph::SquareMinus;
    }
}

Glyph glyphOfPhase(ConnectionPhase phase)
{
    switch (phase) {
    case ConnectionPhase::Header:
    case ConnectionPhase::Connecting:
        return Glyph::Ring;
    case ConnectionPhase::Open:
        return Glyph::Disc;
    case ConnectionPhase::ClientEnded:
    case ConnectionPhase::BackendEnded:
        return Glyph::HalfCircle;
    case ConnectionPhase::Resetting:
        return Glyph::Octagon;
    }
    return Glyph::None;
}

template<typename Value>
int compared(const Value &a, const Value &b)
{
    return a < b ? -1 : b < a ? 1 : 0;
}

/// Open ones go by the time of acceptance: it never changes, so the order does not tremble with measured ages.
int compareIn(const ConnectionFacts &a, const ConnectionFacts &b, Column column)
{
    switch (column) {
    case Column::Client:
        return a.client.compare(b.client);
    case Column::Service:
        return a.service.compare(b.service);
    case Column::Backend:
        return a.backend.compare(b.backend);
    case Column::State:
        return compared(a.phase, b.phase);
    case Column::Reason:
        return compared(a.reason, b.reason);
    case Column::ClosedAt:
        return compared(a.at, b.at);
    case Column::Age:
        return compared(b.at, a.at);
    case Column::Duration:
        return compared(a.age, b.age);
    case Column::Idle:
        return compared(a.idle, b.idle);
    case Column::ToBackend:
        return compared(a.toBackend, b.toBackend);
    case Column::ToClient:
        return compared(a.toClient, b.toClient);
    case Column::ToBackendRate:
        return compared(a.toBackendRate, b.toBackendRate);
    case Column::ToClientRate:
        return compared(a.toClientRate, b.toClientRate);
    case Column::Turns:
        return compared(a.turns, b.turns);
    case Column::LastTurn:
        return compared(a.lastTurn, b.lastTurn);
    case Column::Attempts:
        return compared(a.attempts, b.attempts);
    }
    return 0;
}

} // namespace

std::span<const Column> openColumns()
{
    return open;
}
std::span<const Column> closedColumns()
{
    return closed;
}

QString titleOf(Column column)
{
    return QCoreApplication::translate(context, headingOf(column).title);
}
QString toolTipOf(Column column)
{
    return QCoreApplication::translate(context, headingOf(column).toolTip);
}
QStringList samplesOf(Column column)
{
    const QString sample = QString::fromUtf8(headingOf(column).sample);
    if (column == Column::State)
        return wordsUpTo(ConnectionPhase::Resetting, sample);
    if (column == Column::Reason)
        return wordsUpTo(CloseReason::Shutdown, sample);
    return {sample};
}
bool isNumber(Column column)
{
    return headingOf(column).number;
}

QString textOf(const ConnectionFacts &facts, Column column)
{
    switch (column) {
    case Column::Client:
        return fromView(facts.client);
    case Column::Service:
        return fromView(facts.service);
    case Column::Backend:
        return facts.backend.empty() ? noValue() : fromView(facts.backend);
    case Column::State:
        return wordsOf(facts.phase);
    case Column::Reason:
        return facts.reason ? wordsOf(*facts.reason) : noValue();
    case Column::ClosedAt:
        return formatTimeOfDay(facts.at);
    case Column::Age:
        return formatAge(facts.age);
    case Column::Duration:
        return formatDuration(facts.age);
    case Column::Idle:
        return facts.idle ? formatAge(*facts.idle) : noValue();
    case Column::ToBackend:
        return formatBytes(static_cast<double>(facts.toBackend));
    case Column::ToClient:
        return formatBytes(static_cast<double>(facts.toClient));
    case Column::ToBackendRate:
        return rateText(facts.toBackendRate);
    case Column::ToClientRate:
        return rateText(facts.toClientRate);
    case Column::Turns:
        return formatCount(facts.turns);
    case Column::LastTurn:
        return formatMilliseconds(facts.lastTurn);
    case Column::Attempts:
        return formatCount(static_cast<std::uint64_t>(std::max(0, facts.attempts)));
    }
    return {};
}

QVariant exportOf(const ConnectionFacts &facts, Column column)
{
    switch (column) {
    case Column::ClosedAt: {
        std::string time;
        appendIsoTime(time, facts.at);
        return QString::fromStdString(time);
    }
    case Column::Backend:
        return fromView(facts.backend);
    case Column::Age:
    case Column::Duration:
        return facts.age;
    case Column::Idle:
        return variantOf(facts.idle);
    case Column::ToBackend:
        return static_cast<qulonglong>(facts.toBackend);
    case Column::ToClient:
        return static_cast<qulonglong>(facts.toClient);
    case Column::ToBackendRate:
        return variantOf(facts.toBackendRate);
    case Column::ToClientRate:
        return variantOf(facts.toClientRate);
    case Column::Turns:
        return facts.turns;
    case Column::LastTurn:
        return facts.lastTurn ? QVariant(*facts.lastTurn * 1000) : QVariant();
    case Column::Attempts:
        return facts.attempts;
    case Column::Client:
    case Column::Service:
    case Column::State:
    case Column::Reason:
        break;
    }
    return textOf(facts, column);
}

Tone toneOf(const ConnectionFacts &facts, Column column)
{
    switch (column) {
    case Column::State:
        return facts.phase == ConnectionPhase::Open         ? Tone::Good
                : facts.phase == ConnectionPhase::Resetting ? Tone::Bad
                                                            : Tone::Notice;
    case Column::Reason:
        return facts.reason ? toneOfReason(*facts.reason) : Tone::Muted;
    case Column::Idle:
    case Column::ClosedAt:
    case Column::Age:
        return Tone::Muted;
    case Column::Backend:
        return facts.backend.empty() ? Tone::Muted : Tone::Plain;
    case Column::ToBackendRate:
        return facts.toBackendRate.value_or(0) >= 1 ? Tone::Plain : Tone::Muted;
    case Column::ToClientRate:
        return facts.toClientRate.value_or(0) >= 1 ? Tone::Plain : Tone::Muted;
    case Column::LastTurn:
        return facts.lastTurn ? Tone::Plain : Tone::Muted;
    default:
        return Tone::Plain;
    }
}

Glyph glyphOf(const ConnectionFacts &facts, Column column)
{
    if (column == Column::State)
        return glyphOfPhase(facts.phase);
    if (column == Column::Reason && facts.reason)
        return glyphOfReason(*facts.reason);
    return Glyph::None;
}

bool isBefore(const ConnectionFacts &a, const ConnectionFacts &b, Column column, Qt::SortOrder order)
{
    const int relation = compareIn(a, b, column);
    if (relation == 0)
        return a.id < b.id;
    return order == Qt::AscendingOrder ? relation < 0 : relation > 0;
}

} // namespace lbfy
