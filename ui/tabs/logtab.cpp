// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/logtab.h"
#include "ui/tabs/controlrow.h"
#include "ui/tabs/dataview.h"
#include "ui/tabs/jumpbutton.h"
#include "ui/tabs/logmodel.h"
#include "ui/text/format.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/filteredit.h"

#include <QComboBox>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

#include <utility>

namespace lbfy {

LogTab::LogTab(QWidget *parent)
    : QWidget(parent)
    , m_model(new LogModel(this))
    , m_view(new DataView(tr("Log"), this))
    , m_level(new QComboBox(this))
    , m_filter(new FilterEdit(tr("Filter the log"), tr("Filter by text"), this))
    , m_count(new ElidedLabel(this))
    , m_jump(new JumpButton(JumpButton::Edge::Bottom, m_view))
{
    m_view->setModel(m_model);
    m_view->setFillColumn(LogModel::Message);
    build();
    connect(m_level, &QComboBox::activated, this, &LogTab::applyFilter);
    connect(m_filter, &FilterEdit::filterChanged, this, &LogTab::applyFilter);
    connect(m_filter, &FilterEdit::left, this, [this] { m_view->setFocus(Qt::OtherFocusReason); });
    connect(m_view, &DataView::placeholderActionTriggered, this, &LogTab::clearFilter);
    connect(m_view, &DataView::menuOpened, this, [this](QMenu &menu, const QModelIndex &) {
        menu.addAction(tr("Clear"), this, [this] {
            m_model->clear();
            describe();
        });
    });
    connect(&m_view->columns(), &ColumnHeader::arrangementChanged, this, &LogTab::stateChanged);
    connect(m_jump, &QPushButton::clicked, m_view, &QAbstractItemView::scrollToBottom);
    QScrollBar *bar = m_view->verticalScrollBar();
    connect(bar, &QScrollBar::valueChanged, this, [this] {
        m_following = isAtEnd();
        if (m_following)
            m_jump->setCount(0);
    });
    // Also when the tab gets smaller.
    connect(bar, &QScrollBar::rangeChanged, this, [this, bar](int, int end) {
        if (m_following)
            bar->setValue(end);
    });
    describe();
}

void LogTab::build()
{
    m_level->setAccessibleName(tr("Level"));
    m_level->addItem(tr("Everything"), static_cast<int>(LogLevel::Debug));
    m_level->addItem(tr("Info and worse"), static_cast<int>(LogLevel::Info));
    m_level->addItem(tr("Warnings and worse"), static_cast<int>(LogLevel::Warn));
    m_level->addItem(tr("Errors"), static_cast<int>(LogLevel::Error));
    m_filter->setMaximumWidth(360);

    auto *bar = new ControlRow(this);
    bar->add(m_level);
    bar->add(m_filter, 3);
    bar->add(m_count, 2);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(bar);
    column->addWidget(m_view, 1);
    // As they stand on screen.
    setTabOrder(m_level, m_filter);
    setTabOrder(m_filter, m_view);
    setTabOrder(m_view, m_jump);
}

bool LogTab::isAtEnd() const
{
    const QScrollBar *bar = m_view->verticalScrollBar();
    return bar->value() >= bar->maximum();
}

/// At the end the newest comes into sight; further up, what is being read stays where it is.
void LogTab::append(LogInbox::Batch batch)
{
    if (batch.records.empty())
        return;
    int removed = 0;
    int added = 0;
    const auto out = connect(m_model, &QAbstractItemModel::rowsRemoved, this,
                             [&removed](const QModelIndex &, int first, int last) { removed += last - first + 1; });
    const auto in = connect(m_model, &QAbstractItemModel::rowsInserted, this,
                            [&added](const QModelIndex &, int first, int last) { added += last - first + 1; });
    m_model->append(std::move(batch));
    disconnect(out);
    disconnect(in);
    if (m_following) {
        m_view->scrollToBottom();
    } else {
        QScrollBar *bar = m_view->verticalScrollBar();
        bar->setValue(bar->value() - removed * m_view->verticalHeader()->defaultSectionSize());
        m_jump->setCount(m_jump->count() + added);
    }
    describe();
}

void LogTab::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void LogTab::applyFilter()
{
    m_model->setFilter(static_cast<LogLevel>(m_level->currentData().toInt()), m_filter->text().trimmed());
    m_jump->setCount(0);
    m_view->scrollToBottom();
    describe();
    Q_EMIT stateChanged();
}

void LogTab::clearFilter()
{
    m_level->setCurrentIndex(0);
    m_filter->setFilter({});
}

void LogTab::describe()
{
    const int shown = m_model->rowCount();
    const int total = m_model->total();
    const QString lines = tr("Lines: %1").arg(formatCount(static_cast<std::uint64_t>(total)));
    m_count->setText(
            shown == total
                    ? lines
                    : QStringList {lines, tr("%1 shown").arg(formatCount(static_cast<std::uint64_t>(shown)))}.join(
                            QStringLiteral(" · ")));
    if (shown > 0)
        m_view->sayNothing();
    else if (total > 0)
        m_view->say({tr("No line matches the filter"), tr("Lines of lower levels or with other words are hidden."),
                     tr("Clear the filter")});
    else
        m_view->say({tr("Nothing has been logged yet"),
                     tr("What lbfy writes to its log appears here as well, the last 5,000 lines."),
                     {}});
}

QVariantMap LogTab::saveState() const
{
    return {{QStringLiteral("level"), m_level->currentData()},
            {QStringLiteral("filter"), m_filter->text()},
            {QStringLiteral("columns"), m_view->saveColumns()}};
}

void LogTab::restoreState(const QVariantMap &state)
{
    m_view->restoreColumns(state.value(QStringLiteral("columns")).toByteArray());
    m_level->setCurrentIndex(std::max(0, m_level->findData(state.value(QStringLiteral("level")))));
    m_filter->setFilter(state.value(QStringLiteral("filter")).toString());
}

} // namespace lbfy
