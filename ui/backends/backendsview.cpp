// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/backends/backendsview.h"

#include "ui/backends/addline.h"
#include "ui/backends/backenddelegate.h"
#include "ui/widgets/inlinemessage.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QToolButton>
#include <QVBoxLayout>

namespace lbfy {

namespace {

QToolButton *makeChip(const QString &text, const QString &explanation, QWidget *parent)
{
    auto *chip = new QToolButton(parent);
    chip->setText(text);
    chip->setToolTip(explanation);
    chip->setAccessibleName(text);
    chip->setAccessibleDescription(explanation);
    chip->setCheckable(true);
    chip->setAutoRaise(true);
    chip->setToolButtonStyle(Qt::ToolButtonTextOnly);
    return chip;
}

} // namespace

BackendsView::BackendsView(Document &document, QWidget *parent)
    : QWidget(parent)
    , m_model(document)
    , m_table(new BackendsTable(m_model, this))
    , m_message(new InlineMessage(this))
    , m_addLine(new AddLine(this))
    , m_problemsOnly(makeChip(tr("Problems only"), tr("Show only backends that are down, ejected or failing"), this))
    , m_keepSorted(makeChip(tr("Keep sorted"),
                            tr("Sort anew as values change, though never under the pointer or while you edit"), this))
{
    setAccessibleName(tr("Backends"));
    auto *below = new QHBoxLayout;
    below->setContentsMargins(0, 4, 0, 0);
    below->setSpacing(8);
    below->addWidget(m_addLine, 1);
    below->addStretch(0);
    below->addWidget(m_problemsOnly);
    below->addWidget(m_keepSorted);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_message);
    layout->addLayout(below);
    connect(m_problemsOnly, &QToolButton::toggled, &m_model, &BackendModel::setProblemsOnly);
    connect(m_keepSorted, &QToolButton::toggled, &m_model, &BackendModel::setKeepSorted);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { Q_EMIT selectionChanged(m_table->targets()); });
    const QHeaderView *header = m_table->horizontalHeader();
    connect(header, &QHeaderView::sectionResized, this, &BackendsView::arrangementChanged);
    connect(header, &QHeaderView::sectionMoved, this, &BackendsView::arrangementChanged);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &BackendsView::arrangementChanged);
    connect(m_keepSorted, &QToolButton::toggled, this, &BackendsView::arrangementChanged);
    connectMessages();
}

BackendsView::~BackendsView()
{
    // The table refers to the model, which is a member and would be gone before a child.
    delete m_table;
}

void BackendsView::connectMessages()
{
    connect(&m_table->delegate(), &BackendDelegate::editorProblem, this,
            [this](const QModelIndex &, const QString &text) { say(text); });
    connect(&m_model, &BackendModel::editRefused, this, [this](const QModelIndex &index, const QString &text) {
        say(text);
        Q_EMIT editRefused(index, text);
    });
    connect(&m_model, &BackendModel::editAccepted, this, [this] { say({}); });
    connect(m_table, &BackendsTable::commandRefused, this, &BackendsView::say);
    connect(m_table, &BackendsTable::addRequested, this, &BackendsView::beginAdd);
    connect(m_addLine, &AddLine::entered, this, &BackendsView::add);
    connect(m_addLine, &AddLine::opened, this, [this] { say({}); });
    connect(m_addLine, &AddLine::closed, this, [this] {
        say({});
        m_table->setFocus();
    });
}

void BackendsView::setService(ServiceId service)
{
    m_model.setService(service);
    say({});
}

/// An editor opens and closes without the pointer's doing; asked here, it costs nothing in between.
void BackendsView::setSnapshot(const ServiceSnapshot *snapshot, WallTime at)
{
    m_table->holdWhatIsInUse();
    m_model.setSnapshot(snapshot, at);
}

void BackendsView::beginAdd()
{
    m_addLine->open();
}

void BackendsView::add(const QString &text)
{
    const EditResult result = m_model.document().addBackends(m_model.service(), text);
    say(result.message());
    if (!result.ok())
        return;
    m_addLine->clear();
    m_table->select(result.added);
}

void BackendsView::say(const QString &text)
{
    m_message->say(text);
}

QString BackendsView::message() const
{
    return m_message->text();
}

bool BackendsView::restoreState(const QByteArray &state)
{
    const bool restored = m_table->restoreState(state);
    m_keepSorted->setChecked(m_model.keepsSorted());
    return restored;
}

} // namespace lbfy
