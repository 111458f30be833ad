// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/backends/celleditors.h"

#include "ui/backends/columns.h"
#include "ui/text/plaintip.h"
#include "ui/theme/palette.h"

#include <QCoreApplication>
#include <QPainter>

namespace lbfy {

namespace {

void prepare(QWidget &editor, const QModelIndex &cell)
{
    const ColumnInfo &info = infoOf(toColumn(cell.column()));
    const QString name = cell.siblingAtColumn(toInt(Column::Name)).data().toString();
    editor.setAccessibleName(
            QCoreApplication::translate("lbfy::CellEditor", "%1 of %2").arg(info.translatedTitle(), name));
    editor.setAccessibleDescription(info.translatedExplanation());
    editor.setAutoFillBackground(true);
}

} // namespace

LineEditor::LineEditor(const QModelIndex &cell, QWidget *parent) : QLineEdit(parent), m_cell(cell)
{
    prepare(*this, cell);
    // The text stays where the cell had it.
    setTextMargins(2, 0, 2, 0);
}

void LineEditor::setProblem(const QString &message)
{
    m_hasProblem = !message.isEmpty();
    setToolTip(plainTip(message));
    update();
}

void LineEditor::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (!m_hasProblem)
        return;
    QPainter painter(this);
    const QColor &ink = colorsFor(palette()).down;
    painter.fillRect(QRect(2, height() - 3, width() - 4, 2), ink);
}

SpinEditor::SpinEditor(const QModelIndex &cell, QWidget *parent)
    : QSpinBox(parent)
    , m_cell(cell)
    , m_original(cell.data(Qt::EditRole).toInt())
{
    prepare(*this, cell);
    setAlignment(Qt::AlignRight);
    setKeyboardTracking(false);
    setAccelerated(true);
}

CheckEditor::CheckEditor(const QModelIndex &cell, QWidget *parent) : QCheckBox(parent), m_cell(cell)
{
    prepare(*this, cell);
}

} // namespace lbfy
