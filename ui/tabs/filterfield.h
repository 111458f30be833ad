// SPDX-License-Identifier: GPL-3.0-or-later
//
// A field to filter by: waits for a pause in typing, underlines what it is told is wrong, Escape empties it. Thread: the
// window's.

#pragma once

#include "ui/theme/colors.h"

#include <QLineEdit>
#include <QList>

class QTimer;

namespace lbfy {

class FilterField final : public QLineEdit
{
    Q_OBJECT
public:
    struct Mark {
        int start = 0;
        int length = 0;
    };

    FilterField(const QString &name, const QString &hint, QWidget *parent);

    void setColors(const Colors &colors);
    void setMarks(const QList<Mark> &marks);
    /// Sets the text and tells at once.
    void setFilter(const QString &text);

Q_SIGNALS:
    /// The text has changed and stayed so for a moment.
    void filterChanged(const QString &text);
    /// Enter or Down: to the rows.
    void left();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void tell();
    int xOf(int position) const;

    QTimer *m_pause;
    QList<Mark> m_marks;
    QColor m_ink;
};

} // namespace lbfy
