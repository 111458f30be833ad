// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lab/loadtab.h"

#include "core/lab/targetlookup.h"
#include "ui/lab/loadresult.h"
#include "ui/lab/loadwords.h"
#include "ui/tabs/controlrow.h"
#include "ui/tabs/dataview.h"
#include "ui/text/coretext.h"
#include "ui/text/format.h"
#include "ui/theme/icons.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/inlinemessage.h"

#include <QJsonDocument>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

constexpr int progressSteps = 1000;

/// The balancer must not run short of descriptors for a load.
QString descriptorProblem(int connections)
{
    const int most = connectionsBesideABalancer();
    if (connections <= most)
        return {};
    return LoadTab::tr(
                   "Connections: no more than %1, since lbfy needs descriptors of its own; raise its limit for more")
            .arg(formatCount(static_cast<std::uint64_t>(most)));
}

} // namespace

LoadTab::LoadTab(QWidget *parent)
    : QWidget(parent)
    , m_form(new LoadForm)
    , m_startStop(new QPushButton(this))
    , m_progress(new QProgressBar(this))
    , m_state(new ElidedLabel(this))
    , m_copyText(new CopyButton(
              tr("Copy the result as text"), [this] { return QString::fromStdString(reportTable(report())); }, this))
    , m_copyJson(new CopyButton(
              tr("Copy the result as JSON"),
              [this] { return QString::fromUtf8(QJsonDocument(reportJson(report())).toJson()); }, this))
    , m_message(new InlineMessage(this))
    , m_result(new LoadResult(this))
    , m_view(new DataView(tr("Result of the load"), this))
{
    m_view->setModel(m_result);
    m_view->setFillColumn(LoadResult::Max, m_view->columns().defaultWidth(LoadResult::Max));
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->say({tr("No load yet"), tr("Start one to see how fast its turns are answered."), {}});
    arrange();

    m_look.setInterval(250ms);
    connect(&m_look, &QTimer::timeout, this, &LoadTab::follow);
    connect(m_result, &LoadResult::shapeChanged, this, &LoadTab::fitRows);
    connect(m_form, &LoadForm::changed, this, &LoadTab::change);
    connect(m_form, &LoadForm::startWanted, this, &LoadTab::start);
    connect(m_form, &LoadForm::typed, this, [this] {
        m_asked = false;
        m_refusal.clear();
        showProblem();
    });
    connect(m_startStop, &QPushButton::clicked, this, [this] {
        if (isLoading() || m_lookup)
            stop();
        else
            start();
    });
    showState();
}

LoadTab::~LoadTab() = default;

QWidget *LoadTab::makeControls()
{
    m_startStop->setObjectName(QStringLiteral("startStop"));
    m_progress->setRange(0, progressSteps);
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(260);
    m_progress->setAccessibleName(tr("Progress of the load"));
    for (CopyButton *button : {m_copyText, m_copyJson}) {
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::StrongFocus);
    }
    m_copyText->setText(tr("Text"));
    m_copyJson->setText(tr("JSON"));
    auto *controls = new ControlRow(this);
    controls->add(m_startStop);
    controls->add(m_progress, 2);
    m_progress->setFixedHeight(10);
    controls->add(m_state, 3);
    controls->add(m_copyText);
    controls->add(m_copyJson);
    return controls;
}

/// What is wanted at the left, what came of it at the right; neither moves the other.
void LoadTab::arrange()
{
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_form);
    scroll->setAccessibleName(tr("Load wanted"));
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFixedWidth(m_form->sizeHint().width() + scroll->verticalScrollBar()->sizeHint().width());
    auto *line = new QFrame(this);
    line->setFrameShape(QFrame::VLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(makeControls());
    right->addWidget(m_message);
    right->addWidget(m_view, 1);
    auto *both = new QHBoxLayout(this);
    both->setContentsMargins(0, 0, 0, 0);
    both->setSpacing(0);
    both->addWidget(scroll);
    both->addWidget(line);
    both->addLayout(right, 1);
}

void LoadTab::start()
{
    if (isLoading() || m_lookup)
        return;
    m_form->takeUrl();
    m_asked = true;
    m_refusal.clear();
    if (m_form->problem().isEmpty() && m_form->targetProblem().isEmpty()) {
        const Address target = m_form->plan().targets.front();
        if (TargetLookup::isNeeded(target)) {
            m_lookup = std::make_unique<TargetLookup>(target);
            m_look.start();
        } else {
            begin(target);
        }
    }
    showState();
}

void LoadTab::begin(const Address &target)
{
    LoadPlan plan = m_form->plan();
    plan.targets = {target};
    m_refusal = descriptorProblem(plan.connections);
    if (!m_refusal.isEmpty())
        return;
    const auto started = m_generator.start(plan);
    if (!started) {
        m_refusal = coreText(started.message());
        return;
    }
    m_view->sayNothing();
    m_look.start();
}

/// The answer of a look-up has come, if it has.
void LoadTab::lookedUp()
{
    const auto answer = m_lookup->answer();
    if (!answer)
        return;
    m_lookup.reset();
    if (*answer)
        begin(**answer);
    else
        m_refusal = tr("Target: %1").arg(coreText(answer->message()));
}

void LoadTab::stop()
{
    m_lookup.reset();
    m_generator.stop();
    showState();
}

void LoadTab::change()
{
    if (!isLoading() || !m_form->problem().isEmpty())
        return;
    LoadPlan plan = m_form->plan();
    plan.targets = m_generator.plan().targets; // whatever has become of the service meanwhile
    m_refusal = descriptorProblem(plan.connections);
    if (m_refusal.isEmpty()) {
        const auto changed = m_generator.change(plan);
        m_refusal = changed ? QString() : coreText(changed.message());
    }
    showProblem();
}

void LoadTab::follow()
{
    if (m_lookup)
        lookedUp();
    const bool ended = m_generator.finished() && !m_lookup;
    showState();
    if (!ended)
        return;
    m_look.stop();
    announce(m_state);
}

void LoadTab::showProblem()
{
    QString problem = m_form->problem();
    if (problem.isEmpty() && m_asked && !isLoading() && !m_lookup)
        problem = m_form->targetProblem();
    if (problem.isEmpty())
        problem = m_refusal;
    if (problem.isEmpty())
        problem = silenceText(m_generator.figures());
    m_message->say(problem);
}

QString LoadTab::message() const
{
    return m_message->text();
}

void LoadTab::showState()
{
    const bool busy = isLoading() || m_lookup;
    const LoadFigures figures = m_generator.figures();
    const LoadPlan plan = m_generator.plan();
    const bool hasRun = figures.phase != LoadPhase::Idle;
    m_startStop->setText(busy ? tr("Stop loa&d") : tr("Start loa&d"));
    m_startStop->setIcon(icon(busy ? IconName::Stop : IconName::Start));
    m_form->setRunning(busy);
    m_copyText->setEnabled(hasRun);
    m_copyJson->setEnabled(hasRun);
    const double whole = std::chrono::duration<double>(plan.duration).count();
    m_progress->setVisible(isLoading() && whole > 0);
    if (whole > 0)
        m_progress->setValue(static_cast<int>(std::min(figures.seconds / whole, 1.0) * progressSteps));
    const QString text = m_lookup ? tr("looking the name up") : loadStateText(plan, figures);
    m_state->setText(text);
    m_state->setAccessibleName(text);
    if (hasRun)
        m_result->show(makeReport(plan, figures), figures);
    showProblem();
}

/// A text has the room of all the quantiles.
void LoadTab::fitRows()
{
    m_view->clearSpans();
    for (int row = 0; row < m_result->rowCount(); ++row) {
        if (m_result->isText(row))
            m_view->setSpan(row, LoadResult::P50, 1, LoadResult::columns - LoadResult::P50);
    }
}

LoadReport LoadTab::report() const
{
    return makeReport(m_generator.plan(), m_generator.figures());
}

} // namespace lbfy
