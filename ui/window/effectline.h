// SPDX-License-Identifier: GPL-3.0-or-later
//
// "Since the switch": one line under the charts that says what the last change of strategy did, with a cross to put it
// away. Hidden while there is nothing to say. Thread: the window's.

#pragma once

#include "core/observe/switcheffect.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QToolButton;
QT_END_NAMESPACE

namespace lbfy {

class EffectLine final : public QWidget
{
    Q_OBJECT
public:
    explicit EffectLine(QWidget *parent = nullptr);

    /// Null: no switch, or put away.
    void setEffect(const SwitchEffect::Effect *effect);

Q_SIGNALS:
    void dismissed();

private:
    QLabel *m_head;
    QLabel *m_text;
};

} // namespace lbfy
