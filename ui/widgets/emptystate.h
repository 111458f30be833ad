// SPDX-License-Identifier: GPL-3.0-or-later
//
// What stands where there is nothing to show: an icon, what is so and why, and what can be done about it. Thread: UI.

#pragma once

#include "ui/theme/icons.h"

#include <QList>
#include <QWidget>

#include <functional>

class QLabel;

namespace lbfy {

struct EmptyAction {
    QString text;
    QString toolTip;
    IconName icon = IconName::Add;
    std::function<void()> run;
};

class EmptyState final : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(QWidget *parent = nullptr);

    /// The first action is the one most people want.
    void setContent(IconName icon, const QString &title, const QString &sentence,
                    const QList<EmptyAction> &actions = {});

protected:
    void changeEvent(QEvent *event) override;

private:
    void paintIcon();

    IconName m_icon = IconName::Info;
    QLabel *m_picture;
    QLabel *m_title;
    QLabel *m_sentence;
    QWidget *m_actions;
};

} // namespace lbfy
