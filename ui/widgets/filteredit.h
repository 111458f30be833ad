// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a filter is typed: a line with a search icon, a cross to empty it (also Esc), and the key that leads to it in
// its hint. What the text means is its user's business: see textChanged(). Thread: UI.

#pragma once

#include <QLineEdit>

namespace lbfy {

class FilterEdit final : public QLineEdit
{
    Q_OBJECT
public:
    /// `hint` says what can be found: "Filter connections". The shortcut is named, not installed.
    explicit FilterEdit(const QString &hint, const QKeySequence &shortcut = QKeySequence::Find,
                        QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace lbfy
