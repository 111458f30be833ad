// SPDX-License-Identifier: GPL-3.0-or-later
//
// Opening and saving, and that nothing is lost on the way.

#include "ui/window/mainwindow.h"

#include "ui/settings/preferences.h"
#include "ui/widgets/infobarstack.h"
#include "ui/window/actions.h"
#include "ui/window/documentbars.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>

#include <utility>

namespace lbfy {

namespace {

QString configFilter()
{
    return MainWindow::tr("Configurations (*.toml);;All files (*)");
}

} // namespace

void MainWindow::newDocument()
{
    if (refusesFiles())
        return;
    m_context.document.newFile();
    start();
}

void MainWindow::openWithDialog()
{
    if (refusesFiles())
        return;
    const QString path = QFileDialog::getOpenFileName(
            this, tr("Open a configuration"), QFileInfo(m_context.document.path()).absolutePath(), configFilter());
    if (!path.isEmpty())
        open(path);
}

void MainWindow::open(const QString &path)
{
    if (refusesFiles())
        return;
    askBeforeLosingEdits(tr("&Discard them"), [this, path] { load(path); });
}

void MainWindow::load(const QString &path)
{
    const auto problems = m_context.document.open(path);
    if (!problems.empty())
        m_documentBars->showProblems(path, problems);
    else
        m_bars->dismiss(QStringLiteral("open"));
    if (!hasErrors(problems) && !m_context.document.isRunning())
        start();
}

/// What the command line has changed is there again at the next start; so is the demo.
bool MainWindow::hasEditsToLose() const
{
    return !m_context.demo && m_context.document.isModified() && m_context.document.undoStack().count() > 0;
}

/// Edits are in force at once, so it is easily forgotten that the file has not got them.
void MainWindow::askBeforeLosingEdits(const QString &discard, std::function<void()> next)
{
    const Document &document = m_context.document;
    m_bars->dismiss(QStringLiteral("unsaved"));
    if (!hasEditsToLose())
        return next();
    InfoContent content {InfoKind::Warning, {}, {}, std::nullopt, QStringLiteral("unsaved")};
    content.text = document.path().isEmpty()
            ? tr("There are changes that are not saved.")
            : tr("%1 has changes that are not saved.").arg(QFileInfo(document.path()).fileName());
    content.actions << InfoAction {tr("&Save first"), [this, next] {
                                       if (saveDocument())
                                           next();
                                   }};
    content.actions << InfoAction {discard, next};
    m_bars->show(std::move(content));
}

bool MainWindow::saveDocument()
{
    if (refusesFiles())
        return false;
    if (m_context.document.path().isEmpty())
        return saveDocumentAs();
    const EditResult result = m_context.document.save();
    if (result.ok()) {
        m_bars->dismiss(QStringLiteral("save"));
        m_bars->dismiss(QStringLiteral("unsaved"));
        return true;
    }
    m_bars->show({InfoKind::Error,
                  result.message(),
                  {{tr("Save &as…"), [this] { saveDocumentAs(); }}},
                  std::nullopt,
                  QStringLiteral("save")});
    return false;
}

bool MainWindow::saveDocumentAs()
{
    if (refusesFiles())
        return false;
    const QString suggested = m_context.document.path().isEmpty() ? QStringLiteral("lbfy.toml")
                                                                  : m_context.document.path();
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the configuration"), suggested, configFilter());
    if (path.isEmpty())
        return false;
    const EditResult result = m_context.document.saveAs(path);
    if (!result.ok()) {
        m_documentBars->showError(QStringLiteral("save"), result.message());
        return false;
    }
    m_bars->dismiss(QStringLiteral("save"));
    m_bars->dismiss(QStringLiteral("unsaved"));
    return true;
}

void MainWindow::fillRecentFiles()
{
    QMenu *menu = m_actions->recentFiles();
    menu->clear();
    const QStringList files = m_context.preferences.recentFiles();
    for (const QString &path : files)
        connect(menu->addAction(path), &QAction::triggered, this, [this, path] { open(path); });
    menu->setEnabled(!files.isEmpty() && !m_context.demo);
}

} // namespace lbfy
