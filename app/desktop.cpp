// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktop.h"

#include "app/loadconfiguration.h"
#include "app/opendemo.h"
#include "app/runtime.h"
#include "app/shutdownsignals.h"
#include "core/engine/resolver.h"
#include "ui/document/document.h"
#include "ui/settings/preferences.h"
#include "ui/text/translations.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/window/documentbars.h"
#include "ui/window/mainwindow.h"
#include "version.h"

#include <QApplication>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTimer>

#include <cstdlib>
#include <iostream>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace lbfy {

namespace {

/// What Qt complained of first while it looked for a display.
std::string &firstComplaint()
{
    static std::string text;
    return text;
}

/// Qt ends the process with abort() when it finds no display. Said in one line, and with the code for it, instead.
void handleMessageBeforeDisplay(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (firstComplaint().empty() && (type == QtWarningMsg || type == QtCriticalMsg))
        firstComplaint() = text.toStdString();
    if (type != QtFatalMsg)
        return;
    std::cerr << "error: no display for a window ("
              << (firstComplaint().empty() ? text.toStdString() : firstComplaint())
              << "); start with --no-gui, or set DISPLAY or WAYLAND_DISPLAY" << std::endl;
    std::_Exit(toInt(ExitCode::Unavailable));
}

void nameApplication()
{
    QCoreApplication::setApplicationName(QStringLiteral("lbfy"));
    QCoreApplication::setApplicationVersion(QString::fromUtf8(version.data(), static_cast<qsizetype>(version.size())));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("lbfy"));
    QGuiApplication::setDesktopFileName(QStringLiteral("io.github.lbfy.lbfy"));
}

/// The last session's file, where the command line says nothing else.
QString fileToStartWith(const CommandLine &commandLine, const Preferences &preferences)
{
    if (!commandLine.file.empty())
        return QString::fromStdString(commandLine.file);
    const bool told = commandLine.demo || !commandLine.settings.empty() || !commandLine.backends.empty();
    return !told && QFileInfo::exists(preferences.lastFile()) ? preferences.lastFile() : QString();
}

/// Another window of this program.
bool startAnother(const QStringList &arguments)
{
    QProcess process;
    process.setProgram(QCoreApplication::applicationFilePath());
    process.setArguments(arguments);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("LBFY_DEMO")); // the arguments say whether it is one
    process.setProcessEnvironment(environment);
    return process.startDetached();
}

/// The demo looks as the user likes it and leaves nothing behind: it works on a copy of what the window remembers.
QString settingsForDemo(const QTemporaryDir &folder)
{
    const QString copy = folder.filePath(QStringLiteral("ui.conf"));
    QFile::copy(Preferences::standardFile(), copy);
    return copy;
}

/// Window, engine and what joins them.
class Desktop final : public QObject
{
public:
    /// `demo`: null, or what the window shows.
    Desktop(CommandLine commandLine, const LoadedConfiguration &loaded, Preferences &preferences, Theme &theme,
            Demo *demo)
        : m_commandLine(std::move(commandLine))
        , m_runtime(loaded.config.log)
        , m_document([this](const Config &config) { return m_runtime.apply(config); })
        , m_window({m_document, m_runtime.balancer(), m_runtime.log(), theme, preferences,
                    [this] { return m_runtime.metricsAddress(); }, demo,
                    [] { return startAnother({QStringLiteral("--demo")}); }, [] { return startAnother({}); }})
    {
        connect(&m_signals, &ShutdownSignals::terminate, this, [this] { m_window.drainAndClose(); });
        if (!demo)
            connect(&m_signals, &ShutdownSignals::reload, this, [this] { m_window.bars().reload(); });
        if (m_commandLine.demoDuration)
            QTimer::singleShot(*m_commandLine.demoDuration, this, [this] { m_window.drainAndClose(); });
    }

    void start(const LoadedConfiguration &loaded, const QString &file)
    {
        m_runtime.tellStart(file.toStdString());
        m_document.setConfig(loaded.config, file);
        m_window.show();
        // The window is there before the engine is: whatever that has to say is shown in it.
        QMetaObject::invokeMethod(
                this, [this] { m_window.start(); }, Qt::QueuedConnection);
    }

    MainWindow &window() { return m_window; }

private:
    CommandLine m_commandLine;
    Runtime m_runtime;
    Document m_document;
    ShutdownSignals m_signals;
    MainWindow m_window;
};

} // namespace

int runDesktop(int argc, char **argv, const CommandLine &commandLine)
{
    prepareProcess();
    const auto demo = openDemo(commandLine);
    if (!demo) {
        std::cerr << "error: " << demo.message() << std::endl;
        return toInt(ExitCode::Failed);
    }
    LoadedConfiguration loaded = loadConfiguration(commandLine, builtInConfig(demo->get()));
    for (const Diagnostic &diagnostic : loaded.diagnostics)
        std::cerr << diagnostic.toString() << std::endl;
    if (!loaded.ok())
        return toInt(loaded.exitCode);

    qInstallMessageHandler(handleMessageBeforeDisplay);
    nameApplication();
    QApplication application(argc, argv);
    qInstallMessageHandler(nullptr);
    QApplication::setWindowIcon(applicationIcon());
    // A window that waits in the tray is no reason to go: closing it says so itself.
    QApplication::setQuitOnLastWindowClosed(false);

    std::optional<QTemporaryDir> demoFolder;
    if (commandLine.demo)
        demoFolder.emplace();
    Preferences preferences(demoFolder ? settingsForDemo(*demoFolder) : Preferences::standardFile());
    if (demoFolder)
        preferences.setTray(false); // one icon there is enough
    installTranslations(application, preferences.language());
    Theme theme(makeSystemScheme(), preferences.theme());
    const QString file = fileToStartWith(commandLine, preferences);
    std::vector<Diagnostic> problems;
    if (!file.isEmpty() && commandLine.file.empty()) {
        CommandLine withFile = commandLine;
        withFile.file = file.toStdString();
        LoadedConfiguration last = loadConfiguration(withFile);
        // A file that went bad since is shown as a problem in the window, which starts with the built-in service.
        problems = last.diagnostics;
        if (last.ok())
            loaded = std::move(last);
    }
    const bool usesFile = !hasErrors(problems);
    int code = 0;
    {
        Desktop desktop(commandLine, loaded, preferences, theme, demo->get());
        desktop.start(loaded, usesFile ? file : QString());
        if (!problems.empty())
            desktop.window().bars().showProblems(file, problems);
        code = QApplication::exec();
    }
    preferences.sync();
    // As in runHeadless(): a name server that does not answer must not hold up the end.
    if (Resolver::anyUnanswered())
        std::_Exit(code);
    return code;
}

} // namespace lbfy
