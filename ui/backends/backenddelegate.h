// SPDX-License-Identifier: GPL-3.0-or-later
//
// Paints the cells and opens their editors. A text that would be refused is underlined while it is typed, and neither
// Enter nor Tab closes the editor over it; only leaving it does, and then nothing is committed. Numbers apply while
// they are spun. Owner and thread: the table's.

#pragma once

#include "ui/backends/backendmodel.h"

#include <QStyledItemDelegate>

namespace lbfy {

class BackendDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit BackendDelegate(BackendModel &model, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
    void updateEditorGeometry(QWidget *editor, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const override;
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                     const QModelIndex &index) override;

Q_SIGNALS:
    /// What is wrong with the text in the open editor; empty: nothing (any more).
    void editorProblem(const QModelIndex &index, const QString &message) const;

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    QWidget *createLine(QWidget *parent, const QModelIndex &index) const;
    QWidget *createSpin(QWidget *parent, const QModelIndex &index) const;
    QWidget *createCheck(QWidget *parent, const QModelIndex &index) const;
    bool finish(QWidget *editor, EndEditHint hint);

    BackendModel &m_model;
};

} // namespace lbfy
