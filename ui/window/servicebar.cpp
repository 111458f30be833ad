// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/servicebar.h"

#include "ui/text/plaintip.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QResizeEvent>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

namespace lbfy {

namespace {

QToolButton *buttonFor(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

ServiceBar::ServiceBar(QAction *startStop, QAction *freeze, QWidget *parent)
    : QWidget(parent)
    , m_startStop(buttonFor(startStop, this))
    , m_listen(new QLineEdit(this))
    , m_strategy(new SegmentedControl(tr("Strategy"), strategyChoices(), this))
    , m_window(new SegmentedControl(tr("Time shown"), timeWindowChoices(), this))
{
    auto *listenLabel = new QLabel(tr("&Listen on"), this);
    listenLabel->setBuddy(m_listen);
    m_listen->setObjectName(QStringLiteral("listen"));
    m_listen->setAccessibleName(tr("Address to listen on"));
    m_listen->setPlaceholderText(tr("address:port, e.g. 127.0.0.1:8080"));
    m_listen->setMinimumWidth(m_listen->fontMetrics().horizontalAdvance(QStringLiteral("127.0.0.1:888888")) + 16);
    m_listen->setMinimumHeight(m_strategy->sizeHint().height());
    m_listen->setMaximumWidth(m_listen->fontMetrics().horizontalAdvance(QStringLiteral("8")) * 28);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_startStop);
    layout->addWidget(listenLabel);
    layout->addWidget(m_listen);
    layout->addSpacing(8);
    layout->addWidget(m_strategy);
    layout->addStretch(1);
    layout->addWidget(m_window);
    layout->addWidget(buttonFor(freeze, this));

    m_listen->installEventFilter(this);
    connect(m_listen, &QLineEdit::editingFinished, this, [this] {
        const QString text = m_listen->text().trimmed();
        if (text == m_configured || text.isEmpty())
            setListen(m_configured, m_actual);
        else
            Q_EMIT listenEdited(text);
    });
    connect(m_strategy, &SegmentedControl::chosen, this,
            [this](int index) { Q_EMIT strategyChosen(static_cast<StrategyKind>(index)); });
    connect(m_window, &SegmentedControl::chosen, this,
            [this](int index) { Q_EMIT timeWindowChosen(timeWindowAt(index)); });
}

/// Escape takes back what was typed: without it there would be no way out of a wrong address but a right one.
bool ServiceBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_listen && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && m_listen->text() != m_configured) {
        m_listen->setText(m_configured);
        m_listen->selectAll();
        Q_EMIT listenReverted();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

/// Where there is no room for both rows, the strategies become a list first: the times are fewer, and changed more often.
void ServiceBar::resizeEvent(QResizeEvent *event)
{
    const int row = m_strategy->sizeHint().width();
    const int others = layout()->sizeHint().width() - std::min(row, m_strategy->maximumWidth());
    m_strategy->setMaximumWidth(others + row > event->size().width() ? m_strategy->narrowWidth() : QWIDGETSIZE_MAX);
    QWidget::resizeEvent(event);
}

void ServiceBar::setListen(const QString &configured, const QString &actual)
{
    m_configured = configured;
    m_actual = actual;
    // What was typed and is in force is no edit any more: else leaving the field would bring it back after an undo.
    if (m_listen->text().trimmed() == configured)
        m_listen->setModified(false);
    if (!m_listen->hasFocus() || !m_listen->isModified())
        m_listen->setText(configured);
    m_listen->setToolTip(actual.isEmpty() || actual == configured
                                 ? tr("Where clients connect; press Enter to change it")
                                 : tr("Listening on %1; press Enter to change it").arg(actual));
    m_listen->setAccessibleDescription({}); // the tool tip again
}

void ServiceBar::forgetEdit()
{
    m_listen->setModified(false);
}

void ServiceBar::setStrategy(StrategyKind strategy)
{
    m_strategy->setCurrentIndex(static_cast<int>(strategy));
}

void ServiceBar::setTimeWindow(std::chrono::seconds window)
{
    m_window->setCurrentIndex(indexOfTimeWindow(window));
}

void ServiceBar::refuseListen(const QString &message)
{
    m_listen->setToolTip(plainTip(message));
    m_listen->setAccessibleDescription(message);
    m_listen->setFocus();
    m_listen->selectAll();
}

} // namespace lbfy
