// SPDX-License-Identifier: GPL-3.0-or-later
//
// The front end without a window: lbfyd, and lbfy --no-gui. Starts the engine from a command line, follows signals,
// ends with the exit codes of sysexits.h. Thread: main.

#pragma once

#include "app/commandline.h"
#include "app/democonsole.h"
#include "app/exitcode.h"
#include "app/runtime.h"
#include "app/servicemanager.h"
#include "app/shutdownsignals.h"

#include <QObject>

#include <memory>

namespace lbfy {

class Headless final : public QObject
{
    Q_OBJECT
public:
    /// `commandLine` is kept: a reload applies it to the file again.
    Headless(CommandLine commandLine, Config config);

    /// Opens everything. If that fails, the messages are on standard error and the code says why.
    ExitCode start();
    /// After start(): clients for it, and their figures on standard output. `demo` outlives it.
    ExitCode startDemo(Demo &demo);

private:
    void reload();
    void terminate();
    void finish();

    CommandLine m_commandLine;
    Config m_config;
    Runtime m_runtime;
    ServiceManager m_serviceManager;
    std::unique_ptr<DemoConsole> m_demo;
    ShutdownSignals m_signals;
    bool m_stopping = false;
};

/// The whole life of a headless program, from arguments to exit code. `program`: "lbfy" or "lbfyd".
int runHeadless(int argc, char **argv, const CommandLine &commandLine);

} // namespace lbfy
