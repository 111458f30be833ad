// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table that all tabs share: rows of one height, columns that the user chooses and that keep their widths, one
// column that fills what is left, copying of cells, rows and CSV, and a placeholder where it is empty. Nothing here
// measures contents, so a tick costs what is visible. Thread: the window's.

#pragma once

#include "ui/tabs/columnheader.h"
#include "ui/widgets/placeholder.h"

#include <QTableView>

namespace lbfy {

class CellDelegate;

class DataView final : public QTableView
{
    Q_OBJECT
public:
    /// `name` is what a screen reader calls it.
    explicit DataView(const QString &name, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    /// The column that takes the room which the others leave, and so many points at least.
    void setFillColumn(int column, int least = 128);
    /// A column that is to be as wide as `widest` where the fill column has room to spare, until the user sizes it.
    void setWideningColumn(int column, const QString &widest);

    ColumnHeader &columns() { return *m_header; }
    void say(const Placeholder::Words &words) { m_placeholder->say(words); }
    void sayNothing() { m_placeholder->hide(); }

    QByteArray saveColumns() const;
    /// False, and nothing changes, if it was saved for other columns.
    bool restoreColumns(const QByteArray &state);

    /// Selected rows from top to bottom.
    QList<int> selectedRows() const;
    QString selectedAsTsv() const;
    QString allAsCsv() const;

Q_SIGNALS:
    /// Before the context menu opens: entries added here come first.
    void menuOpened(QMenu &menu, const QModelIndex &at);
    void placeholderActionTriggered();
    /// True while the pointer is over the rows or their menu is open: nothing should move.
    void pointed(bool at);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QList<int> visibleColumns() const;
    void fill();
    void widen();

    ColumnHeader *m_header;
    CellDelegate *m_delegate;
    Placeholder *m_placeholder;
    int m_fillColumn = -1;
    int m_leastFill = 0;
    int m_wideningColumn = -1;
    QString m_widest;
    int m_widened = 0; ///< pixels that the widening column was given last; another width is the user's
    bool m_filling = false;
    bool m_inMenu = false;
};

} // namespace lbfy
