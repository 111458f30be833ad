// SPDX-License-Identifier: GPL-3.0-or-later
//
// Paints the cells of the tabs: a tinted background for selected rows instead of a filled one, so that the tones keep
// their contrast; a shape before the word; a muted detail behind it. It asks only what it draws, which is most of what a
// repaint of a busy table costs.

#pragma once

#include <QFont>
#include <QStyledItemDelegate>

namespace lbfy {

class CellDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    static constexpr int padding = 6;

    explicit CellDelegate(QObject *parent);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// A cell whose text does not fit shows it as tool tip.
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

private:
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    QColor groundOf(const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintDetail(QPainter &painter, const QRect &area, const QString &detail, const QColor &ink) const;

    QFont m_monospace;
};

} // namespace lbfy
