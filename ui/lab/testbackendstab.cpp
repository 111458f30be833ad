// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lab/testbackendstab.h"

#include "core/lab/demo.h"
#include "ui/lab/testbackendrow.h"
#include "ui/text/coretext.h"
#include "ui/widgets/inlinemessage.h"

#include <QGridLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace lbfy {

TestBackendsTab::TestBackendsTab(Demo &demo, QWidget *parent)
    : QWidget(parent)
    , m_demo(demo)
    , m_message(new InlineMessage(this))
{
    auto *rows = new QWidget;
    auto *grid = new QGridLayout(rows);
    grid->setContentsMargins(8, 6, 8, 6);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    TestBackendRow::addTitles(*grid, rows);
    for (std::size_t i = 0; i < Demo::backendCount; ++i)
        addRow(i, *grid, rows);
    grid->setColumnStretch(grid->columnCount(), 1);
    grid->setRowStretch(grid->rowCount(), 1);

    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setAccessibleName(tr("Test backends"));
    scroll->setWidget(rows);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_message);
    column->addWidget(scroll, 1);
}

void TestBackendsTab::addRow(std::size_t backend, QGridLayout &grid, QWidget *parent)
{
    auto *row = new TestBackendRow(m_demo.backends()[backend], grid, static_cast<int>(backend) + 1, parent);
    m_rows.push_back(row);
    connect(row, &TestBackendRow::changed, this, [this, backend](const BackendBehaviour &behaviour) {
        const auto changed = m_demo.setBehaviour(backend, behaviour);
        m_refusal = changed ? QString() : coreText(changed.message());
        showProblem();
    });
    connect(row, &TestBackendRow::killWanted, this, [this, backend](bool on) { kill(backend, on); });
    connect(row, &TestBackendRow::checked, this, &TestBackendsTab::showProblem);
}

void TestBackendsTab::kill(std::size_t backend, bool on)
{
    m_refusal.clear();
    if (on) {
        m_demo.kill(backend);
    } else if (const auto revived = m_demo.revive(backend); !revived) {
        m_refusal = coreText(revived.message());
    }
    tick();
    showProblem();
}

void TestBackendsTab::tick()
{
    if (!isVisible())
        return;
    const auto backends = m_demo.backends();
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rows[i]->show(backends[i]);
}

void TestBackendsTab::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    tick();
}

void TestBackendsTab::showProblem()
{
    QString problem;
    for (const TestBackendRow *row : m_rows) {
        if (problem.isEmpty())
            problem = row->problem();
    }
    m_message->say(problem.isEmpty() ? m_refusal : problem);
}

QString TestBackendsTab::message() const
{
    return m_message->text();
}

} // namespace lbfy
