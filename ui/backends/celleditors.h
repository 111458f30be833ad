// SPDX-License-Identifier: GPL-3.0-or-later
//
// The editors of cells. Each keeps the cell it belongs to, which stays the same through inserts, removals and sorting,
// and the value it began with, for Esc. Owner: the table's viewport.

#pragma once

#include <QCheckBox>
#include <QLineEdit>
#include <QPersistentModelIndex>
#include <QSpinBox>

namespace lbfy {

class LineEditor final : public QLineEdit
{
    Q_OBJECT
public:
    LineEditor(const QModelIndex &cell, QWidget *parent);

    QPersistentModelIndex cell() const { return m_cell; }
    void setProblem(const QString &message);
    bool hasProblem() const { return m_hasProblem; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QPersistentModelIndex m_cell;
    bool m_hasProblem = false;
};

class SpinEditor final : public QSpinBox
{
    Q_OBJECT
public:
    SpinEditor(const QModelIndex &cell, QWidget *parent);

    QPersistentModelIndex cell() const { return m_cell; }
    /// The value before the editor was opened.
    int original() const { return m_original; }

private:
    QPersistentModelIndex m_cell;
    int m_original;
};

class CheckEditor final : public QCheckBox
{
    Q_OBJECT
public:
    CheckEditor(const QModelIndex &cell, QWidget *parent);

    QPersistentModelIndex cell() const { return m_cell; }

private:
    QPersistentModelIndex m_cell;
};

} // namespace lbfy
