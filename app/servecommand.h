// SPDX-License-Identifier: GPL-3.0-or-later
//
// `lbfyd serve`: test backends from the command line, to balance over, to measure against, to break on purpose.
// Thread: main; each backend brings its own.

#pragma once

#include "app/exitcode.h"
#include "app/serveoptions.h"
#include "app/shutdownsignals.h"
#include "core/lab/testbackend.h"
#include "core/observe/log.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lbfy {

class ServeCommand final : public QObject
{
    Q_OBJECT
public:
    explicit ServeCommand(ServeSettings settings);

    /// Starts every backend, or none: then the message is on standard error and the code says why.
    ExitCode start();
    /// After the event loop: the last words, and the figures where they were asked for.
    ExitCode finish();

private:
    void watchAccepting();

    ServeSettings m_settings;
    Log m_log;
    ShutdownSignals m_signals;
    std::vector<std::unique_ptr<TestBackend>> m_backends;
    QTimer m_watch;
    QElapsedTimer m_sinceStart;
    QElapsedTimer m_sinceWarning; ///< of a shortage of descriptors
    std::uint64_t m_pausesTold = 0;
};

/// The command; see Command::run.
int runServe(const std::vector<std::string> &arguments, std::string_view program, int &argc, char **argv);

} // namespace lbfy
