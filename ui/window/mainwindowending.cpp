// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the window ends: asking where something would be lost, draining, quitting.

#include "ui/window/mainwindow.h"

#include "ui/lab/demobanner.h"
#include "ui/lab/loadtab.h"
#include "ui/text/format.h"
#include "ui/widgets/infobarstack.h"
#include "ui/window/lowertabs.h"
#include "ui/window/tray.h"

#include <QCloseEvent>
#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace lbfy {

void MainWindow::drainAndClose()
{
    if (m_ending != Ending::No) {
        m_ending = Ending::Now;
        close();
        return;
    }
    m_ending = Ending::Draining;
    if (m_banner)
        m_banner->end();
    m_tabs->load().stop(); // else its clients would go on for as long as they were told to
    m_context.balancer.drain();
    const std::uint64_t open = m_live.snapshot() ? m_live.snapshot()->active : 0;
    m_bars->show({InfoKind::Info,
                  tr("No new connections are taken; lbfy quits when those open (%1 now) have finished.")
                          .arg(formatCount(open)),
                  {{tr("&Quit now"), [this] { drainAndClose(); }}},
                  std::nullopt,
                  QStringLiteral("close")});
}

void MainWindow::askBeforeClosing()
{
    InfoContent content {InfoKind::Warning, {}, {}, std::nullopt, QStringLiteral("close")};
    const std::uint64_t open = m_live.snapshot()->active;
    content.text = tr("%1 connections are open. Quitting now would cut them.", nullptr, pluralOf(open))
                           .arg(formatCount(open));
    content.actions << InfoAction {tr("&Let them finish, then quit"), [this] { drainAndClose(); }};
    content.actions << InfoAction {tr("&Quit now"), [this] {
                                       m_ending = Ending::Now;
                                       close();
                                   }};
    if (m_tray->isShown())
        content.actions << InfoAction {tr("&Keep running in the tray"), [this] { hide(); }};
    m_bars->show(std::move(content));
}

/// A question is no use in a window that waits in the tray.
void MainWindow::comeForward()
{
    if (isVisible() && !isMinimized())
        return;
    showNormal();
    raise();
    activateWindow();
}

/// Connections of the load that was started here: who closes the window needs not be asked about them.
std::uint64_t MainWindow::ownClients() const
{
    const LoadTab &load = m_tabs->load();
    if (!load.isLoading())
        return 0;
    const std::string target = load.plan().targets.front().toString();
    const QList<LoadService> services = loadServices();
    const bool isOurs = std::ranges::count(services, QString::fromStdString(target), &LoadService::listen) > 0;
    return isOurs ? load.figures().openConnections : 0;
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    // As the preferences say: with the icon in the tray, the window's own button leaves lbfy there.
    if (event->spontaneous() && m_ending == Ending::No && m_tray->isShown()) {
        hide();
        return event->ignore();
    }
    if (m_ending == Ending::No && hasEditsToLose() && !m_mayLoseEdits) {
        comeForward();
        askBeforeLosingEdits(tr("&Quit without saving"), [this] {
            m_mayLoseEdits = true;
            close();
        });
        return event->ignore();
    }
    // The demo's clients are its own: nobody is cut.
    if (m_banner) {
        m_banner->end();
        m_ending = Ending::Now;
    }
    const bool busy = m_live.snapshot() && m_live.snapshot()->active > ownClients();
    if (busy && m_ending == Ending::No) {
        comeForward();
        askBeforeClosing();
        return event->ignore();
    }
    if (busy && m_ending == Ending::Draining)
        return event->ignore();
    m_ending = Ending::Now;
    event->accept();
    QCoreApplication::quit();
}

} // namespace lbfy
