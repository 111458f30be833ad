// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which rows the model has, in which order, and what of them has changed.

#include "ui/backends/backendmodel.h"

#include <QCollator>
#include <QLocale>

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace lbfy {

using Changed = std::bitset<columnCount>;

BackendModel::BackendModel(Document &document, QObject *parent) : QAbstractTableModel(parent), m_document(document)
{
    connect(&document, &Document::backendsChanged, this, [this](ServiceId service) {
        if (service == m_service)
            followDocument();
    });
    connect(&document, &Document::servicesChanged, this, [this] {
        // A service that is gone has no rows; undo brings both back.
        if (!m_document.service(m_service))
            followDocument();
    });
}

void BackendModel::setService(ServiceId service)
{
    if (m_service == service)
        return;
    beginResetModel();
    m_service = service;
    m_shown.clear();
    m_rows.clear();
    endResetModel();
    followDocument();
}

int BackendModel::rowOf(BackendId id) const
{
    const auto found = std::ranges::find(m_shown, id, &BackendRow::id);
    return found == m_shown.end() ? -1 : static_cast<int>(found - m_shown.begin());
}

void BackendModel::insertRow(std::size_t position, BackendRow *row)
{
    beginInsertRows({}, static_cast<int>(position), static_cast<int>(position));
    m_shown.insert(m_shown.begin() + static_cast<std::ptrdiff_t>(position), row);
    endInsertRows();
}

void BackendModel::removeRowAt(std::size_t position)
{
    beginRemoveRows({}, static_cast<int>(position), static_cast<int>(position));
    m_shown.erase(m_shown.begin() + static_cast<std::ptrdiff_t>(position));
    endRemoveRows();
}

/// The fewest changes that lead to what the document has now: everything else keeps its index, selection and editor.
void BackendModel::followDocument()
{
    const std::vector<BackendId> ids = m_document.backends(m_service);
    for (std::size_t i = m_shown.size(); i-- > 0;) {
        if (std::ranges::find(ids, m_shown[i]->id) == ids.end())
            removeRowAt(i);
    }
    std::erase_if(m_rows, [&ids](const auto &entry) { return std::ranges::find(ids, entry.first) == ids.end(); });

    std::vector<Changed> changed(m_shown.size());
    std::vector<std::pair<std::size_t, BackendRow *>> added;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto [entry, isNew] = m_rows.try_emplace(ids[i]);
        BackendRow &row = entry->second;
        row.id = ids[i];
        const Changed cells = row.setConfig(*m_document.backend(ids[i]), m_document.colorIndex(ids[i]));
        if (isNew) {
            row.setLive(nullptr, {});
            added.emplace_back(i, &row);
        } else if (const int shown = rowOf(ids[i]); shown >= 0) {
            changed[static_cast<std::size_t>(shown)] = cells;
        }
    }
    tell(changed, ColumnKind::Editable);
    // New rows are shown whatever the filter says: they were asked for just now.
    const bool natural = m_sortColumn < 0 && m_shown.size() + added.size() == ids.size();
    for (const auto &[position, row] : added)
        insertRow(natural ? std::min(position, m_shown.size()) : m_shown.size(), row);
    if (m_sortColumn < 0)
        order();
    updateScales();
}

void BackendModel::setSnapshot(const ServiceSnapshot *snapshot, WallTime at)
{
    std::unordered_map<std::string_view, const BackendSnapshot *> seen;
    if (snapshot) {
        for (const BackendSnapshot &backend : snapshot->backends)
            seen.emplace(backend.name, &backend);
    }
    const std::uint64_t activeBefore = m_greatestActive;
    const double ewmaBefore = m_greatestEwma;
    std::map<BackendId, Changed> changes;
    for (auto &[id, row] : m_rows) {
        const auto found = seen.find(row.config.name);
        changes[id] = row.setLive(found == seen.end() ? nullptr : found->second, at);
    }
    updateScales();
    std::vector<Changed> changed;
    for (const BackendRow *row : m_shown) {
        Changed &cells = changed.emplace_back(changes[row->id]);
        if (m_greatestActive != activeBefore)
            cells.set(static_cast<std::size_t>(Column::Active));
        if (m_greatestEwma != ewmaBefore)
            cells.set(static_cast<std::size_t>(Column::Ewma));
    }
    tell(changed, ColumnKind::Live);
    if (m_held)
        return;
    if (m_problemsOnly)
        sift(m_kept);
    // What comes into sight takes its place in the configuration's order; sorted, it waits at the end for a sort.
    if (m_sortColumn < 0 ? m_problemsOnly : m_keepSorted)
        order();
}

void BackendModel::updateScales()
{
    m_greatestActive = 0;
    m_greatestEwma = 0;
    for (const auto &[id, row] : m_rows) {
        m_greatestActive = std::max(m_greatestActive, row.active);
        m_greatestEwma = std::max(m_greatestEwma, row.recent.greatestEwma());
    }
}

/// One signal for each run of neighbouring columns of that kind, over the rows that changed in it.
void BackendModel::tell(const std::vector<Changed> &changed, ColumnKind kind)
{
    static const QList<int> liveRoles {Qt::DisplayRole, SecondLineRole, Qt::ToolTipRole, Qt::AccessibleTextRole};
    static const QList<int> editableRoles {Qt::DisplayRole, Qt::EditRole, Qt::CheckStateRole, Qt::ToolTipRole,
                                           Qt::AccessibleTextRole};
    constexpr int none = -1;
    for (int begin = 0; begin < columnCount();) {
        int end = begin;
        int left = none;
        int right = none;
        int top = none;
        int bottom = none;
        for (; end < columnCount() && infoOf(toColumn(end)).kind == kind; ++end) {
            for (std::size_t i = 0; i < changed.size(); ++i) {
                if (!changed[i][static_cast<std::size_t>(end)])
                    continue;
                const int number = static_cast<int>(i);
                left = left == none ? end : left;
                right = end;
                top = top == none ? number : std::min(top, number);
                bottom = std::max(bottom, number);
            }
        }
        if (left != none)
            Q_EMIT dataChanged(index(top, left), index(bottom, right),
                               kind == ColumnKind::Live ? liveRoles : editableRoles);
        begin = end + 1;
    }
}

bool BackendModel::passes(const BackendRow &row) const
{
    if (m_problemsOnly && !row.isProblem())
        return false;
    return m_filter.isEmpty() || row.cell(Column::Name).first.contains(m_filter, Qt::CaseInsensitive)
            || row.cell(Column::Address).first.contains(m_filter, Qt::CaseInsensitive)
            || row.stateWord().contains(m_filter, Qt::CaseInsensitive);
}

void BackendModel::setFilter(const QString &text)
{
    m_filter = text.trimmed();
    sift({});
    order();
}

void BackendModel::setProblemsOnly(bool on)
{
    m_problemsOnly = on;
    sift({});
    order();
}

void BackendModel::setKeepSorted(bool on)
{
    m_keepSorted = on;
    if (on)
        order();
}

void BackendModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    this->order();
}

void BackendModel::sift(const std::vector<BackendId> &stay)
{
    for (std::size_t i = m_shown.size(); i-- > 0;) {
        if (!passes(*m_shown[i]) && std::ranges::find(stay, m_shown[i]->id) == stay.end())
            removeRowAt(i);
    }
    const std::vector<BackendId> ids = m_document.backends(m_service);
    for (const BackendId id : ids) {
        BackendRow &row = m_rows.at(id);
        if (rowOf(id) < 0 && passes(row))
            insertRow(m_shown.size(), &row);
    }
}

bool BackendModel::comesBefore(const BackendRow &a, const BackendRow &b) const
{
    const Column column = toColumn(m_sortColumn);
    const bool ascending = m_sortOrder == Qt::AscendingOrder;
    if (column == Column::Name || column == Column::Address) {
        static const QCollator collator = [] {
            // The C locale knows no numbers in names.
            const QLocale locale;
            QCollator numeric(locale.language() == QLocale::C ? QLocale(QLocale::English) : locale);
            numeric.setNumericMode(true);
            numeric.setCaseSensitivity(Qt::CaseInsensitive);
            return numeric;
        }();
        const int difference = collator.compare(a.cell(column).first, b.cell(column).first);
        return ascending ? difference < 0 : difference > 0;
    }
    const auto &x = a.sortBy[static_cast<std::size_t>(column)];
    const auto &y = b.sortBy[static_cast<std::size_t>(column)];
    if (!x || !y)
        return x.has_value() && !y.has_value();
    return ascending ? *x < *y : *x > *y;
}

void BackendModel::order()
{
    // The configuration's order first, so that equal rows have a place of their own.
    const std::vector<BackendId> ids = m_document.backends(m_service);
    std::map<BackendId, std::size_t> position;
    for (std::size_t i = 0; i < ids.size(); ++i)
        position[ids[i]] = i;
    std::vector<BackendRow *> wanted = m_shown;
    std::ranges::sort(wanted, {}, [&position](const BackendRow *row) { return position[row->id]; });
    if (m_sortColumn >= 0)
        std::ranges::stable_sort(wanted, [this](const auto *a, const auto *b) { return comesBefore(*a, *b); });
    if (wanted == m_shown)
        return;
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    std::vector<BackendId> tied;
    for (const QModelIndex &cell : before)
        tied.push_back(idAt(cell.row()));
    m_shown = std::move(wanted);
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after << index(rowOf(tied[static_cast<std::size_t>(i)]), before[i].column());
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

} // namespace lbfy
