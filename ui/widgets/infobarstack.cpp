// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/infobarstack.h"

#include <QEvent>
#include <QVBoxLayout>

#include <algorithm>

namespace lbfy {

namespace {

constexpr int widest = 720;
constexpr int distance = 16;

} // namespace

InfoBarStack::InfoBarStack(QWidget *parent) : QWidget(parent), m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

InfoBar *InfoBarStack::show(InfoContent content)
{
    const QString id = content.id;
    const auto same = std::ranges::find_if(m_bars, [&id](InfoBar *bar) { return bar->content().id == id; });
    if (!id.isEmpty() && same != m_bars.end()) {
        InfoBar *bar = *same;
        m_bars.removeOne(bar);
        bar->setContent(std::move(content));
        place(bar);
        return bar;
    }
    auto *bar = new InfoBar(std::move(content), this);
    connect(bar, &InfoBar::closed, this, [this, bar] { remove(bar); });
    place(bar);
    return bar;
}

void InfoBarStack::place(InfoBar *bar)
{
    const auto after = std::ranges::upper_bound(m_bars, bar->content().kind, {},
                                                [](InfoBar *other) { return other->content().kind; });
    const auto index = static_cast<int>(after - m_bars.begin());
    m_bars.insert(index, bar);
    m_layout->removeWidget(bar);
    m_layout->insertWidget(index, bar);
    bar->setVisible(true);
    setVisible(true);
    Q_EMIT changed();
}

void InfoBarStack::remove(InfoBar *bar)
{
    m_bars.removeOne(bar);
    bar->hide();
    // One of its own buttons may still be in the middle of its click.
    bar->deleteLater();
    setVisible(!m_bars.isEmpty());
    Q_EMIT changed();
}

void InfoBarStack::dismiss(const QString &id)
{
    const QList<InfoBar *> bars = m_bars;
    for (InfoBar *bar : bars) {
        if (bar->content().id == id)
            remove(bar);
    }
}

void InfoBarStack::clear()
{
    const QList<InfoBar *> bars = m_bars;
    for (InfoBar *bar : bars)
        remove(bar);
}

ToastArea::ToastArea(QWidget *over) : QWidget(over), m_stack(new InfoBarStack(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    over->installEventFilter(this);
    connect(m_stack, &InfoBarStack::changed, this, &ToastArea::arrange);
    arrange();
}

bool ToastArea::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        arrange();
    return QWidget::eventFilter(watched, event);
}

void ToastArea::arrange()
{
    setVisible(!m_stack->bars().isEmpty());
    if (isHidden())
        return;
    const QSize room = parentWidget()->size();
    const int width = std::min(widest, room.width() - 2 * distance);
    layout()->activate();
    const int height = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width) : sizeHint().height();
    setGeometry((room.width() - width) / 2, room.height() - height - distance, width, height);
    raise();
}

} // namespace lbfy
