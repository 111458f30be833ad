// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window's actions do. Files: mainwindowfiles.cpp; the end: mainwindowending.cpp.

#include "ui/window/mainwindow.h"

#include "ui/backends/backendsview.h"
#include "ui/chart/chartpanel.h"
#include "ui/settings/preferences.h"
#include "ui/text/format.h"
#include "ui/text/strategywords.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/filteredit.h"
#include "ui/widgets/infobarstack.h"
#include "ui/window/actions.h"
#include "ui/window/documentbars.h"
#include "ui/window/lowertabs.h"
#include "ui/window/servicebar.h"
#include "ui/window/servicelist.h"
#include "ui/window/settingswindows.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QInputDialog>
#include <QMenu>
#include <QMessageBox>

#include <algorithm>
#include <chrono>

namespace lbfy {

void MainWindow::connectActions()
{
    const auto on = [this](Command command, auto run) {
        connect(m_actions->of(command), &QAction::triggered, this, run);
    };
    on(Command::New, [this] { askBeforeLosingEdits(tr("&Discard them"), [this] { newDocument(); }); });
    on(Command::Open, [this] { openWithDialog(); });
    on(Command::Save, [this] { saveDocument(); });
    on(Command::SaveAs, [this] { saveDocumentAs(); });
    on(Command::ExportPng, [this] { exportCharts(QStringLiteral("png")); });
    on(Command::ExportSvg, [this] { exportCharts(QStringLiteral("svg")); });
    on(Command::ExportCsv, [this] { exportCharts(QStringLiteral("csv")); });
    on(Command::CopyMetricsUrl, [this] { QApplication::clipboard()->setText(metricsUrl()); });
    on(Command::CopyHeadlessCommand, [this] { QApplication::clipboard()->setText(headlessCommand().command); });
    on(Command::Quit, [this] { close(); });
    on(Command::StartStop, [this] {
        if (m_context.document.isRunning())
            m_context.document.stop();
        else
            start();
    });
    on(Command::ServiceSettings, [this] {
        if (m_service)
            m_settings->showService(*m_service);
    });
    on(Command::GlobalSettings, [this] { m_settings->showGlobal(); });
    on(Command::AddService, [this] { addService(); });
    on(Command::RemoveService, [this] { removeService(); });
    on(Command::Preferences, [this] { m_settings->showPreferences(); });
    on(Command::Freeze, [this] { setFrozen(!m_frozen); });
    on(Command::Marker, [this] { setMarker(); });
    on(Command::Filter, [this] {
        // Where the focus is decides what is filtered.
        if (m_tabs->isAncestorOf(QApplication::focusWidget()))
            m_tabs->focusFilter();
        else
            m_filter->setFocus();
    });
    on(Command::NextPane, [this] { focusNextPane(); });
    on(Command::Shortcuts, [this] { m_settings->showShortcuts(); });
    on(Command::Demo, [this] { tryDemo(); });
    on(Command::About, [this] { about(); });
    fillRecentFiles();
    m_actions->showFrozen(false);
}

void MainWindow::connectChoices()
{
    connect(m_bar, &ServiceBar::strategyChosen, this, &MainWindow::chooseStrategy);
    connect(m_actions->strategies(), &QActionGroup::triggered, this, [this](QAction *action) {
        chooseStrategy(static_cast<StrategyKind>(m_actions->strategies()->actions().indexOf(action)));
    });
    connect(m_bar, &ServiceBar::listenEdited, this, [this](const QString &address) {
        if (!m_service)
            return;
        const EditResult result = m_context.document.setListen(*m_service, address);
        if (result.ok())
            return;
        m_documentBars->showRefusal(tr("Listen on %1").arg(address), result);
        m_bar->refuseListen(result.message());
    });
    connect(m_bar, &ServiceBar::listenReverted, this, [this] { m_bars->dismiss(QStringLiteral("refused")); });
    const auto chooseWindow = [this](std::chrono::seconds window) {
        m_context.preferences.setTimeWindow(window);
        m_charts->setTimeWindow(window);
        m_bar->setTimeWindow(window);
        m_actions->windows()->actions().at(indexOfTimeWindow(window))->setChecked(true);
    };
    chooseWindow(m_context.preferences.timeWindow());
    connect(m_bar, &ServiceBar::timeWindowChosen, this, chooseWindow);
    connect(m_actions->windows(), &QActionGroup::triggered, this, [this, chooseWindow](QAction *action) {
        chooseWindow(timeWindowAt(static_cast<int>(m_actions->windows()->actions().indexOf(action))));
    });
    connect(m_charts, &ChartPanel::windowWheel, this, [this, chooseWindow](int steps) {
        const int last = static_cast<int>(timeWindowChoices().size()) - 1;
        const int index = indexOfTimeWindow(m_charts->timeWindow()) - (steps > 0 ? 1 : -1);
        chooseWindow(timeWindowAt(std::clamp(index, 0, last)));
    });
    m_actions->themes()->actions().at(static_cast<int>(m_context.preferences.theme()))->setChecked(true);
    connect(m_actions->themes(), &QActionGroup::triggered, this, [this](QAction *action) {
        m_context.preferences.setTheme(static_cast<ThemeChoice>(m_actions->themes()->actions().indexOf(action)));
    });
}

void MainWindow::start()
{
    m_documentBars->start();
}

void MainWindow::chooseStrategy(StrategyKind strategy)
{
    const ServiceConfig *service = m_service ? m_context.document.service(*m_service) : nullptr;
    if (!service || service->strategy == strategy)
        return;
    const ServiceSnapshot *live = m_live.service(service->name);
    const std::uint64_t open = live ? live->active : 0;
    if (const EditResult result = m_context.document.setStrategy(*m_service, strategy); !result.ok()) {
        m_documentBars->showRefusal(tr("Switch to %1").arg(strategyTitle(strategy)), result);
        return showConfig();
    }
    m_documentBars->toast(
            open > 0 ? tr("%1 is used for new connections; %2 open ones stay where they are.", nullptr, pluralOf(open))
                               .arg(strategyTitle(strategy), formatCount(open))
                     : tr("%1 is used for new connections.").arg(strategyTitle(strategy)));
}

void MainWindow::exportCharts(const QString &kind)
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Export"), QStringLiteral("lbfy.") + kind,
                                                      kind.toUpper() + QStringLiteral(" (*.") + kind + QChar(u')'));
    if (path.isEmpty())
        return;
    const Result<Done> result = kind == QStringLiteral("png") ? m_charts->exportPng(path, devicePixelRatioF())
            : kind == QStringLiteral("svg")                   ? m_charts->exportSvg(path)
                                                              : m_charts->exportCsv(path);
    if (result.ok()) {
        m_bars->dismiss(QStringLiteral("export"));
        m_toasts->show(
                {InfoKind::Info, tr("Written to %1").arg(path), {}, std::chrono::seconds(6), QStringLiteral("toast")});
    } else {
        m_documentBars->showError(QStringLiteral("export"), QString::fromStdString(result.message()));
    }
}

void MainWindow::setMarker()
{
    const WallTime at = std::chrono::system_clock::now();
    const auto &events = m_live.timeline().events();
    const auto marks = std::count_if(events.begin(), events.end(),
                                     [](const auto &event) { return event.kind == TimelineEvent::Kind::Mark; });
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Set marker"));
    dialog->setLabelText(tr("What happens at %1:").arg(formatTimeOfDay(at)));
    dialog->setTextValue(tr("Marker %1").arg(marks + 1));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, at](const QString &text) {
        if (!text.trimmed().isEmpty())
            m_live.timeline().add(TimelineEvent::Kind::Mark, at, {}, {}, text.trimmed());
    });
    dialog->open();
}

void MainWindow::setFrozen(bool frozen)
{
    if (m_frozen == frozen)
        return;
    m_frozen = frozen;
    m_charts->setFrozen(frozen);
    m_tabs->setPicture(frozen ? LowerTabs::Picture::Frozen : LowerTabs::Picture::Live);
    m_actions->showFrozen(frozen);
    tick();
}

void MainWindow::focusNextPane()
{
    const QList<QWidget *> panes {m_services, m_bar, m_backends, m_charts, m_tabs};
    const QWidget *focus = QApplication::focusWidget();
    const auto holds = [focus](const QWidget *pane) { return pane == focus || (focus && pane->isAncestorOf(focus)); };
    const auto at = std::find_if(panes.begin(), panes.end(), holds);
    const qsizetype from = at == panes.end() ? -1 : at - panes.begin();
    for (qsizetype step = 1; step <= panes.size(); ++step) {
        QWidget *pane = panes.at((from + step) % panes.size());
        if (!pane->isVisible())
            continue;
        if (pane == m_backends)
            return m_backends->table().setFocus(Qt::TabFocusReason);
        if (pane->focusPolicy() != Qt::NoFocus)
            return pane->setFocus(Qt::TabFocusReason);
        const auto inside = pane->findChildren<QWidget *>();
        const auto first = std::find_if(inside.begin(), inside.end(), [](const QWidget *widget) {
            return widget->isVisible() && widget->isEnabled() && (widget->focusPolicy() & Qt::TabFocus) != 0;
        });
        if (first != inside.end())
            return (*first)->setFocus(Qt::TabFocusReason);
    }
}

void MainWindow::addService()
{
    const auto services = m_context.document.services();
    ServiceConfig service;
    service.listen = {"127.0.0.1", 0};
    for (std::size_t i = services.size() + 1; service.name.empty(); ++i) {
        const QString name = QStringLiteral("service-%1").arg(i);
        if (!m_context.document.serviceNamed(name))
            service.name = name.toStdString();
    }
    service.backends.push_back({.name = {}, .address = {"127.0.0.1", 9000}});
    if (const EditResult result = m_context.document.addService(service); !result.ok())
        return m_documentBars->showRefusal(tr("Add a service"), result);
    if (const auto id = m_context.document.serviceNamed(QString::fromStdString(service.name))) {
        chooseService(*id);
        m_settings->showService(*id);
    }
}

void MainWindow::removeService()
{
    const ServiceConfig *service = m_service ? m_context.document.service(*m_service) : nullptr;
    if (!service)
        return;
    const QString name = QString::fromStdString(service->name);
    const EditResult result = m_context.document.removeService(*m_service);
    if (result.ok())
        m_documentBars->toast(tr("%1 is removed; its open connections may finish.").arg(name));
    else
        m_documentBars->showRefusal(tr("Remove service %1").arg(name), result);
}

void MainWindow::about()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("About lbfy"),
                                tr("<h3>lbfy %1</h3><p>A layer-4 load balancer with a live dashboard.</p>"
                                   "<p>Qt %2. Free software under the GNU General Public License, version 3 or "
                                   "later; it comes without warranty.</p>")
                                        .arg(QCoreApplication::applicationVersion(), QString::fromLatin1(qVersion())),
                                QMessageBox::Close, this);
    box->setIconPixmap(QApplication::windowIcon().pixmap(64));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace lbfy
