// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/celldelegate.h"
#include "ui/tabs/cellroles.h"
#include "ui/text/plaintip.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/palette.h"

#include <QAbstractItemView>
#include <QFontDatabase>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace lbfy {

namespace {

constexpr int glyphGap = 6;

int glyphSize(const QFontMetrics &metrics)
{
    return metrics.ascent();
}

/// The room a cell's text has, to the right of its glyph.
QRect textArea(const QRect &cell, const QFontMetrics &metrics, Glyph glyph)
{
    const int before = glyph == Glyph::None ? 0 : glyphSize(metrics) + glyphGap;
    return cell.adjusted(CellDelegate::padding + before, 0, -CellDelegate::padding, 0);
}

QFont fontFor(const QFont &normal, const QFont &monospace, const QModelIndex &index)
{
    return index.data(MonospaceRole).toBool() ? monospace : normal;
}

} // namespace

CellDelegate::CellDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_monospace(QFontDatabase::systemFont(QFontDatabase::FixedFont))
{ }

QColor CellDelegate::groundOf(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colors &colors = colorsFor(option.palette);
    const QColor &plain = index.row() % 2 == 0 ? colors.base : colors.alternate;
    if (option.state & QStyle::State_Selected) {
        const bool active = option.state & QStyle::State_HasFocus || (option.widget && option.widget->hasFocus());
        return active ? mixed(plain, colors.accent, 0.16) : mixed(plain, colors.axisText, 0.16);
    }
    return plain;
}

void CellDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colors &colors = colorsFor(option.palette);
    painter.fillRect(option.rect, groundOf(option, index));
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (!view || !view->hasFocus() || view->currentIndex().row() != index.row())
        return;
    // The focus: a line under and over the current row, and a ring round the current cell.
    painter.setPen(QPen(mixed(colors.base, colors.accent, 0.55), 1));
    painter.drawLine(option.rect.topLeft(), option.rect.topRight());
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (view->currentIndex().column() == index.column()) {
        painter.setPen(QPen(colors.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Colors &colors = colorsFor(option.palette);
    painter->save();
    painter->setClipRect(option.rect);
    paintGround(*painter, option, index);

    const QFont font = fontFor(option.font, m_monospace, index);
    painter->setFont(font);
    const QFontMetrics metrics(font);
    const auto glyph = index.data(GlyphRole).value<Glyph>();
    const QColor &ink = colorOf(index.data(ToneRole).value<Tone>(), colors);
    if (glyph != Glyph::None) {
        const int size = glyphSize(metrics);
        const QRect area(option.rect.left() + padding, option.rect.center().y() - size / 2 + (1 - size % 2), size,
                         size);
        drawGlyph(*painter, area, glyph, ink, groundOf(option, index));
    }
    const QRect area = textArea(option.rect, metrics, glyph);
    const QString text = index.data(Qt::DisplayRole).toString();
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter->setPen(ink);
    painter->drawText(area, static_cast<int>(alignment | Qt::TextSingleLine),
                      metrics.elidedText(text, Qt::ElideRight, area.width()));
    const QString detail = index.data(DetailRole).toString();
    if (!detail.isEmpty())
        paintDetail(*painter, area.adjusted(metrics.horizontalAdvance(text) + 2 * padding, 0, 0, 0), detail,
                    colors.axisText);
    painter->restore();
}

void CellDelegate::paintDetail(QPainter &painter, const QRect &area, const QString &detail, const QColor &ink) const
{
    if (area.width() < 3 * padding)
        return;
    painter.setPen(ink);
    painter.drawText(area, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine),
                     painter.fontMetrics().elidedText(detail, Qt::ElideRight, area.width()));
}

bool CellDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                             const QModelIndex &index)
{
    const QVariant own = index.data(Qt::ToolTipRole);
    if (own.isValid() && !own.toString().isEmpty())
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    const QFontMetrics metrics(fontFor(option.font, m_monospace, index));
    const QString detail = index.data(DetailRole).toString();
    const QString text = index.data(Qt::DisplayRole).toString()
            + (detail.isEmpty() ? QString() : QString(QStringLiteral("  ") + detail));
    const int room = textArea(option.rect, metrics, index.data(GlyphRole).value<Glyph>()).width();
    const bool fits = metrics.horizontalAdvance(text) + (detail.isEmpty() ? 0 : 2 * padding) <= room;
    QToolTip::showText(event->globalPos(), fits ? QString() : plainTip(text), view);
    return true;
}

} // namespace lbfy
