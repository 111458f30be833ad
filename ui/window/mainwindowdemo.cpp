// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window and the demo. It runs in a program of its own, with a document of its own that has no file, so that the
// user's configuration cannot get in touch with it: backends that are gone with the demo would be of no use there.

#include "ui/window/mainwindow.h"

#include "core/config/names.h"
#include "ui/lab/demobanner.h"
#include "ui/widgets/infobarstack.h"
#include "ui/window/actions.h"
#include "ui/window/documentbars.h"

#include <QAction>
#include <QVBoxLayout>

#include <algorithm>

namespace lbfy {

void MainWindow::buildDemo(QVBoxLayout &layout)
{
    m_actions->of(Command::Demo)->setEnabled(!m_context.demo && m_context.startDemo);
    if (!m_context.demo)
        return;
    m_banner = new DemoBanner(*m_context.demo);
    layout.addWidget(m_banner);
    connect(m_banner, &DemoBanner::strategyWanted, this, [this](StrategyKind strategy, const QString &service) {
        const auto services = m_context.document.services();
        const auto demo = std::ranges::find_if(
                services, [&](ServiceId id) { return m_context.document.service(id)->name == service.toStdString(); });
        if (demo != services.end())
            chooseService(*demo);
        chooseStrategy(strategy);
    });
    connect(m_banner, &DemoBanner::failed, this,
            [this](const QString &message) { m_documentBars->showError(QStringLiteral("demo"), message); });
}

HeadlessCommand MainWindow::headlessCommand() const
{
    if (!m_context.demo)
        return m_context.document.headlessCommand();
    const ServiceConfig *service = m_service ? m_context.document.service(*m_service) : nullptr;
    const std::string_view strategy = nameOf(service ? service->strategy : StrategyKind::RoundRobin);
    return {QStringLiteral("lbfyd --demo --strategy ")
                    + QString::fromUtf8(strategy.data(), static_cast<qsizetype>(strategy.size())),
            {}};
}

bool MainWindow::refusesFiles()
{
    if (!m_context.demo)
        return false;
    InfoContent content {InfoKind::Info, {}, {}, std::nullopt, QStringLiteral("demo-file")};
    content.text = tr(
            "The demo has no file: its backends and addresses are gone when it ends. Configurations are opened "
            "and saved in an lbfy of your own.");
    if (m_context.startPlain) {
        content.actions << InfoAction {tr("&Start lbfy"), [this] {
                                           if (!m_context.startPlain())
                                               m_documentBars->showError(QStringLiteral("demo"),
                                                                         tr("lbfy could not be started."));
                                       }};
    }
    m_bars->show(std::move(content));
    return true;
}

void MainWindow::tryDemo()
{
    if (!m_context.startDemo || !m_context.startDemo())
        m_documentBars->showError(QStringLiteral("demo"), tr("The demo could not be started."));
}

} // namespace lbfy
