// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands where a view is empty: what that means, in a sentence, and the one action that helps. It lies over its
// parent's whole area. Owner: the parent; thread: the window's.

#pragma once

#include <QString>
#include <QWidget>

class QLabel;
class QPushButton;

namespace lbfy {

class Placeholder final : public QWidget
{
    Q_OBJECT
public:
    struct Words {
        QString title;
        QString text;
        QString action; ///< empty: nothing to be done here

        bool operator==(const Words &) const = default;
    };

    explicit Placeholder(QWidget *parent);

    /// Shows it; the same words again change nothing.
    void say(const Words &words);

Q_SIGNALS:
    void actionTriggered();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QLabel *m_title;
    QLabel *m_text;
    QPushButton *m_action;
    Words m_words;
};

} // namespace lbfy
