// SPDX-License-Identifier: GPL-3.0-or-later
//
// The desktop program in the test's process: the real window on a live engine with a metrics endpoint, and settings in a
// folder that goes away.

#pragma once

#include "app/runtime.h"
#include "core/config/config.h"
#include "ui/document/document.h"
#include "ui/settings/preferences.h"
#include "ui/theme/theme.h"
#include "ui/window/mainwindow.h"

#include <QTemporaryDir>

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>

namespace lbfy::test {

/// Service "web" on a free port before backends "a", "b", …, metrics on a free port, quick checks.
Config configFor(std::initializer_list<Address> backends);

/// A desktop without a wish for light or dark.
std::unique_ptr<SystemScheme> noWish();

class Session final
{
public:
    explicit Session(const Config &config = configFor({}), const QString &file = {}, Demo *demo = nullptr,
                     std::function<bool()> startDemo = {});

    MainWindow &window() { return *m_window; }
    Document &document() { return m_document; }
    Balancer &balancer() { return m_runtime.balancer(); }
    Preferences &preferences() { return m_preferences; }
    Theme &theme() { return m_theme; }
    QString folder() const { return m_folder.path(); }

    /// Shows the window and starts balancing, as the program does.
    void start();
    /// Where the first service listens; 0 while it does not.
    std::uint16_t port();
    const ServiceSnapshot &service();
    /// Its checks have succeeded, so that it is no guess.
    bool isUp(std::size_t backend);
    /// A value of /metrics, asked for over HTTP; below 0: not there.
    double metric(const QByteArray &series);
    bool barSays(const QString &words);

private:
    QTemporaryDir m_folder;
    Preferences m_preferences;
    Theme m_theme;
    Runtime m_runtime;
    Document m_document;
    std::unique_ptr<MainWindow> m_window;
};

} // namespace lbfy::test
