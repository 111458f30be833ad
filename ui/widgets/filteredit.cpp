// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filteredit.h"

#include "ui/theme/icons.h"
#include "ui/theme/palette.h"

#include <QAction>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

namespace lbfy {

namespace {

constexpr int pauseMs = 120;
/// The icon before the text, and the margins.
constexpr int aroundText = 44;

} // namespace

FilterEdit::FilterEdit(const QString &name, const QString &hint, QWidget *parent)
    : QLineEdit(parent)
    , m_hint(hint)
    , m_pause(new QTimer(this))
{
    setAccessibleName(name);
    setPlaceholderText(hint);
    setToolTip(hint);
    const QAction *search = addAction(icon(IconName::Search), QLineEdit::LeadingPosition);
    auto *clearAction = addAction(icon(IconName::Close), QLineEdit::TrailingPosition);
    clearAction->setText(tr("Clear the filter"));
    clearAction->setToolTip(tr("Clear the filter (Esc)"));
    clearAction->setVisible(false);
    connect(clearAction, &QAction::triggered, this, [this] { setFilter({}); });
    const auto buttons = findChildren<QToolButton *>();
    for (QToolButton *button : buttons)
        button->setAccessibleName(button->defaultAction() == search ? tr("Filter") : clearAction->text());

    m_pause->setSingleShot(true);
    m_pause->setInterval(pauseMs);
    connect(m_pause, &QTimer::timeout, this, &FilterEdit::tell);
    connect(this, &QLineEdit::textChanged, this, [this, clearAction](const QString &now) {
        clearAction->setVisible(!now.isEmpty());
        m_marks.clear();
        m_pause->start();
    });
}

void FilterEdit::setMarks(const QList<Mark> &marks)
{
    m_marks = marks;
    update();
}

void FilterEdit::setFilter(const QString &text)
{
    setText(text);
    tell();
}

void FilterEdit::tell()
{
    m_pause->stop();
    Q_EMIT filterChanged(text());
}

QSize FilterEdit::sizeHint() const
{
    const QSize size = QLineEdit::sizeHint();
    return {fontMetrics().averageCharWidth() * 34, std::max(size.height(), 28)};
}

/// Where a character stands, reckoned from the cursor, which alone knows how far the text is scrolled.
int FilterEdit::xOf(int position) const
{
    const auto width = [this](int end) { return fontMetrics().horizontalAdvance(text().left(end)); };
    return cursorRect().center().x() + width(position) - width(cursorPosition());
}

void FilterEdit::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (m_marks.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(rect().adjusted(4, 0, -4, 0));
    painter.setPen(QPen(colorsFor(palette()).down, 1.3));
    const double y = rect().center().y() + fontMetrics().height() / 2. - 0.5;
    for (const Mark &mark : m_marks) {
        const int end = xOf(mark.start + mark.length);
        QPainterPath wave(QPointF(xOf(mark.start), y));
        for (double x = wave.currentPosition().x(), up = -1; x < end; x += 4, up = -up)
            wave.quadTo(x + 2, y + 2.5 * up, x + 4, y);
        painter.drawPath(wave);
    }
}

/// Rather few words than half of many.
void FilterEdit::resizeEvent(QResizeEvent *event)
{
    QLineEdit::resizeEvent(event);
    const auto fits = [this](const QString &text) {
        return fontMetrics().horizontalAdvance(text) <= width() - aroundText;
    };
    setPlaceholderText(fits(m_hint) ? m_hint : fits(accessibleName()) ? accessibleName() : tr("Filter"));
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        if (text().isEmpty())
            return event->ignore();
        return setFilter({});
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Down:
        tell();
        Q_EMIT left();
        return;
    default:
        QLineEdit::keyPressEvent(event);
    }
}

} // namespace lbfy
