// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/backends/backenddelegate.h"

#include "core/config/keys.h"
#include "ui/backends/celleditors.h"
#include "ui/backends/cellpainter.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>

namespace lbfy {

namespace {

QRect checkRect(const QStyleOptionViewItem &option)
{
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    const QSize size(style->pixelMetric(QStyle::PM_IndicatorWidth, nullptr, option.widget),
                     style->pixelMetric(QStyle::PM_IndicatorHeight, nullptr, option.widget));
    return QStyle::alignedRect(option.direction, Qt::AlignCenter, size, option.rect);
}

void paintCheck(QPainter &painter, const QStyleOptionViewItem &option, bool on)
{
    QStyleOptionViewItem box = option;
    box.rect = checkRect(option);
    box.state &= ~QStyle::State_HasFocus;
    box.state |= on ? QStyle::State_On : QStyle::State_Off;
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_IndicatorItemViewItemCheck, &box, &painter, option.widget);
}

} // namespace

BackendDelegate::BackendDelegate(BackendModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) { }

void BackendDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const BackendRow &row = m_model.row(index.row());
    const Column column = toColumn(index.column());
    CellPainter cell(*painter, option.rect, option.font, option.palette);
    cell.background(option.state, option.state.testFlag(QStyle::State_HasFocus));
    if (column == Column::Backup)
        paintCheck(*painter, option, row.config.backup);
    else
        cell.content(row, column, {m_model.greatestActive(), m_model.greatestEwma()});
}

QSize BackendDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {widthOfColumn(option.font, infoOf(toColumn(index.column()))), heightOfRows(option.font)};
}

QWidget *BackendDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    Q_EMIT editorProblem(index, {});
    switch (toColumn(index.column())) {
    case Column::Weight:
    case Column::Max:
        return createSpin(parent, index);
    case Column::Backup:
        return createCheck(parent, index);
    default:
        return createLine(parent, index);
    }
}

QWidget *BackendDelegate::createLine(QWidget *parent, const QModelIndex &index) const
{
    auto *editor = new LineEditor(index, parent);
    connect(editor, &QLineEdit::textEdited, this, [this, editor](const QString &text) {
        const QString problem = m_model.check(editor->cell(), text);
        editor->setProblem(problem);
        Q_EMIT editorProblem(editor->cell(), problem);
    });
    // What only the engine can refuse is known when the text is handed over.
    connect(&m_model, &BackendModel::editRefused, editor, [editor](const QModelIndex &cell, const QString &message) {
        if (cell == editor->cell())
            editor->setProblem(message);
    });
    return editor;
}

QWidget *BackendDelegate::createSpin(QWidget *parent, const QModelIndex &index) const
{
    auto *editor = new SpinEditor(index, parent);
    const bool isWeight = index.column() == toInt(Column::Weight);
    const auto *key = findKey<BackendConfig>(isWeight ? "weight" : "max_connections");
    editor->setRange(static_cast<int>(key->min), static_cast<int>(key->max));
    editor->setValue(editor->original());
    connect(editor, &QSpinBox::valueChanged, this, [this, editor](int value) {
        if (editor->cell().isValid() && editor->cell().data(Qt::EditRole).toInt() != value)
            m_model.spin(editor->cell(), value);
    });
    return editor;
}

QWidget *BackendDelegate::createCheck(QWidget *parent, const QModelIndex &index) const
{
    auto *editor = new CheckEditor(index, parent);
    editor->setChecked(m_model.row(index.row()).config.backup);
    connect(editor, &QCheckBox::clicked, this, [this, editor](bool on) {
        m_model.setData(editor->cell(), on ? Qt::Checked : Qt::Unchecked, Qt::CheckStateRole);
    });
    return editor;
}

/// Called by the view when the cell changes as well: what is being typed is not thrown away for that.
void BackendDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (auto *line = qobject_cast<LineEditor *>(editor)) {
        if (!line->isModified())
            line->setText(index.data(Qt::EditRole).toString());
    } else if (auto *spin = qobject_cast<SpinEditor *>(editor)) {
        if (spin->value() != index.data(Qt::EditRole).toInt())
            spin->setValue(index.data(Qt::EditRole).toInt());
    } else if (auto *check = qobject_cast<CheckEditor *>(editor)) {
        check->setChecked(index.data(Qt::CheckStateRole).toInt() == Qt::Checked);
    }
}

void BackendDelegate::setModelData(QWidget *editor, QAbstractItemModel *, const QModelIndex &index) const
{
    if (const auto *line = qobject_cast<LineEditor *>(editor)) {
        if (line->isModified())
            m_model.setData(index, line->text());
    } else if (auto *spin = qobject_cast<SpinEditor *>(editor)) {
        spin->interpretText(); // applies by valueChanged()
    }
}

void BackendDelegate::updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                                           const QModelIndex &index) const
{
    QRect rect = option.rect.adjusted(1, 2, -1, -3);
    if (index.column() == toInt(Column::Backup))
        rect = checkRect(option);
    else if (qobject_cast<QSpinBox *>(editor))
        // Room for the digits and the buttons, over the neighbour on the left if need be.
        rect.setLeft(std::min(rect.left(), rect.right() - editor->fontMetrics().horizontalAdvance(u'8') * 4 - 34));
    editor->setGeometry(rect);
}

/// A click on the box toggles; a click beside it only selects.
bool BackendDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                  const QModelIndex &index)
{
    if (index.column() != toInt(Column::Backup))
        return QStyledItemDelegate::editorEvent(event, model, option, index);
    const bool isMouse = event->type() == QEvent::MouseButtonRelease || event->type() == QEvent::MouseButtonDblClick
            || event->type() == QEvent::MouseButtonPress;
    const bool isSpace = event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Space;
    if (isMouse) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        if (mouse->button() != Qt::LeftButton
            || !checkRect(option).adjusted(-6, -6, 6, 6).contains(mouse->position().toPoint()))
            return false;
        if (event->type() != QEvent::MouseButtonRelease)
            return event->type() == QEvent::MouseButtonDblClick;
    } else if (!isSpace) {
        return false;
    }
    model->setData(index, m_model.row(index.row()).config.backup ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
    return true;
}

/// Commits and closes, unless the text is refused: then it stays, to be mended.
bool BackendDelegate::finish(QWidget *editor, EndEditHint hint)
{
    if (auto *line = qobject_cast<LineEditor *>(editor)) {
        const QModelIndex cell = line->cell();
        if (line->isModified() && !m_model.setData(cell, line->text()))
            return true;
        line->setModified(false);
    } else if (auto *spin = qobject_cast<SpinEditor *>(editor)) {
        spin->interpretText();
    }
    Q_EMIT closeEditor(editor, hint);
    return true;
}

bool BackendDelegate::eventFilter(QObject *object, QEvent *event)
{
    auto *editor = qobject_cast<QWidget *>(object);
    if (!editor || event->type() != QEvent::KeyPress)
        return QStyledItemDelegate::eventFilter(object, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return finish(editor, NoHint);
    case Qt::Key_Tab:
        return finish(editor, EditNextItem);
    case Qt::Key_Backtab:
        return finish(editor, EditPreviousItem);
    case Qt::Key_Escape: {
        if (auto *spin = qobject_cast<SpinEditor *>(editor))
            spin->setValue(spin->original());
        if (auto *line = qobject_cast<LineEditor *>(editor))
            Q_EMIT editorProblem(line->cell(), {});
        Q_EMIT closeEditor(editor, RevertModelCache);
        return true;
    }
    default:
        return QStyledItemDelegate::eventFilter(object, event);
    }
}

} // namespace lbfy
