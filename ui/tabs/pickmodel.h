// SPDX-License-Identifier: GPL-3.0-or-later
//
// The last picks as a table, newest on top. Picks have no numbers, so a new list is laid against the old one by the
// newest pick known. Thread and owner: the window's.

#pragma once

#include "core/observe/activity.h"

#include <QAbstractTableModel>

#include <deque>

namespace lbfy {

class PickModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column : int { Time, Client, Service, Strategy, Chosen, columns };
    static constexpr std::size_t kept = 100;

    using QAbstractTableModel::QAbstractTableModel;

    /// `picks` as in Activity: newest last.
    void update(const std::vector<Pick> &picks);
    /// How many of `picks` update() would add.
    int freshIn(const std::vector<Pick> &picks) const;
    const Pick &pickAt(int row) const { return m_picks[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString textOf(const Pick &pick, int column) const;

    std::deque<Pick> m_picks; ///< newest first
};

} // namespace lbfy
