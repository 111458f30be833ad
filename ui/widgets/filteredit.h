// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a filter is typed: a line with a search icon and a cross to empty it (also Escape). It tells of its text after a
// pause in typing, leads to the rows with Enter or Down, and underlines what its user finds wrong. Thread: UI.

#pragma once

#include <QLineEdit>
#include <QList>

class QTimer;

namespace lbfy {

class FilterEdit final : public QLineEdit
{
    Q_OBJECT
public:
    struct Mark {
        int start = 0;
        int length = 0;
    };

    /// `name` says what can be found, "Filter connections"; `hint` stands in the empty line.
    FilterEdit(const QString &name, const QString &hint, QWidget *parent = nullptr);

    /// What is wrong in the text; gone with the next change.
    void setMarks(const QList<Mark> &marks);
    /// Sets the text and tells at once.
    void setFilter(const QString &text);

    QSize sizeHint() const override;

Q_SIGNALS:
    /// The text has changed and stayed so for a moment.
    void filterChanged(const QString &text);
    /// Enter or Down: to the rows.
    void left();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void tell();
    int xOf(int position) const;

    QString m_hint;
    QTimer *m_pause;
    QList<Mark> m_marks;
};

} // namespace lbfy
