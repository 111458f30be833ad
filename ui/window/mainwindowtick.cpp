// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the window follows the engine: at a steady pace while somebody can see it, and hardly at all otherwise.

#include "ui/window/mainwindow.h"

#include "ui/backends/backendsview.h"
#include "ui/backends/columns.h"
#include "ui/chart/chartpanel.h"
#include "ui/settings/preferences.h"
#include "ui/theme/theme.h"
#include "ui/widgets/figurestrip.h"
#include "ui/widgets/infobarstack.h"
#include "ui/window/effectline.h"
#include "ui/window/figures.h"
#include "ui/window/lowertabs.h"
#include "ui/window/servicelist.h"
#include "ui/window/statusline.h"
#include "ui/window/tray.h"

#include <QEvent>

#include <algorithm>
#include <chrono>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

/// How long nothing may be up before the window says what to do: checks need that long to find out.
constexpr auto patience = 3s;

} // namespace

void MainWindow::tick()
{
    const ServiceConfig *config = m_service ? m_context.document.service(*m_service) : nullptr;
    const ServiceSnapshot *service = config ? m_live.service(config->name) : nullptr;
    const SnapshotPtr running = service ? m_live.snapshot() : nullptr;
    m_tray->tick(running);
    if (!isVisible() || isMinimized())
        return;
    const MonoTime now = std::chrono::duration_cast<MonoTime>(std::chrono::steady_clock::now().time_since_epoch());
    m_charts->tick(now, std::chrono::system_clock::now());
    m_tabs->tick(running);
    m_services->tick(m_live.snapshot(), m_context.theme.colors());
    m_status->refreshUse();
    tellIfNothingIsUp(service);
    if (m_frozen)
        return;
    const auto figures = figuresOf(service);
    for (int i = 0; i < figures.size(); ++i)
        m_figures->setFigure(i, figures.at(i));
    m_backends->setSnapshot(service, m_live.snapshot() ? m_live.snapshot()->at : std::chrono::system_clock::now());
    m_effect->setEffect(config ? m_live.effect(config->name) : nullptr);
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
    static const QString id = QStringLiteral("nothing-up");
    const auto isUp = [](const BackendSnapshot &backend) { return backend.state == BackendState::Up; };
    const bool nothing = service && !service->backends.empty()
            && std::none_of(service->backends.begin(), service->backends.end(), isUp);
    if (!nothing) {
        if (m_nothingUpSince)
            m_bars->dismiss(id);
        m_nothingUpSince.reset();
        return;
    }
    const MonoTime now = m_live.snapshot()->made;
    if (!m_nothingUpSince)
        m_nothingUpSince = now;
    if (now - *m_nothingUpSince < patience || now - *m_nothingUpSince > patience + 10s)
        return; // shown once; who closes it has read it
    const BackendSnapshot &first = service->backends.front();
    const QString text = tr("No backend is up (%1: %2). Start a program there, or give the address of one that runs.")
                                 .arg(QString::fromStdString(first.address),
                                      first.stateReason.empty() ? tr("down")
                                                                : QString::fromStdString(first.stateReason));
    m_nothingUpSince = now - patience - 11s;
    m_bars->show({InfoKind::Warning,
                  text,
                  {{tr("&Edit the address"), [this] { editFirstAddress(); }},
                   {tr("&Add a backend"), [this] { m_backends->beginAdd(); }}},
                  std::nullopt,
                  id});
}

void MainWindow::editFirstAddress()
{
    BackendsTable &table = m_backends->table();
    const QModelIndex address = m_backends->model().index(0, static_cast<int>(Column::Address));
    table.setFocus();
    table.setCurrentIndex(address);
    table.edit(address);
}

void MainWindow::showEvent(QShowEvent *event)
{
    QMainWindow::showEvent(event);
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
