// SPDX-License-Identifier: GPL-3.0-or-later
//
// Several bars, one below the other: errors, then warnings, then the rest, each in the order in which they came. With
// nothing to say it has no height. Where a bar must not push the rows under the pointer away, ToastArea lays the same
// stack over the foot of a widget instead. Thread: UI.

#pragma once

#include "ui/widgets/infobar.h"

#include <QWidget>

class QVBoxLayout;

namespace lbfy {

class InfoBarStack final : public QWidget
{
    Q_OBJECT
public:
    explicit InfoBarStack(QWidget *parent = nullptr);

    /// Shows it, in the place of a bar with the same id if there is one. The stack owns the bar.
    InfoBar *show(InfoContent content);
    /// Takes the bar of that id away: what it said is no longer so.
    void dismiss(const QString &id);
    void clear();
    /// From top to bottom.
    QList<InfoBar *> bars() const { return m_bars; }

Q_SIGNALS:
    void changed();

private:
    void place(InfoBar *bar);
    void remove(InfoBar *bar);

    QVBoxLayout *m_layout;
    QList<InfoBar *> m_bars;
};

/// A stack at the bottom of `over`, in the middle, above its other contents.
class ToastArea final : public QWidget
{
    Q_OBJECT
public:
    explicit ToastArea(QWidget *over);

    InfoBarStack &stack() { return *m_stack; }
    InfoBar *show(InfoContent content) { return m_stack->show(std::move(content)); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void arrange();

    InfoBarStack *m_stack;
};

} // namespace lbfy
