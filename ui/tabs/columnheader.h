// SPDX-License-Identifier: GPL-3.0-or-later
//
// Column titles with a column chooser in their context menu. Owner: its DataView; thread: the window's.

#pragma once

#include "ui/widgets/tableheader.h"

class QMenu;

namespace lbfy {

class ColumnHeader final : public TableHeader
{
    Q_OBJECT
public:
    explicit ColumnHeader(QWidget *parent);

    /// Adds an entry to tick for each column, and one to put them back.
    void fillChooser(QMenu &menu);
    /// Widths, order and visibility as they were at first.
    void resetColumns();
    /// Pixels for the title and a usual content.
    int defaultWidth(int section) const;

Q_SIGNALS:
    void chooserOpened(QMenu &menu); ///< to add further entries
    /// Widths, order, visibility or sorting: worth saving.
    void arrangementChanged();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
};

} // namespace lbfy
