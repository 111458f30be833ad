// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the window is put together and follows the document. Who gets how much height: mainwindowparts.cpp; what its actions
// do: mainwindowactions.cpp; how it follows the engine: mainwindowtick.cpp.

#include "ui/window/mainwindow.h"

#include "ui/backends/backendsview.h"
#include "ui/chart/chartpanel.h"
#include "ui/settings/preferences.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/figurestrip.h"
#include "ui/widgets/filteredit.h"
#include "ui/widgets/infobarstack.h"
#include "ui/window/actions.h"
#include "ui/window/documentbars.h"
#include "ui/window/effectline.h"
#include "ui/window/figures.h"
#include "ui/window/lowertabs.h"
#include "ui/window/servicebar.h"
#include "ui/window/servicelist.h"
#include "ui/window/settingswindows.h"
#include "ui/window/statusline.h"
#include "ui/window/tray.h"
#include "ui/window/windowmemory.h"

#include <QAction>
#include <QDataStream>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>

namespace lbfy {

namespace {

QByteArray packed(const QVariantMap &map)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << map;
    return bytes;
}

QVariantMap unpacked(const QByteArray &bytes)
{
    QVariantMap map;
    QDataStream stream(bytes);
    stream >> map;
    return map;
}

} // namespace

MainWindow::MainWindow(WindowContext context) : m_context(context), m_live(this)
{
    QAction *undo = context.document.createUndoAction(this);
    QAction *redo = context.document.createRedoAction(this);
    undo->setIcon(icon(IconName::Undo));
    redo->setIcon(icon(IconName::Redo));
    m_backends = new BackendsView(context.document);
    m_actions = new Actions(*this, undo, redo, m_backends->table().commands());
    build();
    setColors();
    connectDocument();
    connectParts();
    connectActions();
    connectChoices();
    showConfig();
    remember();
    // A new line for backends is wanted wherever the focus is; the table's other keys only where they are meant.
    m_backends->table().action(BackendsTable::Command::Add)->setShortcutContext(Qt::WindowShortcut);
    m_backends->table().setFocus();
}

MainWindow::~MainWindow()
{
    m_memory->save();
    // A field that loses the focus as the window goes must not speak to parts that are gone.
    const auto parts = findChildren<QObject *>();
    for (QObject *part : parts)
        part->disconnect(this);
    m_context.balancer.watch(Watch::Nothing);
}

void MainWindow::build()
{
    setMinimumSize(900, 560);
    auto *centre = new QWidget(this);
    m_bars = new InfoBarStack(centre);
    m_bar = new ServiceBar(m_actions->of(Command::StartStop), m_actions->of(Command::Freeze), centre);
    m_figures = new FigureStrip(keyFigureCount, centre);
    m_filter = new FilterEdit(
            tr("Filter backends"),
            tr("Filter backends (%1)")
                    .arg(m_actions->of(Command::Filter)->shortcut().toString(QKeySequence::NativeText)),
            centre);
    m_charts = new ChartPanel(m_live.history(), m_context.theme.colors());
    m_effect = new EffectLine;
    m_tabs = new LowerTabs(m_live.timeline(), m_context.log, m_context.demo);
    m_services = new ServiceList(m_context.document);
    m_status = new StatusLine(this);
    setStatusBar(m_status);

    auto *chartArea = new QWidget;
    auto *chartLayout = new QVBoxLayout(chartArea);
    chartLayout->setContentsMargins(0, 0, 0, 0);
    chartLayout->setSpacing(4);
    chartLayout->addWidget(m_charts, 1);
    chartLayout->addWidget(m_effect);

    m_parts = new QSplitter(Qt::Vertical);
    m_parts->addWidget(m_backends);
    m_parts->addWidget(chartArea);
    m_parts->addWidget(m_tabs);
    m_parts->setChildrenCollapsible(false);
    m_parts->installEventFilter(this);
    for (int i = 0; i < 3; ++i)
        m_parts->setStretchFactor(i, i == 0 ? 0 : 4 - i);

    auto *figuresRow = new QHBoxLayout;
    // Where room is short, the filter gives way first.
    m_filter->setMaximumWidth(m_filter->sizeHint().width());
    m_filter->setMinimumWidth(110);
    m_filter->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    figuresRow->addWidget(m_figures, 4);
    figuresRow->addWidget(m_filter, 1);
    figuresRow->setAlignment(m_filter, Qt::AlignBottom);
    auto *service = new QWidget;
    auto *layout = new QVBoxLayout(service);
    layout->setContentsMargins(8, 8, 8, 0);
    layout->setSpacing(8);
    layout->addWidget(m_bar);
    layout->addLayout(figuresRow);
    layout->addWidget(m_parts, 1);

    m_sides = new QSplitter(Qt::Horizontal);
    m_sides->addWidget(m_services);
    m_sides->addWidget(service);
    m_sides->setStretchFactor(1, 1);
    m_sides->setCollapsible(1, false);
    auto *outer = new QVBoxLayout(centre);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    buildDemo(*outer);
    outer->addWidget(m_bars);
    outer->addWidget(m_sides, 1);
    setCentralWidget(centre);

    m_toasts = new ToastArea(centre);
    m_documentBars = new DocumentBars(m_context.document, *m_bars, *m_toasts, this);
    m_settings = new SettingsWindows(m_context.document, m_context.preferences, *this);
    m_tray = new Tray(m_context.preferences, m_live.timeline(), *this, m_actions->of(Command::Freeze),
                      m_actions->of(Command::Quit));
}

void MainWindow::remember()
{
    m_memory = new WindowMemory(m_context.preferences, *this);
    m_memory->restoreGeometry();
    // Heights that nobody has chosen follow the number of rows.
    m_memory->keep(
            QStringLiteral("parts"), 2, [this] { return m_partsChosen ? m_parts->saveState() : QByteArray(); },
            [this](const QByteArray &state) { m_partsChosen = m_parts->restoreState(state); });
    connect(m_parts, &QSplitter::splitterMoved, this, [this] {
        m_partsChosen = true;
        m_memory->noteChange();
    });
    m_memory->keep(QStringLiteral("sides"), 1, m_sides);
    m_memory->keep(
            QStringLiteral("backends"), 1, [this] { return m_backends->saveState(); },
            [this](const QByteArray &state) { m_backends->restoreState(state); });
    m_memory->keep(
            QStringLiteral("tabs"), 1, [this] { return packed(m_tabs->saveState()); },
            [this](const QByteArray &state) { m_tabs->restoreState(unpacked(state)); });
    connect(m_tabs, &LowerTabs::stateChanged, m_memory, &WindowMemory::noteChange);
    connect(m_backends, &BackendsView::arrangementChanged, m_memory, &WindowMemory::noteChange);
}

void MainWindow::connectDocument()
{
    Document &document = m_context.document;
    connect(&document, &Document::configChanged, this, &MainWindow::showConfig);
    connect(&document, &Document::runningChanged, this, &MainWindow::showConfig);
    connect(&document, &Document::modifiedChanged, this, &MainWindow::showTitle);
    connect(&document, &Document::pathChanged, this, [this](const QString &path) {
        showTitle();
        // A session without a file, or one whose file went bad, does not make the last one be forgotten.
        if (path.isEmpty())
            return;
        m_context.preferences.addRecentFile(path);
        m_context.preferences.setLastFile(path);
        fillRecentFiles();
    });
    connect(&document, &Document::edited, this,
            [this](TimelineEvent::Kind kind, const QString &service, const QString &backend, const QString &text) {
                // A running engine tells of its strategy itself.
                if (kind == TimelineEvent::Kind::Strategy && m_context.document.isRunning())
                    return;
                m_live.timeline().add(kind, std::chrono::system_clock::now(), service, backend, text);
            });
    connect(&document.undoStack(), &QUndoStack::undoTextChanged, m_status, &StatusLine::setUndoText);
    connect(&document.undoStack(), &QUndoStack::indexChanged, this, [this] { m_mayLoseEdits = false; });
}

void MainWindow::connectParts()
{
    connect(&m_context.balancer, &Balancer::snapshotReady, &m_live, &LiveData::take);
    connect(&m_context.balancer, &Balancer::drained, this, [this] {
        m_ending = Ending::Now;
        close();
    });
    // Events come in bursts, and the charts draw all of them anew: once for a burst.
    connect(&m_live.timeline(), &Timeline::added, this, [this] {
        if (!std::exchange(m_marksAreOld, true))
            QMetaObject::invokeMethod(this, &MainWindow::showMarks, Qt::QueuedConnection);
    });
    connect(&m_context.theme, &Theme::changed, this, &MainWindow::setColors);
    connect(&m_context.preferences, &Preferences::changed, this, [this] {
        m_context.theme.choose(m_context.preferences.theme());
        m_actions->themes()->actions().at(static_cast<int>(m_context.preferences.theme()))->setChecked(true);
        tickIfSeen();
    });
    connect(m_services, &ServiceList::chosen, this, &MainWindow::chooseService);
    connect(m_filter, &FilterEdit::filterChanged, m_backends, &BackendsView::setFilter);
    connect(m_filter, &FilterEdit::left, this, [this] { m_backends->table().setFocus(Qt::OtherFocusReason); });
    connect(m_backends, &BackendsView::selectionChanged, this, [this](const std::vector<BackendId> &ids) {
        m_selected = ids;
        showBackends();
    });
    connect(m_tabs, &LowerTabs::startRequested, this, &MainWindow::start);
    connect(m_tabs, &LowerTabs::markRequested, this, &MainWindow::setMarker);
    connect(m_tabs, &LowerTabs::closeRequested, this,
            [this](std::vector<std::uint64_t> ids) { m_context.balancer.closeConnections(std::move(ids)); });
    connect(m_tabs, &LowerTabs::stateChanged, this, [this] { m_context.balancer.watch(m_tabs->wanted()); });
    connect(m_tabs, &LowerTabs::pagesChanged, this, [this] {
        m_context.balancer.watch(m_tabs->wanted());
        shareHeight();
    });
    connect(m_tabs, &LowerTabs::timeChosen, this, [this](WallTime at) {
        if (m_charts->showTime(at))
            setFrozen(true);
    });
    connect(m_charts, &ChartPanel::frozenChanged, this, &MainWindow::setFrozen);
    connect(m_effect, &EffectLine::dismissed, this, [this] {
        if (const ServiceConfig *service = m_service ? m_context.document.service(*m_service) : nullptr)
            m_live.dismissEffect(service->name);
        m_effect->setEffect(nullptr);
    });
    connect(&m_tick, &QTimer::timeout, this, &MainWindow::tick);
}

/// The charts are drawn for export as well and take colours; all else goes by its palette.
void MainWindow::setColors()
{
    m_charts->setColors(m_context.theme.colors());
}

void MainWindow::chooseService(ServiceId service)
{
    if (m_service == service)
        return;
    m_service = service;
    m_isOtherService = true;
    forgetNothingUp();
    m_bar->forgetEdit(); // it was of the other one
    m_backends->setService(service);
    showConfig();
    showMarks();
}

void MainWindow::showMarks()
{
    m_marksAreOld = false;
    m_charts->setMarkers(m_live.timeline().events());
}

/// Everything that follows from the document, not from the engine.
void MainWindow::showConfig()
{
    const Document &document = m_context.document;
    followNames();
    m_services->refill();
    const auto services = document.services();
    if (!m_service || !document.service(*m_service)) {
        m_service.reset();
        if (!services.empty())
            return chooseService(services.front());
    }
    const ServiceConfig *service = m_service ? document.service(*m_service) : nullptr;
    if (service) {
        m_services->setCurrent(*m_service);
        const ServiceSnapshot *live = m_live.service(service->name);
        m_bar->setListen(QString::fromStdString(service->listen.toString()),
                         live && live->listening ? QString::fromStdString(live->listen) : QString());
        m_bar->setStrategy(service->strategy);
        m_actions->strategies()->actions().at(static_cast<int>(service->strategy))->setChecked(true);
    }
    m_actions->showRunning(document.isRunning());
    m_actions->of(Command::RemoveService)->setEnabled(services.size() > 1);
    m_status->setMetricsUrl(metricsUrl());
    m_status->setHeadlessCommand(headlessCommand());
    showTitle();
    showBackends();
    fitParts();
    tick();
}

void MainWindow::showTitle()
{
    if (m_context.demo)
        return setWindowTitle(tr("Demo"));
    const QString path = m_context.document.path();
    setWindowTitle((path.isEmpty() ? tr("Not saved yet") : QFileInfo(path).fileName()) + QStringLiteral("[*]"));
    setWindowFilePath(path);
    setWindowModified(m_context.document.isModified());
}

/// Of the endpoint that is there, else of the one that is configured.
QString MainWindow::metricsUrl() const
{
    const auto real = m_context.metricsAddress ? m_context.metricsAddress() : std::nullopt;
    return lbfy::metricsUrl(real ? real : m_context.document.config().metrics);
}

/// The charts' lines: in the order of the table, coloured for life, thick where selected.
void MainWindow::showBackends()
{
    const Document &document = m_context.document;
    const ServiceConfig *service = m_service ? document.service(*m_service) : nullptr;
    if (!service)
        return;
    std::vector<ChartBackend> backends;
    for (const BackendId id : document.backends(*m_service)) {
        const bool isSelected = std::find(m_selected.begin(), m_selected.end(), id) != m_selected.end();
        backends.push_back({QString::fromStdString(document.backend(id)->name),
                            static_cast<std::size_t>(document.colorIndex(id)), isSelected});
    }
    m_charts->setBackends(QString::fromStdString(service->name), std::move(backends));
}

/// Renamed services and backends keep their past.
void MainWindow::followNames()
{
    const Document &document = m_context.document;
    std::map<BackendId, SeriesKey> names;
    for (const ServiceId service : document.services()) {
        for (const BackendId id : document.backends(service))
            names[id] = {document.service(service)->name, document.backend(id)->name};
    }
    for (const auto &[id, now] : names) {
        const auto before = m_names.find(id);
        if (before == m_names.end() || before->second == now)
            continue;
        if (before->second.service != now.service) {
            m_live.history().renameService(before->second.service, now.service);
        } else {
            m_live.history().rename(now.service, before->second.backend, now.backend);
            m_charts->renameBackend(QString::fromStdString(before->second.backend),
                                    QString::fromStdString(now.backend));
        }
    }
    m_names = std::move(names);
}

} // namespace lbfy
