// SPDX-License-Identifier: GPL-3.0-or-later
//
// Renders the states of the charts into PNG files for people to look at. Usage: chart_pictures FOLDER

#include "tests/ui/chart/traffic.h"
#include "ui/chart/chartpanel.h"
#include "ui/chart/timeseriesview.h"

#include <QApplication>
#include <QDir>

using namespace lbfy;
using namespace lbfy::test;
using namespace std::chrono_literals;

namespace {

std::vector<ChartBackend> backends(int count, int selected = -1)
{
    std::vector<ChartBackend> made;
    for (int i = 0; i < count; ++i)
        made.push_back({QStringLiteral("b%1").arg(i + 1), static_cast<std::size_t>(i), i == selected});
    return made;
}

struct Stage {
    Stage(int count, Scheme scheme, QSize size) : traffic(count), panel(history, colorsOf(scheme))
    {
        panel.resize(size);
        panel.setBackends(QStringLiteral("web"), backends(count));
        panel.show();
        QCoreApplication::processEvents();
    }
    void mark(TimelineEvent::Kind kind, const QString &text)
    {
        events.push_back({events.size() + 1, traffic.wall(), kind, QStringLiteral("web"), {}, text});
    }
    void run(Nanoseconds duration)
    {
        for (const MonoTime end = traffic.now + duration; traffic.now < end;) {
            traffic.run(history, 500ms);
            panel.tick(traffic.now, traffic.wall());
        }
    }
    void save(const QString &name)
    {
        panel.setMarkers(events);
        panel.tick(traffic.now, traffic.wall());
        panel.grab().save(QDir(QCoreApplication::arguments().at(1)).filePath(name));
    }

    History history;
    Traffic traffic;
    ChartPanel panel;
    std::deque<TimelineEvent> events;
};

void busy(Scheme scheme, const QString &name, int selected)
{
    Stage stage(8, scheme, {1400, 460});
    stage.panel.setBackends(QStringLiteral("web"), backends(8, selected));
    stage.run(30s);
    stage.mark(TimelineEvent::Kind::Strategy, QStringLiteral("strategy: latency-aware"));
    stage.run(20s);
    stage.mark(TimelineEvent::Kind::Edit, QStringLiteral("b3 weight 10 → 5"));
    stage.run(25s);
    stage.save(name);
}

void down(Scheme scheme, const QString &name)
{
    Stage stage(4, scheme, {1280, 420});
    stage.run(20s);
    stage.traffic.now += 6s; // nobody looked
    stage.run(10s);
    stage.mark(TimelineEvent::Kind::Down, QStringLiteral("b4 down: connection refused"));
    stage.traffic.backend(3).state = BackendState::Down;
    stage.run(6s);
    stage.mark(TimelineEvent::Kind::Ejected, QStringLiteral("b2 ejected: 5 consecutive failures"));
    stage.traffic.backend(1).state = BackendState::Ejected;
    stage.run(8s);
    stage.traffic.backend(1).state = BackendState::Up;
    stage.mark(TimelineEvent::Kind::Restored, QStringLiteral("b2 restored"));
    stage.run(1s);
    stage.mark(TimelineEvent::Kind::Edit, QStringLiteral("b1 weight 1 → 2"));
    stage.mark(TimelineEvent::Kind::Mark, QStringLiteral("before the deploy"));
    stage.run(8s);
    stage.save(name);
}

void frozen(Scheme scheme, const QString &name)
{
    Stage stage(5, scheme, {1280, 420});
    stage.panel.setBackends(QStringLiteral("web"), backends(5, 2));
    stage.run(40s);
    stage.mark(TimelineEvent::Kind::Strategy, QStringLiteral("strategy: latency-aware"));
    stage.traffic.backend(4).state = BackendState::Down;
    stage.run(25s);
    stage.panel.setFrozen(true);
    stage.run(30s);
    stage.panel.setCrosshair(160);
    stage.save(name);
}

void three(Scheme scheme, const QString &name, std::chrono::seconds window)
{
    Stage stage(3, scheme, {1280, 420});
    stage.run(window + 10s);
    stage.panel.setTimeWindow(window);
    stage.save(name);
}

void small(Scheme scheme, const QString &name, int count, QSize size)
{
    Stage stage(count, scheme, size);
    stage.run(45s);
    stage.mark(TimelineEvent::Kind::Down, QStringLiteral("b4 down: connection refused"));
    stage.traffic.backend(1).state = BackendState::Down;
    stage.run(15s);
    stage.panel.setCrosshair(100);
    stage.save(name);
}

void empty(Scheme scheme, const QString &name)
{
    Stage stage(3, scheme, {1280, 420});
    stage.save(name);
}

void allDown(Scheme scheme, const QString &name)
{
    Stage stage(8, scheme, {1280, 420});
    stage.run(30s);
    for (std::size_t i = 0; i < 8; ++i) {
        stage.traffic.backend(i).state = BackendState::Down;
        stage.run(500ms);
        stage.mark(TimelineEvent::Kind::Down, QStringLiteral("b%1 down: connection refused").arg(i + 1));
    }
    stage.run(20s);
    stage.save(name);
}

} // namespace

int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    if (argc < 2)
        return 2;
    busy(Scheme::Light, QStringLiteral("busy-light.png"), 6);
    busy(Scheme::Dark, QStringLiteral("busy-dark.png"), -1);
    down(Scheme::Light, QStringLiteral("down-light.png"));
    down(Scheme::Dark, QStringLiteral("down-dark.png"));
    frozen(Scheme::Light, QStringLiteral("frozen-light.png"));
    frozen(Scheme::Dark, QStringLiteral("frozen-dark.png"));
    three(Scheme::Light, QStringLiteral("three-light.png"), 60s);
    three(Scheme::Dark, QStringLiteral("three-dark.png"), 60s);
    three(Scheme::Light, QStringLiteral("three-15min.png"), 900s);
    three(Scheme::Dark, QStringLiteral("three-1h.png"), 3600s);
    small(Scheme::Light, QStringLiteral("small-light.png"), 4, {900, 260});
    small(Scheme::Dark, QStringLiteral("small-dark.png"), 8, {900, 260});
    empty(Scheme::Light, QStringLiteral("empty-light.png"));
    empty(Scheme::Dark, QStringLiteral("empty-dark.png"));
    allDown(Scheme::Light, QStringLiteral("alldown-light.png"));
    return 0;
}
