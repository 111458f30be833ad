// SPDX-License-Identifier: GPL-3.0-or-later
//
// The windows beside the main one: settings of a service, of the program, preferences, the sheet of keys. Each at most
// once, none of them modal: traffic and charts go on to be seen. Thread: the window's.

#pragma once

#include "ui/document/document.h"

#include <QObject>
#include <QPointer>

QT_BEGIN_NAMESPACE
class QDialog;
class QMainWindow;
class QWidget;
QT_END_NAMESPACE

namespace lbfy {

class GlobalSettings;
class Preferences;
class ServiceSettings;

class SettingsWindows final : public QObject
{
    Q_OBJECT
public:
    SettingsWindows(Document &document, Preferences &preferences, QMainWindow &window);

    void showService(ServiceId service);
    void showGlobal();
    void showPreferences();
    void showShortcuts();

private:
    void follow();
    static void bringUp(QWidget *dialog);
    QDialog *frame(QWidget *page, const QString &title);

    Document &m_document;
    Preferences &m_preferences;
    QMainWindow &m_window;
    QPointer<ServiceSettings> m_service;
    QPointer<GlobalSettings> m_global;
    QPointer<QDialog> m_preferencesDialog;
    ServiceId m_serviceId = 0;
};

} // namespace lbfy
