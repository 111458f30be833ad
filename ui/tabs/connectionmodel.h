// SPDX-License-Identifier: GPL-3.0-or-later
//
// The connections of an Activity as a table: those open now or those closed last. Ten thousand rows twice a second
// leave no room for resets or proxies, so filter and order live in here, and each picture is laid against the one
// before by id: new rows are appended in one batch, all rows take their places in one change of layout, and what has gone
// is cut off the end in one batch. Selection and current row follow their connection through that.
//
// Thread and owner: the window's.

#pragma once

#include "ui/tabs/connectioncolumns.h"
#include "ui/tabs/connectionfilter.h"

#include <QAbstractTableModel>

#include <span>
#include <vector>

namespace lbfy {

class ConnectionModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum class Shows : std::uint8_t { Open, Closed };
    /// Rest: rows keep their order and new ones come last, so that nothing moves under the pointer.
    enum class Order : std::uint8_t { Sorted, Rest };

    explicit ConnectionModel(Shows shows, QObject *parent = nullptr);

    /// Null: nobody watches, nothing is known.
    void setActivity(ActivityPtr activity);
    void setFilter(ConnectionFilter filter);
    const ConnectionFilter &filter() const { return m_filter; }
    void setOrder(Order order);
    void sort(int column, Qt::SortOrder order) override;

    /// Connections in the picture, before the filter.
    std::size_t listed() const { return m_facts.size(); }
    const ConnectionFacts &factsAt(int row) const { return *m_rows[static_cast<std::size_t>(row)]; }
    std::optional<int> rowOf(std::uint64_t id) const;
    ConnectionColumn columnAt(int column) const { return m_columns[static_cast<std::size_t>(column)]; }
    int indexOf(ConnectionColumn column) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    using Rows = std::vector<const ConnectionFacts *>;
    struct Merge; ///< the new picture laid against the old one

    void takeFacts();
    void rearrange();
    Merge merged() const;
    void inOrder(Rows &rows) const;
    void permute(const Rows &kept, const Rows &gone);
    void tellChanges(const Merge &merge);
    QVariant toolTip(const ConnectionFacts &facts, ConnectionColumn column) const;

    const Shows m_shows;
    const std::span<const ConnectionColumn> m_columns;
    ActivityPtr m_activity;
    std::vector<ConnectionFacts> m_facts; ///< of m_activity, as it lists them
    Rows m_rows; ///< into m_facts, as shown
    ConnectionFilter m_filter;
    Order m_order = Order::Sorted;
    ConnectionColumn m_sortColumn;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
};

} // namespace lbfy
