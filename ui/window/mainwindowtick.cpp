// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the window follows the engine: at a steady pace while somebody can see it, and hardly at all otherwise.

#include "ui/window/mainwindow.h"

#include "ui/backends/backendsview.h"
#include "ui/backends/columns.h"
#include "ui/chart/chartpanel.h"
#include "ui/lab/demobanner.h"
#include "ui/lab/loadtab.h"
#include "ui/settings/preferences.h"
#include "ui/text/coretext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/figurestrip.h"
#include "ui/widgets/infobarstack.h"
#include "ui/window/documentbars.h"
#include "ui/window/effectline.h"
#include "ui/window/figures.h"
#include "ui/window/lowertabs.h"
#include "ui/window/servicelist.h"
#include "ui/window/statusline.h"
#include "ui/window/tray.h"

#include <QEvent>

#include <algorithm>
#include <chrono>
#include <utility>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

/// How long nothing may be up before the window says what to do: checks need that long to find out.
constexpr auto patience = 3s;

/// The bar's id.
QString nothingUp()
{
    return QStringLiteral("nothing-up");
}

/// By the operator, not by its health.
bool isTakenOut(const BackendSnapshot &backend)
{
    return backend.state == BackendState::Drain || backend.state == BackendState::Disabled;
}

} // namespace

void MainWindow::tick()
{
    const ServiceConfig *config = m_service ? m_context.document.service(*m_service) : nullptr;
    const ServiceSnapshot *service = config ? m_live.service(config->name) : nullptr;
    const SnapshotPtr running = service ? m_live.snapshot() : nullptr;
    m_tray->tick(running);
    if (m_banner)
        m_banner->follow(m_live.snapshot());
    if (!isVisible() || isMinimized())
        return;
    const MonoTime now = std::chrono::duration_cast<MonoTime>(std::chrono::steady_clock::now().time_since_epoch());
    m_charts->tick(now, std::chrono::system_clock::now());
    m_tabs->load().setServices(loadServices(), config ? QString::fromStdString(config->name) : QString());
    m_tabs->tick(running);
    m_services->tick(m_live.snapshot());
    m_status->refreshUse();
    tellIfNothingIsUp(service);
    if (m_frozen && !std::exchange(m_isOtherService, false))
        return;
    m_isOtherService = false;
    const auto figures = figuresOf(service);
    for (int i = 0; i < figures.size(); ++i)
        m_figures->setFigure(i, figures.at(i));
    m_backends->setSnapshot(service, m_live.snapshot() ? m_live.snapshot()->at : std::chrono::system_clock::now());
    m_effect->setEffect(config ? m_live.effect(config->name) : nullptr);
}

/// Every service of the document, with where it listens at present.
QList<LoadService> MainWindow::loadServices() const
{
    QList<LoadService> services;
    for (const ServiceConfig &config : m_context.document.config().services) {
        const ServiceSnapshot *live = m_live.service(config.name);
        services << LoadService {QString::fromStdString(config.name),
                                 live && live->listening ? QString::fromStdString(live->listen) : QString()};
    }
    return services;
}

/// Starts or stops the redrawing: nothing is drawn that nobody sees.
void MainWindow::tickIfSeen()
{
    const bool seen = isVisible() && !isMinimized();
    m_context.balancer.watch(seen ? m_tabs->wanted() : Watch::Ended);
    // Hidden, a tick is for the tray alone.
    m_tick.start(seen ? 1000 / m_context.preferences.uiRate() : 2000);
    if (seen)
        tick();
}

/// In place, what to do when nobody can be served.
void MainWindow::tellIfNothingIsUp(const ServiceSnapshot *service)
{
    const auto isUp = [](const BackendSnapshot &backend) { return backend.state == BackendState::Up; };
    if (!service || service->backends.empty() || std::ranges::any_of(service->backends, isUp))
        return forgetNothingUp();
    const MonoTime now = m_live.snapshot()->made;
    if (!m_nothingUpSince)
        m_nothingUpSince = now;
    if (now - *m_nothingUpSince < patience || now - *m_nothingUpSince > patience + 10s)
        return; // shown once; who closes it has read it
    m_nothingUpSince = now - patience - 11s;
    InfoContent content {InfoKind::Warning, {}, {}, std::nullopt, nothingUp()};
    // Who has taken all backends out needs no advice on starting one.
    const auto down = std::ranges::find_if_not(service->backends, isTakenOut);
    if (down == service->backends.end()) {
        content.text = tr("No backend takes new connections: all are drained or disabled.");
        content.actions << InfoAction {tr("&Enable all"), [this] { enableAll(); }};
    } else {
        content.text = tr("No backend is up (%1: %2). Start a program there, or give the address of one that runs.")
                               .arg(QString::fromStdString(down->address),
                                    down->stateReason.empty() ? tr("down") : coreText(down->stateReason));
        content.actions << InfoAction {tr("&Edit the address"), [this, name = down->name] { editAddress(name); }}
                        << InfoAction {tr("&Add a backend"), [this] { m_backends->beginAdd(); }};
        if (m_context.startDemo)
            content.actions << InfoAction {tr("Try the &demo"), [this] { tryDemo(); }};
    }
    m_bars->show(std::move(content));
}

void MainWindow::forgetNothingUp()
{
    if (m_nothingUpSince)
        m_bars->dismiss(nothingUp());
    m_nothingUpSince.reset();
}

void MainWindow::enableAll()
{
    if (!m_service)
        return;
    const EditResult result = m_context.document.setField(m_context.document.backends(*m_service), BackendField::Mode,
                                                          QStringLiteral("ready"));
    if (!result.ok())
        m_documentBars->showRefusal(tr("Enable all backends"), result);
}

void MainWindow::editAddress(const std::string &backend)
{
    const auto id = m_service ? m_context.document.backendNamed(*m_service, QString::fromStdString(backend))
                              : std::nullopt;
    const int row = id ? m_backends->model().rowOf(*id) : -1;
    if (row < 0)
        return;
    BackendsTable &table = m_backends->table();
    const QModelIndex address = m_backends->model().index(row, static_cast<int>(Column::Address));
    table.setFocus();
    table.setCurrentIndex(address);
    table.edit(address);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
    fitParts();
    tickIfSeen();
}

void MainWindow::hideEvent(QHideEvent *event)
{
    QMainWindow::hideEvent(event);
    tickIfSeen();
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        tickIfSeen();
}

} // namespace lbfy
