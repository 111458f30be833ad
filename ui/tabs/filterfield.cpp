// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/filterfield.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QTimer>

namespace lbfy {

namespace {

constexpr int pauseMs = 120;

} // namespace

FilterField::FilterField(const QString &name, const QString &hint, QWidget *parent)
    : QLineEdit(parent)
    , m_pause(new QTimer(this))
    , m_ink(colorsOf(Scheme::Light).down)
{
    setAccessibleName(name);
    setPlaceholderText(hint);
    setClearButtonEnabled(true);
    setTextMargins(3, 0, 3, 0);
    m_pause->setSingleShot(true);
    m_pause->setInterval(pauseMs);
    connect(m_pause, &QTimer::timeout, this, &FilterField::tell);
    connect(this, &QLineEdit::textChanged, m_pause, qOverload<>(&QTimer::start));
    connect(this, &QLineEdit::textChanged, this, [this] { m_marks.clear(); });
}

void FilterField::setColors(const Colors &colors)
{
    m_ink = colors.down;
    update();
}

void FilterField::setMarks(const QList<Mark> &marks)
{
    m_marks = marks;
    update();
}

void FilterField::setFilter(const QString &text)
{
    setText(text);
    tell();
}

void FilterField::tell()
{
    m_pause->stop();
    Q_EMIT filterChanged(text());
}

/// Where a character stands, reckoned from the cursor, which alone knows how far the text is scrolled.
int FilterField::xOf(int position) const
{
    const auto width = [this](int end) { return fontMetrics().horizontalAdvance(text().left(end)); };
    return cursorRect().center().x() + width(position) - width(cursorPosition());
}

void FilterField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    if (m_marks.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(rect().adjusted(4, 0, -4, 0));
    painter.setPen(QPen(m_ink, 1.3));
    const double y = rect().center().y() + fontMetrics().height() / 2. - 0.5;
    for (const Mark &mark : m_marks) {
        const int end = xOf(mark.start + mark.length);
        QPainterPath wave(QPointF(xOf(mark.start), y));
        for (double x = wave.currentPosition().x(), up = -1; x < end; x += 4, up = -up)
            wave.quadTo(x + 2, y + 2.5 * up, x + 4, y);
        painter.drawPath(wave);
    }
}

void FilterField::keyPressEvent(QKeyEvent *event)
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
