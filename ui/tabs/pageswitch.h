// SPDX-License-Identifier: GPL-3.0-or-later
//
// A few pages of one tab, side by side as buttons with a count: "Open 128 | Closed 1,000". Arrow keys move between them.
// Thread: the window's.

#pragma once

#include "ui/theme/colors.h"

#include <QAbstractButton>
#include <QList>
#include <QWidget>

class QButtonGroup;

namespace lbfy {

class PageSwitch final : public QWidget
{
    Q_OBJECT
public:
    PageSwitch(const QString &name, const QList<QString> &titles, QWidget *parent);

    void setColors(const Colors &colors);
    /// Shown behind the title.
    void setCount(int page, const QString &count);
    int page() const;
    void setPage(int page);

Q_SIGNALS:
    void pageChosen(int page);

private:
    class Button;
    QButtonGroup *m_group;
    QList<Button *> m_buttons;
};

} // namespace lbfy
