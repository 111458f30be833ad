// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/columnheader.h"
#include "ui/tabs/celldelegate.h"
#include "ui/tabs/cellroles.h"

#include <QContextMenuEvent>
#include <QMenu>

namespace lbfy {

ColumnHeader::ColumnHeader(QWidget *parent) : TableHeader(CellDelegate::padding, parent)
{
    setMinimumSectionSize(32);
    setStretchLastSection(false);
    connect(this, &QHeaderView::sectionResized, this, &ColumnHeader::arrangementChanged);
    connect(this, &QHeaderView::sectionMoved, this, &ColumnHeader::arrangementChanged);
    connect(this, &QHeaderView::sortIndicatorChanged, this, &ColumnHeader::arrangementChanged);
}

int ColumnHeader::defaultWidth(int section) const
{
    const QFontMetrics metrics = fontMetrics();
    const QString title = model()->headerData(section, orientation()).toString();
    int sample = 0;
    for (const QString &text : model()->headerData(section, orientation(), SampleRole).toStringList())
        sample = std::max(sample, metrics.horizontalAdvance(text));
    const int heading = metrics.horizontalAdvance(title) + arrowWidth + arrowGap;
    return std::max(heading, sample) + 2 * CellDelegate::padding;
}

void ColumnHeader::resetColumns()
{
    for (int section = 0; section < count(); ++section) {
        moveSection(visualIndex(section), section);
        setSectionHidden(section, model()->headerData(section, orientation(), HiddenRole).toBool());
        if (!isSectionHidden(section))
            resizeSection(section, defaultWidth(section));
    }
}

void ColumnHeader::fillChooser(QMenu &menu)
{
    const bool oneLeft = count() - hiddenSectionCount() <= 1;
    for (int visual = 0; visual < count(); ++visual) {
        const int section = logicalIndex(visual);
        QAction *entry = menu.addAction(model()->headerData(section, orientation()).toString());
        entry->setToolTip(model()->headerData(section, orientation(), Qt::ToolTipRole).toString());
        entry->setCheckable(true);
        entry->setChecked(!isSectionHidden(section));
        entry->setEnabled(isSectionHidden(section) || !oneLeft);
        connect(entry, &QAction::toggled, this, [this, section](bool shown) {
            setSectionHidden(section, !shown);
            // A column hidden from the start has never got a width.
            if (shown && sectionSize(section) < defaultWidth(section))
                resizeSection(section, defaultWidth(section));
            Q_EMIT arrangementChanged();
        });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("Reset columns")), &QAction::triggered, this, [this] {
        resetColumns();
        Q_EMIT arrangementChanged();
    });
}

void ColumnHeader::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    menu.setToolTipsVisible(true);
    fillChooser(menu);
    Q_EMIT chooserOpened(menu);
    menu.exec(event->globalPos());
}

} // namespace lbfy
