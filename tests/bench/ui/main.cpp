// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the charts cost: 8 backends, two charts of 300 points, 1400 × 900, two ticks a second. First in real time, once
// visible and once hidden, for the share of a core; then an hour's ticks one after another, for the time of a tick and for
// growing memory. Usage: bench_ui [SECONDS]; run it with QT_QPA_PLATFORM=offscreen.

#include "tests/ui/chart/traffic.h"
#include "ui/chart/chartpanel.h"

#include <QApplication>
#include <QEventLoop>
#include <QTimer>

#include <malloc.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>

using namespace lbfy;
using namespace std::chrono_literals;

namespace {

constexpr int backends = 8;
constexpr int ticksOfAnHour = 7200;

double secondsOf(clockid_t clock)
{
    timespec time {};
    clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

double residentKiB()
{
    malloc_trim(0); // what is free but kept is not growth
    std::ifstream file("/proc/self/statm");
    double total = 0;
    double resident = 0;
    file >> total >> resident;
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1024;
}

double quantile(std::vector<double> values, double q)
{
    std::ranges::sort(values);
    return values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1))];
}

struct Bench {
    Bench() : traffic(backends), panel(history, colorsOf(Scheme::Light))
    {
        std::vector<ChartBackend> shown;
        for (int i = 0; i < backends; ++i)
            shown.push_back({QStringLiteral("b%1").arg(i + 1), static_cast<std::size_t>(i), i == 1});
        panel.setBackends(QStringLiteral("web"), shown);
        panel.setTimeWindow(5min);
        panel.resize(1400, 900);
        traffic.run(history, 1h);
    }
    void tick()
    {
        traffic.run(history, 500ms);
        panel.tick(traffic.now, traffic.wall());
    }
    /// Percent of one core while the event loop runs in real time.
    double share(double seconds)
    {
        QTimer timer;
        QObject::connect(&timer, &QTimer::timeout, &panel, [this] { tick(); });
        timer.start(500);
        QEventLoop loop;
        QTimer::singleShot(static_cast<int>(seconds * 1000), &loop, &QEventLoop::quit);
        const double wall = secondsOf(CLOCK_MONOTONIC);
        const double cpu = secondsOf(CLOCK_PROCESS_CPUTIME_ID);
        loop.exec();
        return 100 * (secondsOf(CLOCK_PROCESS_CPUTIME_ID) - cpu) / (secondsOf(CLOCK_MONOTONIC) - wall);
    }

    History history;
    test::Traffic traffic;
    ChartPanel panel;
};

void printHour(Bench &bench)
{
    std::vector<double> wall;
    std::vector<double> cpu;
    double before = 0;
    for (int i = 0; i < ticksOfAnHour; ++i) {
        if (i == ticksOfAnHour / 10)
            before = residentKiB();
        const double wallStart = secondsOf(CLOCK_MONOTONIC);
        const double cpuStart = secondsOf(CLOCK_THREAD_CPUTIME_ID);
        bench.tick();
        QCoreApplication::processEvents(); // the paint that the tick has asked for
        cpu.push_back((secondsOf(CLOCK_THREAD_CPUTIME_ID) - cpuStart) * 1000);
        wall.push_back((secondsOf(CLOCK_MONOTONIC) - wallStart) * 1000);
    }
    std::printf("tick, CPU time:  p50 %.2f ms, p99 %.2f ms\n", quantile(cpu, 0.5), quantile(cpu, 0.99));
    std::printf("tick, real time: p50 %.2f ms, p99 %.2f ms (goal: p99 < 20)\n", quantile(wall, 0.5),
                quantile(wall, 0.99));
    std::printf("memory growth over an hour's ticks: %.0f KiB\n", residentKiB() - before);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const double seconds = argc > 1 ? std::stod(argv[1]) : 20;
    Bench bench;
    bench.panel.show();
    QCoreApplication::processEvents();
    bench.tick();
    std::printf("visible: %.2f %% of a core (goal: at most 5)\n", bench.share(seconds));
    bench.panel.hide();
    std::printf("hidden:  %.2f %% of a core (goal: at most 0.3)\n", bench.share(seconds));
    bench.panel.show();
    printHour(bench);
    return 0;
}
