// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lab/labfield.h"

#include "ui/text/coretext.h"
#include "ui/text/plaintip.h"
#include "ui/theme/palette.h"

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <utility>

namespace lbfy {

namespace {

constexpr int usualCharacters = 7;
constexpr int margins = 28; // left and right of the text, the frame's included

} // namespace

LabField::LabField(const QString &name, const QString &text, const QString &hint, Take take, QWidget *parent)
    : QLineEdit(text, parent)
    , m_name(name)
    , m_hint(hint)
    , m_take(std::move(take))
    , m_committed(text)
{
    setAccessibleName(name);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    connect(this, &QLineEdit::textChanged, this, &LabField::check);
    connect(this, &QLineEdit::editingFinished, this, &LabField::commit);
    check();
}

void LabField::check()
{
    const Result<Done> taken = m_take(text().trimmed().toStdString());
    // "1MiB" on the way to "1MiB/s" was right for a moment: it must not stay behind as if it had been meant.
    if (!taken)
        static_cast<void>(m_take(m_committed.trimmed().toStdString()));
    m_problem = taken ? QString() : tr("%1: %2").arg(m_name, coreText(taken.message()));
    setToolTip(plainTip(m_problem.isEmpty() ? m_hint : m_problem));
    setAccessibleDescription(m_problem.isEmpty() ? m_hint : m_problem);
    update();
    Q_EMIT checked();
}

void LabField::commit()
{
    if (!m_problem.isEmpty() || text() == m_committed)
        return;
    m_committed = text();
    setModified(false);
    Q_EMIT committed();
}

void LabField::showValue(const QString &text)
{
    if (hasFocus() && isModified())
        return;
    m_committed = text;
    if (text != this->text())
        setText(text);
}

/// Without it there would be no way out of a wrong text but a right one.
void LabField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape || text() == m_committed)
        return QLineEdit::keyPressEvent(event);
    const bool wasWrong = !m_problem.isEmpty();
    setText(m_committed);
    selectAll();
    if (wasWrong)
        Q_EMIT committed();
}

QSize LabField::sizeHint() const
{
    const QSize size = QLineEdit::sizeHint();
    const QFontMetrics metrics = fontMetrics();
    const int wanted = std::max(metrics.averageCharWidth() * usualCharacters, metrics.horizontalAdvance(text()));
    return {wanted + margins, size.height()};
}

void LabField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (m_problem.isEmpty())
        return;
    QPainter painter(this);
    painter.fillRect(QRect(3, height() - 4, width() - 6, 2), colorsFor(palette()).down);
}

} // namespace lbfy
