// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long the whole window keeps its thread busy at a tick: the desktop program's window on a live engine, 1400 × 900.
// Usage: bench_window SECONDS PORT…, the ports being backends on 127.0.0.1. It says where it listens, lets the first
// seconds go by, and then measures. A tick's time is that of the wake-up it happens in, with everything painted for it.

#include "app/runtime.h"
#include "core/config/config.h"
#include "ui/document/document.h"
#include "ui/settings/preferences.h"
#include "ui/theme/theme.h"
#include "ui/window/mainwindow.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

using namespace lbfy;
using namespace std::chrono_literals;

namespace {

constexpr auto warmUp = 5s;
/// Taking a snapshot takes less, drawing the window more.
constexpr qint64 leastOfATick = 1'000'000; // ns

/// Measures from each time the thread wakes up to when it waits again.
class Busy final : public QObject
{
public:
    Busy()
    {
        const auto *dispatcher = QAbstractEventDispatcher::instance();
        connect(dispatcher, &QAbstractEventDispatcher::awake, this, [this] {
            if (!m_timer.isValid())
                m_timer.start();
        });
        connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, [this] {
            if (m_timer.isValid() && m_timer.nsecsElapsed() >= leastOfATick)
                m_times.push_back(m_timer.nsecsElapsed());
            m_timer.invalidate();
        });
    }
    void forget() { m_times.clear(); }
    void print()
    {
        std::ranges::sort(m_times);
        const auto at = [&](double q) {
            return static_cast<double>(m_times[static_cast<std::size_t>(q * static_cast<double>(m_times.size() - 1))])
                    * 1e-6;
        };
        if (m_times.empty())
            std::puts("no tick took 1 ms");
        else
            std::printf("%zu ticks: p50 %.1f ms, p99 %.1f ms (goal: below 20), longest %.1f ms\n", m_times.size(),
                        at(0.5), at(0.99), at(1));
    }

private:
    QElapsedTimer m_timer;
    std::vector<qint64> m_times; ///< nanoseconds
};

Config configFor(int count, char **ports)
{
    Config config;
    config.metrics = Address {"127.0.0.1", 0};
    config.workers = 1;
    config.log.level = LogLevel::Error;
    ServiceConfig &service = config.services.emplace_back();
    service.name = "web";
    service.listen = {"127.0.0.1", 0};
    for (int i = 0; i < count; ++i) {
        const auto port = static_cast<std::uint16_t>(std::stoi(ports[i]));
        service.backends.push_back({.name = "backend-" + std::to_string(i + 1), .address = {"127.0.0.1", port}});
    }
    return config;
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc < 3) {
        std::fputs("usage: bench_window SECONDS PORT…\n", stderr);
        return 2;
    }
    // Glib's dispatcher does not tell when it waits.
    qputenv("QT_NO_GLIB", "1");
    prepareProcess();
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("lbfy"));
    const QTemporaryDir folder;
    Preferences preferences(folder.filePath(QStringLiteral("ui.conf")));
    Theme theme(makeSystemScheme(), ThemeChoice::Light);
    const Config config = configFor(argc - 2, argv + 2);
    Runtime runtime(config.log);
    Document document([&runtime](const Config &wanted) { return runtime.apply(wanted); });
    MainWindow window({document, runtime.balancer(), runtime.log(), theme, preferences});
    document.setConfig(config, {});
    window.resize(1400, 900);
    window.show();
    window.start();
    const SnapshotPtr first = runtime.balancer().latest();
    if (!first || first->services.empty() || !first->services.front().listening) {
        std::fputs("error: the engine did not start\n", stderr);
        return 1;
    }
    std::printf("listening on %s\n", first->services.front().listen.c_str());
    std::fflush(stdout);

    Busy busy;
    QTimer::singleShot(warmUp, &busy, [&busy] { busy.forget(); });
    // Not quit(), which closes the window, and that asks first while connections are open.
    QTimer::singleShot(warmUp + std::chrono::milliseconds(static_cast<int>(std::stod(argv[1]) * 1000)), &application,
                       [] { QCoreApplication::exit(); });
    QApplication::exec();
    busy.print();
    return 0;
}
