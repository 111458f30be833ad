// SPDX-License-Identifier: GPL-3.0-or-later
//
// One sentence on what is wrong, with the shape of an error before it, where the eyes are. Takes no room while there is
// nothing to say. Owner and thread: the window's.

#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace lbfy {

class InlineMessage final : public QWidget
{
    Q_OBJECT
public:
    explicit InlineMessage(QWidget *parent = nullptr);

    void say(const QString &text);
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_label;
};

} // namespace lbfy
