// SPDX-License-Identifier: GPL-3.0-or-later
//
// The backends of one service as rows. What is configured comes from the Document and goes back to it; what is live
// comes from snapshots. A snapshot tells of live columns only, so that it cannot disturb an editor; the order of the
// rows changes when somebody asks for it, and never under the pointer. Sorting and filtering are done here rather than
// in a proxy, which would do them anew with each tick. Owner and thread: the window's.

#pragma once

#include "core/observe/snapshot.h"
#include "ui/backends/backendrow.h"
#include "ui/document/document.h"

#include <QAbstractTableModel>

#include <map>
#include <utility>
#include <vector>

namespace lbfy {

class BackendModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role {
        IdRole = Qt::UserRole, ///< BackendId
        SecondLineRole, ///< the small text under the first
    };

    explicit BackendModel(Document &document, QObject *parent = nullptr);

    void setService(ServiceId service);
    ServiceId service() const { return m_service; }
    /// Null: the service does not run.
    void setSnapshot(const ServiceSnapshot *snapshot, WallTime at);

    const BackendRow &row(int row) const { return *m_shown[static_cast<std::size_t>(row)]; }
    BackendId idAt(int row) const { return this->row(row).id; }
    /// -1: not shown.
    int rowOf(BackendId id) const;
    /// How many there are, shown or not.
    int total() const { return static_cast<int>(m_rows.size()); }
    Document &document() const { return m_document; }

    /// The scales of the bars and sparklines, the same for every row.
    std::uint64_t greatestActive() const { return m_greatestActive; }
    double greatestEwma() const { return m_greatestEwma; }

    /// What is wrong with a text for a cell; empty: nothing.
    QString check(const QModelIndex &index, const QString &text) const;
    /// As setData(), as one undo step with the value before while somebody spins.
    bool spin(const QModelIndex &index, int value);

    /// Empty: every backend.
    void setFilter(const QString &text);
    bool isFiltered() const { return !m_filter.isEmpty(); }
    void setProblemsOnly(bool on);
    bool isProblemsOnly() const { return m_problemsOnly; }
    void setKeepSorted(bool on);
    bool keepsSorted() const { return m_keepSorted; }
    /// While held (pointer over the table, editor or menu open), rows stay where they are.
    void setHeld(bool held) { m_held = held; }
    /// What is selected stays in sight, even if it no longer passes the filter: what somebody is about to do concerns it.
    void setKept(std::vector<BackendId> ids) { m_kept = std::move(ids); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    void multiData(const QModelIndex &index, QModelRoleDataSpan roles) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role = Qt::EditRole) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;
    /// Column -1: the order of the configuration.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

Q_SIGNALS:
    void editRefused(const QModelIndex &index, const QString &message);
    void editAccepted(const QModelIndex &index);

private:
    static std::optional<BackendField> fieldOf(int column);
    bool commit(const QModelIndex &index, const QString &text, Merging merging);
    QVariant valueOf(const BackendRow &row, Column column, int role) const;
    QString spoken(const BackendRow &row, Column column) const;

    void followDocument();
    void insertRow(std::size_t position, BackendRow *row);
    void removeRowAt(std::size_t position);
    /// Puts what passes the filter in, the rest but what is to stay out.
    void sift(const std::vector<BackendId> &stay);
    void order();
    bool passes(const BackendRow &row) const;
    bool comesBefore(const BackendRow &a, const BackendRow &b) const;
    void updateScales();
    void tell(const std::vector<std::bitset<::lbfy::columnCount>> &changed, ColumnKind kind);

    Document &m_document;
    ServiceId m_service = 0;
    std::map<BackendId, BackendRow> m_rows; ///< all of the service's
    std::vector<BackendRow *> m_shown; ///< those shown, in order
    std::uint64_t m_greatestActive = 0;
    double m_greatestEwma = 0;
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
    QString m_filter;
    bool m_problemsOnly = false;
    bool m_keepSorted = false;
    bool m_held = false;
    std::vector<BackendId> m_kept;
};

} // namespace lbfy
