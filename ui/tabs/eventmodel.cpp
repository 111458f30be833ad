// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/eventmodel.h"
#include "core/observe/log.h"
#include "ui/tabs/cellroles.h"
#include "ui/text/format.h"
#include "ui/widgets/eventlook.h"

#include <algorithm>
#include <utility>

namespace lbfy {

namespace {

using namespace std::chrono_literals;

constexpr auto burstGap = 1s;

bool continues(const EventModel::Row &row, const TimelineEvent &event)
{
    return event.kind == TimelineEvent::Kind::Shed && row.event.kind == event.kind && row.event.service == event.service
            && event.at - row.event.at <= burstGap;
}

/// Each with room for its shape.
QStringList kindSamples()
{
    QStringList samples;
    for (const TimelineEvent::Kind kind : eventKinds)
        samples << QStringLiteral("OO ") + wordOf(kind);
    return samples;
}

} // namespace

bool EventModel::Filter::matches(const TimelineEvent &event) const
{
    if (kind && event.kind != *kind)
        return false;
    return text.isEmpty() || event.text.contains(text, Qt::CaseInsensitive)
            || event.service.contains(text, Qt::CaseInsensitive) || event.backend.contains(text, Qt::CaseInsensitive);
}

EventModel::EventModel(QObject *parent) : QAbstractTableModel(parent) { }

void EventModel::setTimeline(const Timeline &timeline)
{
    for (const TimelineEvent &event : timeline.events())
        add(event);
    connect(&timeline, &Timeline::added, this, &EventModel::add);
}

void EventModel::setFilter(Filter filter)
{
    beginResetModel();
    m_filter = std::move(filter);
    m_shown.clear();
    std::copy_if(m_all.begin(), m_all.end(), std::back_inserter(m_shown),
                 [this](const Row &row) { return m_filter.matches(row.event); });
    endResetModel();
}

/// True if the event went into the newest row of `rows`.
bool EventModel::mergeInto(std::deque<Row> &rows, const TimelineEvent &event) const
{
    if (rows.empty() || !continues(rows.front(), event))
        return false;
    rows.front().event = event;
    ++rows.front().count;
    return true;
}

void EventModel::add(const TimelineEvent &event)
{
    ++m_total;
    const bool burst = !m_all.empty() && continues(m_all.front(), event);
    if (!burst) {
        m_all.push_front({event, event.at, 1});
        addShown(event);
        dropOldest();
        return;
    }
    const std::uint64_t was = m_all.front().event.id;
    mergeInto(m_all, event);
    if (!m_shown.empty() && m_shown.front().event.id == was) {
        m_shown.front() = m_all.front();
        Q_EMIT dataChanged(index(0, 0), index(0, columns - 1));
    } else {
        addShown(event);
    }
}

void EventModel::addShown(const TimelineEvent &event)
{
    if (!m_filter.matches(event))
        return;
    beginInsertRows({}, 0, 0);
    m_shown.push_front(m_all.front());
    endInsertRows();
}

void EventModel::dropOldest()
{
    if (m_all.size() <= Timeline::kept)
        return;
    const Row oldest = m_all.back();
    m_all.pop_back();
    if (m_shown.empty() || !(m_shown.back() == oldest))
        return;
    beginRemoveRows({}, rowCount() - 1, rowCount() - 1);
    m_shown.pop_back();
    endRemoveRows();
}

int EventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int EventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString EventModel::textOf(const Row &row, int column) const
{
    switch (column) {
    case Time:
        return formatTimeOfDay(row.first);
    case Kind:
        return wordOf(row.event.kind);
    case Service:
        return row.event.service;
    case Backend:
        return row.event.backend;
    default:
        return row.count > 1 ? tr("%1 (%2 events)", nullptr, row.count)
                                       .arg(row.event.text, formatCount(static_cast<std::uint64_t>(row.count)))
                             : row.event.text;
    }
}

QVariant EventModel::exportOf(const Row &row, int column) const
{
    if (column != Time)
        return textOf(row, column);
    std::string time;
    appendIsoTime(time, row.first);
    return QString::fromStdString(time);
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row &row = rowAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column());
    case Qt::AccessibleTextRole: {
        const QString text = textOf(row, index.column());
        return text.isEmpty() ? tr("none") : text;
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    case ToneRole:
        if (index.column() == Kind)
            return QVariant::fromValue(toneOf(row.event.kind));
        return QVariant::fromValue(index.column() == Time ? Tone::Muted : Tone::Plain);
    case GlyphRole:
        return QVariant::fromValue(index.column() == Kind ? glyphOf(row.event.kind) : Glyph::None);
    case ExportRole:
        return exportOf(row, index.column());
    default:
        return {};
    }
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return std::array {tr("Time"), tr("Kind"), tr("Service"), tr("Backend"), tr("What happened")}[section];
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    case SampleRole:
        if (section == Kind)
            return kindSamples();
        return std::array {QStringLiteral("00:00:00"), QString(), QStringLiteral("websocket"),
                           QStringLiteral("backend-12"), QString()}[section];
    case HiddenRole:
        return false;
    default:
        return {};
    }
}

} // namespace lbfy
