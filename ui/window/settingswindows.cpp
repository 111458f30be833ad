// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/settingswindows.h"

#include "ui/settings/globalsettings.h"
#include "ui/settings/preferences.h"
#include "ui/settings/preferencesdialog.h"
#include "ui/settings/servicesettings.h"
#include "ui/widgets/shortcutsheet.h"

#include <QDialog>
#include <QMainWindow>
#include <QSystemTrayIcon>
#include <QVBoxLayout>

namespace lbfy {

SettingsWindows::SettingsWindows(Document &document, Preferences &preferences, QMainWindow &window)
    : QObject(&window)
    , m_document(document)
    , m_preferences(preferences)
    , m_window(window)
{
    connect(&document, &Document::configChanged, this, &SettingsWindows::follow);
}

/// What is typed in it stays.
void SettingsWindows::bringUp(QWidget *dialog)
{
    dialog->raise();
    dialog->activateWindow();
}

QDialog *SettingsWindows::frame(QWidget *page, const QString &title)
{
    auto *dialog = new QDialog(&m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(title);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(page);
    dialog->resize(page->sizeHint().boundedTo(m_window.size() * 0.95));
    return dialog;
}

void SettingsWindows::showService(ServiceId service)
{
    if (m_service && m_serviceId == service)
        return bringUp(m_service->window());
    if (m_service)
        m_service->window()->close();
    const auto index = m_document.state().find(service);
    if (!index)
        return;
    m_serviceId = service;
    auto *page = new ServiceSettings;
    QDialog *dialog = frame(page, tr("Service settings"));
    m_service = page;
    page->edit(m_document.config(), *index);
    connect(page, &SettingsForm::closeRequested, dialog, &QDialog::close);
    connect(page, &ServiceSettings::applied, this, [this, page](const ServiceConfig &wanted) {
        page->setErrors(m_document.setServiceSettings(m_serviceId, wanted).errors);
    });
    dialog->show();
}

void SettingsWindows::showGlobal()
{
    if (m_global)
        return bringUp(m_global->window());
    auto *page = new GlobalSettings;
    QDialog *dialog = frame(page, tr("Program settings"));
    m_global = page;
    page->edit(m_document.config());
    connect(page, &SettingsForm::closeRequested, dialog, &QDialog::close);
    connect(page, &GlobalSettings::applied, this,
            [this, page](const Config &wanted) { page->setErrors(m_document.setGlobalSettings(wanted).errors); });
    dialog->show();
}

void SettingsWindows::showPreferences()
{
    if (!m_preferencesDialog) {
        const bool tray = QSystemTrayIcon::isSystemTrayAvailable();
        m_preferencesDialog = new PreferencesDialog(m_preferences, tray ? TraySupport::Available : TraySupport::None,
                                                    &m_window);
        m_preferencesDialog->setAttribute(Qt::WA_DeleteOnClose);
    }
    m_preferencesDialog->show();
    bringUp(m_preferencesDialog);
}

void SettingsWindows::showShortcuts()
{
    auto *sheet = new ShortcutSheet(shortcutsOf(*m_window.menuBar()), &m_window);
    sheet->setAttribute(Qt::WA_DeleteOnClose);
    sheet->show();
}

void SettingsWindows::follow()
{
    if (m_global)
        m_global->follow(m_document.config());
    if (!m_service)
        return;
    if (const auto index = m_document.state().find(m_serviceId))
        m_service->follow(m_document.config(), *index);
    else
        m_service->window()->close();
}

} // namespace lbfy
