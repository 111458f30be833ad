// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/infobar.h"

#include "ui/theme/glyphs.h"
#include "ui/theme/icons.h"
#include "ui/theme/palette.h"
#include "ui/widgets/accessible.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace lbfy {

namespace {

constexpr int glyphSide = 18;
constexpr int margin = 10;

struct Look {
    Glyph glyph;
    QColor ink;
};

Look lookOf(InfoKind kind, const Colors &colors)
{
    switch (kind) {
    case InfoKind::Error:
        return {Glyph::Octagon, colors.down};
    case InfoKind::Warning:
        return {Glyph::Triangle, colors.slow};
    case InfoKind::Info:
        break;
    }
    return {Glyph::Info, colors.drain};
}

} // namespace

InfoBar::InfoBar(InfoContent content, QWidget *parent)
    : QFrame(parent)
    , m_content(std::move(content))
    , m_text(new QLabel(this))
    , m_actions(new QWidget(this))
{
    speakAs(this, QAccessible::AlertMessage);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    // Text that wraps would otherwise claim the height it needs at its narrowest.
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);

    auto *cross = new QToolButton(this);
    cross->setIcon(icon(IconName::Close));
    cross->setIconSize({12, 12});
    cross->setFixedSize(26, 26);
    cross->setAutoRaise(true);
    cross->setToolTip(tr("Close (Esc)"));
    cross->setAccessibleName(tr("Close this message"));
    connect(cross, &QToolButton::clicked, this, &InfoBar::close);

    auto *actions = new QHBoxLayout(m_actions);
    actions->setContentsMargins(0, 0, 0, 0);
    actions->setSpacing(6);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(margin + glyphSide + margin, 5, 6, 5);
    layout->setSpacing(margin);
    layout->addWidget(m_text, 1, Qt::AlignVCenter);
    layout->addWidget(m_actions, 0, Qt::AlignVCenter);
    layout->addWidget(cross, 0, Qt::AlignVCenter);

    m_life.setSingleShot(true);
    connect(&m_life, &QTimer::timeout, this, &InfoBar::close);
    connect(qApp, &QApplication::focusChanged, this, &InfoBar::live);
    fill();
}

void InfoBar::setContent(InfoContent content)
{
    m_content = std::move(content);
    m_life.stop();
    fill();
    update();
}

void InfoBar::fill()
{
    m_text->setText(m_content.text);
    setAccessibleName(m_content.text);
    qDeleteAll(m_actions->findChildren<QPushButton *>());
    for (const InfoAction &action : std::as_const(m_content.actions)) {
        auto *button = new QPushButton(action.text, m_actions);
        button->setAutoDefault(false);
        // What an action does may put another message in this bar's place: closed first, then done.
        connect(button, &QPushButton::clicked, this, [this, run = action.run, after = action.after] {
            if (after == InfoAfter::Close)
                close();
            if (run)
                run();
        });
        m_actions->layout()->addWidget(button);
    }
    m_actions->setVisible(!m_content.actions.isEmpty());
    announce(this);
    live();
}

bool InfoBar::isHeld() const
{
    const QWidget *focus = QApplication::focusWidget();
    return underMouse() || (focus && isAncestorOf(focus));
}

void InfoBar::live()
{
    if (!m_content.life || m_isClosed)
        return;
    if (isHeld())
        m_life.stop();
    else if (!m_life.isActive())
        m_life.start(*m_content.life);
}

void InfoBar::close()
{
    m_life.stop();
    if (std::exchange(m_isClosed, true))
        return;
    Q_EMIT closed();
}

void InfoBar::enterEvent(QEnterEvent *event)
{
    QFrame::enterEvent(event);
    live();
}

void InfoBar::leaveEvent(QEvent *event)
{
    QFrame::leaveEvent(event);
    live();
}

void InfoBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return close();
    QFrame::keyPressEvent(event);
}

void InfoBar::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsFor(palette());
    const Look look = lookOf(m_content.kind, colors);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor ground = mixed(colors.base, look.ink, 0.10);
    painter.setPen(QPen(mixed(colors.base, look.ink, 0.55), 1));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    drawGlyph(painter, QRectF(margin, (height() - glyphSide) / 2.0, glyphSide, glyphSide), look.glyph, look.ink,
              ground);
}

} // namespace lbfy
