// SPDX-License-Identifier: GPL-3.0-or-later
//
// Copies a text, and says for two seconds that it did. Thread: UI.

#pragma once

#include <QTimer>
#include <QToolButton>

#include <chrono>
#include <functional>

namespace lbfy {

class CopyButton final : public QToolButton
{
    Q_OBJECT
public:
    /// `label` says what is copied: "Copy the metrics address". `text` is asked at each click.
    explicit CopyButton(const QString &label, std::function<QString()> text, QWidget *parent = nullptr);

    /// How long it says so.
    void setFeedbackTime(std::chrono::milliseconds time) { m_feedback.setInterval(time); }
    bool isSayingSo() const { return m_feedback.isActive(); }

Q_SIGNALS:
    void copied(const QString &text);

private:
    void copy();
    void rest();

    QString m_label;
    std::function<QString()> m_textToCopy;
    QTimer m_feedback;
};

} // namespace lbfy
