// SPDX-License-Identifier: GPL-3.0-or-later
//
// The result of a load as a table, growing while it runs: quantiles in columns, all else as one text over all of them.
// Thread and owner: the window's.

#pragma once

#include "core/lab/loadfigures.h"
#include "core/lab/loadreport.h"
#include "ui/theme/colors.h"

#include <QAbstractTableModel>
#include <QStringList>

#include <vector>

namespace lbfy {

class LoadResult final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column : int { Title, P50, P90, P99, P999, Max, columns };

    using QAbstractTableModel::QAbstractTableModel;

    void show(const LoadReport &report, const LoadFigures &figures);
    /// Whether the row is one text, in column P50.
    bool isText(int row) const { return m_rows.at(static_cast<std::size_t>(row)).cells.size() == 1; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// Rows have come or gone, or have become another kind.
    void shapeChanged();

private:
    struct Row {
        QString title;
        QStringList cells; ///< a text, or one for each column from P50 on
        Tone tone = Tone::Plain;
    };

    static std::vector<Row> rowsOf(const LoadReport &report, const LoadFigures &figures);
    static void addErrors(std::vector<Row> &rows, const LoadReport &report);
    QString cell(const Row &row, int column) const;

    std::vector<Row> m_rows;
};

} // namespace lbfy
