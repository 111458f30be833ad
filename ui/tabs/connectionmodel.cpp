// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/connectionmodel.h"
#include "ui/tabs/cellroles.h"
#include "ui/tabs/connectionwords.h"
#include "ui/text/format.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace lbfy {

namespace {

/// The columns that move while a connection lives.
bool isLive(ConnectionColumn column)
{
    return column != ConnectionColumn::Client && column != ConnectionColumn::Service;
}

} // namespace

struct ConnectionModel::Merge {
    Rows now; ///< by today's row: the newest facts, the old ones where it has gone
    std::vector<bool> gone; ///< by today's row
    Rows added; ///< those that have no row yet
    int firstChanged = -1; ///< among today's rows
    int lastChanged = -1;
};

ConnectionModel::ConnectionModel(Shows shows, QObject *parent)
    : QAbstractTableModel(parent)
    , m_shows(shows)
    , m_columns(shows == Shows::Open ? openColumns() : closedColumns())
    , m_sortColumn(shows == Shows::Open ? ConnectionColumn::Age : ConnectionColumn::ClosedAt)
{ }

void ConnectionModel::takeFacts()
{
    m_facts.clear();
    if (!m_activity)
        return;
    const auto take = [this](const auto &connections) {
        m_facts.reserve(connections.size());
        for (const auto &connection : connections)
            m_facts.push_back(factsOf(connection));
    };
    if (m_shows == Shows::Open)
        take(m_activity->open);
    else
        take(m_activity->closed);
}

void ConnectionModel::setActivity(ActivityPtr activity)
{
    if (activity == m_activity)
        return;
    // Rows point into the old picture until rearrange() is through.
    const ActivityPtr keptActivity = std::exchange(m_activity, std::move(activity));
    const std::vector<ConnectionFacts> keptFacts = std::exchange(m_facts, {});
    takeFacts();
    rearrange();
}

void ConnectionModel::setFilter(ConnectionFilter filter)
{
    m_filter = std::move(filter);
    rearrange();
}

void ConnectionModel::setOrder(Order order)
{
    if (std::exchange(m_order, order) != order && order == Order::Sorted)
        rearrange();
}

void ConnectionModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCount())
        return;
    m_sortColumn = columnAt(column);
    m_sortOrder = order;
    // What the user asks for happens at once, also while rows rest.
    const Order before = std::exchange(m_order, Order::Sorted);
    rearrange();
    m_order = before;
}

/// Sorts, unless it is sorted already, which between two pictures is the rule.
void ConnectionModel::inOrder(Rows &rows) const
{
    const auto before = [this](const ConnectionFacts *a, const ConnectionFacts *b) {
        return isBefore(*a, *b, m_sortColumn, m_sortOrder);
    };
    if (!std::is_sorted(rows.begin(), rows.end(), before))
        std::sort(rows.begin(), rows.end(), before);
}

ConnectionModel::Merge ConnectionModel::merged() const
{
    // Both pictures list in nearly the same order, so the search mostly hits at its first look.
    std::vector<std::pair<std::uint64_t, const ConnectionFacts *>> wanted;
    wanted.reserve(m_facts.size());
    for (const ConnectionFacts &facts : m_facts) {
        if (m_filter.matches(facts))
            wanted.emplace_back(facts.id, &facts);
    }
    if (!std::is_sorted(wanted.begin(), wanted.end()))
        std::sort(wanted.begin(), wanted.end());
    std::vector<bool> taken(wanted.size());

    Merge merge;
    merge.now = m_rows;
    merge.gone.assign(m_rows.size(), true);
    auto guess = wanted.begin();
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        const std::uint64_t id = m_rows[row]->id;
        const bool hit = guess != wanted.end() && guess->first == id;
        const auto found = hit ? guess
                               : std::lower_bound(wanted.begin(), wanted.end(), std::pair(id, merge.now[row]),
                                                  [](const auto &a, const auto &b) { return a.first < b.first; });
        if (found == wanted.end() || found->first != id)
            continue;
        guess = found + 1;
        taken[static_cast<std::size_t>(found - wanted.begin())] = true;
        merge.gone[row] = false;
        merge.now[row] = found->second;
        if (*found->second != *m_rows[row]) {
            merge.firstChanged = merge.firstChanged < 0 ? static_cast<int>(row) : merge.firstChanged;
            merge.lastChanged = static_cast<int>(row);
        }
    }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!taken[i])
            merge.added.push_back(wanted[i].second);
    }
    return merge;
}

void ConnectionModel::rearrange()
{
    Merge merge = merged();
    m_rows = merge.now;
    tellChanges(merge);

    inOrder(merge.added);
    if (!merge.added.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(merge.added.size()) - 1);
        m_rows.insert(m_rows.end(), merge.added.begin(), merge.added.end());
        endInsertRows();
    }

    Rows kept;
    Rows gone;
    kept.reserve(m_rows.size());
    for (std::size_t row = 0; row < m_rows.size(); ++row)
        (row < merge.gone.size() && merge.gone[row] ? gone : kept).push_back(m_rows[row]);
    if (m_order == Order::Sorted)
        inOrder(kept);
    permute(kept, gone);

    if (!gone.empty()) {
        beginRemoveRows({}, static_cast<int>(kept.size()), rowCount() - 1);
        m_rows.resize(kept.size());
        endRemoveRows();
    }
}

/// Puts the rows into the order `kept`, then `gone`.
void ConnectionModel::permute(const Rows &kept, const Rows &gone)
{
    Rows target = kept;
    target.insert(target.end(), gone.begin(), gone.end());
    if (target == m_rows)
        return;
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    const Rows was = std::exchange(m_rows, std::move(target));
    if (!before.isEmpty()) {
        std::unordered_map<const ConnectionFacts *, int> places;
        places.reserve(m_rows.size());
        for (std::size_t row = 0; row < m_rows.size(); ++row)
            places.emplace(m_rows[row], static_cast<int>(row));
        QModelIndexList after;
        after.reserve(before.size());
        for (const QModelIndex &index : before)
            after.push_back(createIndex(places.at(was[static_cast<std::size_t>(index.row())]), index.column()));
        changePersistentIndexList(before, after);
    }
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void ConnectionModel::tellChanges(const Merge &merge)
{
    if (merge.firstChanged < 0)
        return;
    const auto firstLive = std::find_if(m_columns.begin(), m_columns.end(), isLive);
    Q_EMIT dataChanged(index(merge.firstChanged, static_cast<int>(firstLive - m_columns.begin())),
                       index(merge.lastChanged, columnCount() - 1));
}

std::optional<int> ConnectionModel::rowOf(std::uint64_t id) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [id](const auto *facts) { return facts->id == id; });
    return found == m_rows.end() ? std::nullopt : std::optional(static_cast<int>(found - m_rows.begin()));
}

int ConnectionModel::indexOf(ConnectionColumn column) const
{
    return static_cast<int>(std::find(m_columns.begin(), m_columns.end(), column) - m_columns.begin());
}

int ConnectionModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ConnectionModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant ConnectionModel::toolTip(const ConnectionFacts &facts, ConnectionColumn column) const
{
    if (column == ConnectionColumn::State)
        return sentenceOf(facts.phase);
    if (column == ConnectionColumn::Reason && facts.reason)
        return sentenceOf(*facts.reason);
    return {};
}

QVariant ConnectionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const ConnectionFacts &facts = factsAt(index.row());
    const ConnectionColumn column = columnAt(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(facts, column);
    case Qt::AccessibleTextRole: {
        const QString text = textOf(facts, column);
        return text == noValue() ? tr("none") : text;
    }
    case Qt::AccessibleDescriptionRole:
        return toolTipOf(column);
    case Qt::ToolTipRole:
        return toolTip(facts, column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    case ToneRole:
        return QVariant::fromValue(toneOf(facts, column));
    case GlyphRole:
        return QVariant::fromValue(glyphOf(facts, column));
    case ExportRole:
        return exportOf(facts, column);
    default:
        return {};
    }
}

QVariant ConnectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const ConnectionColumn column = columnAt(section);
    switch (role) {
    case Qt::DisplayRole:
        return titleOf(column);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return toolTipOf(column);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignVCenter | (isNumber(column) ? Qt::AlignRight : Qt::AlignLeft));
    case SampleRole:
        return samplesOf(column);
    case HiddenRole:
        return column == ConnectionColumn::Service;
    default:
        return {};
    }
}

} // namespace lbfy
