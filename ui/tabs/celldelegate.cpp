// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/celldelegate.h"
#include "ui/tabs/cellroles.h"
#include "ui/tabs/shapes.h"

#include <QAbstractItemView>
#include <QFontDatabase>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <cmath>

namespace lbfy {

namespace {

constexpr int shapeGap = 6;

int shapeSize(const QFontMetrics &metrics)
{
    return metrics.ascent();
}

QColor blended(const QColor &over, const QColor &under, double share)
{
    const auto mix = [share](int a, int b) { return static_cast<int>(std::lround(a * share + b * (1 - share))); };
    return QColor(mix(over.red(), under.red()), mix(over.green(), under.green()), mix(over.blue(), under.blue()));
}

/// The room a cell's text has, to the right of its shape.
QRect textArea(const QRect &cell, const QFontMetrics &metrics, Shape shape)
{
    const int before = shape == Shape::None ? 0 : shapeSize(metrics) + shapeGap;
    return cell.adjusted(CellDelegate::padding + before, 0, -CellDelegate::padding, 0);
}

QFont fontFor(const QFont &normal, const QFont &monospace, const QModelIndex &index)
{
    return index.data(MonospaceRole).toBool() ? monospace : normal;
}

} // namespace

CellDelegate::CellDelegate(QObject *parent)
    : QStyledItemDelegate(parent)
    , m_colors(colorsOf(Scheme::Light))
    , m_monospace(QFontDatabase::systemFont(QFontDatabase::FixedFont))
{ }

QColor CellDelegate::groundOf(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QColor &plain = index.row() % 2 == 0 ? m_colors.base : m_colors.alternate;
    if (option.state & QStyle::State_Selected) {
        const bool active = option.state & QStyle::State_HasFocus || (option.widget && option.widget->hasFocus());
        return active ? blended(m_colors.accent, plain, 0.16) : blended(m_colors.axisText, plain, 0.16);
    }
    return plain;
}

void CellDelegate::paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter.fillRect(option.rect, groundOf(option, index));
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (!view || !view->hasFocus() || view->currentIndex().row() != index.row())
        return;
    // The focus: a line under and over the current row, and a ring round the current cell.
    painter.setPen(QPen(blended(m_colors.accent, m_colors.base, 0.55), 1));
    painter.drawLine(option.rect.topLeft(), option.rect.topRight());
    painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (view->currentIndex().column() == index.column()) {
        painter.setPen(QPen(m_colors.accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setClipRect(option.rect);
    paintGround(*painter, option, index);

    const QFont font = fontFor(option.font, m_monospace, index);
    painter->setFont(font);
    const QFontMetrics metrics(font);
    const auto shape = index.data(ShapeRole).value<Shape>();
    const QColor &ink = colorOf(index.data(ToneRole).value<Tone>(), m_colors);
    if (shape != Shape::None) {
        const int size = shapeSize(metrics);
        const QRect area(option.rect.left() + padding, option.rect.center().y() - size / 2 + (1 - size % 2), size,
                         size);
        drawShape(*painter, area, shape, ink, groundOf(option, index));
    }
    const QRect area = textArea(option.rect, metrics, shape);
    const QString text = index.data(Qt::DisplayRole).toString();
    const auto alignment = index.data(Qt::TextAlignmentRole).value<Qt::Alignment>();
    painter->setPen(ink);
    painter->drawText(area, static_cast<int>(alignment | Qt::TextSingleLine),
                      metrics.elidedText(text, Qt::ElideRight, area.width()));
    paintDetail(*painter, area, metrics.horizontalAdvance(text), index);
    painter->restore();
}

void CellDelegate::paintDetail(QPainter &painter, const QRect &area, int used, const QModelIndex &index) const
{
    const QString detail = index.data(DetailRole).toString();
    const QRect rest = area.adjusted(used + 2 * padding, 0, 0, 0);
    if (detail.isEmpty() || rest.width() < 3 * padding)
        return;
    painter.setPen(m_colors.axisText);
    painter.drawText(rest, static_cast<int>(Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine),
                     painter.fontMetrics().elidedText(detail, Qt::ElideRight, rest.width()));
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
    const int room = textArea(option.rect, metrics, index.data(ShapeRole).value<Shape>()).width();
    const bool fits = metrics.horizontalAdvance(text) + (detail.isEmpty() ? 0 : 2 * padding) <= room;
    // As plain text: a message from outside must not be taken for markup.
    QToolTip::showText(event->globalPos(), fits ? QString() : QString(text.toHtmlEscaped()), view);
    return true;
}

} // namespace lbfy
