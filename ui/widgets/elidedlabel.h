// SPDX-License-Identifier: GPL-3.0-or-later
//
// One line of text that gives way: what does not fit ends in an ellipsis and is the tool tip. Thread: the window's.

#pragma once

#include "ui/theme/colors.h"

#include <QWidget>

namespace lbfy {

class ElidedLabel final : public QWidget
{
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget *parent);

    void setText(const QString &text, Tone tone = Tone::Muted);
    const QString &text() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Tone m_tone = Tone::Muted;
};

} // namespace lbfy
