// SPDX-License-Identifier: GPL-3.0-or-later
//
// Renders each state of the tabs, light and dark, into PNG files. Usage: tabs_pictures FOLDER (QT_SCALE_FACTOR=2 for 2x).

#include "tests/ui/tabs/sampleactivity.h"
#include "ui/tabs/connectionstab.h"
#include "ui/tabs/dataview.h"
#include "ui/tabs/eventstab.h"
#include "ui/tabs/logtab.h"
#include "ui/tabs/pickstab.h"
#include "ui/theme/palette.h"

#include <QApplication>
#include <QDir>
#include <QStyleFactory>
#include <QTabWidget>

using namespace lbfy;
using namespace lbfy::test;

namespace {

Timeline &sampleTimeline()
{
    static Timeline timeline;
    if (!timeline.events().empty())
        return timeline;
    WallTime at(std::chrono::seconds(1'800'000'000));
    const auto add = [&at](TimelineEvent::Kind kind, const char *backend, const char *text, int later = 7) {
        at += std::chrono::seconds(later);
        timeline.add(kind, at, QStringLiteral("web"), QString::fromUtf8(backend), QString::fromUtf8(text));
    };
    using Kind = TimelineEvent::Kind;
    add(Kind::Other, "", "listening on 127.0.0.1:8080");
    for (const char *name : {"b1", "b2", "b3"})
        add(Kind::Up, name, "backend is up: connected in 0.4 ms", 0);
    add(Kind::Edit, "b3", "weight 10 → 5");
    add(Kind::Strategy, "",
        "strategy changed from round-robin to latency-aware; 128 open connections stay where they are");
    add(Kind::Ejected, "b3", "backend b3 is ejected: 5 failures in a row");
    add(Kind::Down, "b3", "backend b3 is down: connection refused");
    for (int i = 0; i < 14; ++i)
        add(Kind::Shed, "", "client refused: max_connections", 0);
    add(Kind::Restored, "b3", "backend b3 is back after its ejection: its health check passes again");
    add(Kind::Up, "b3", "backend b3 is up again: connected in 0.7 ms");
    add(Kind::Reload, "", "configuration applied");
    add(Kind::Mark, "", "before the load test");
    return timeline;
}

LogInbox::Batch sampleLog()
{
    LogInbox::Batch batch;
    WallTime at(std::chrono::seconds(1'800'000'000));
    const auto add = [&](LogLevel level, std::string_view event, const char *message, std::vector<LogField> fields) {
        at += std::chrono::milliseconds(731);
        batch.records.push_back({at, level, event, message, std::move(fields)});
    };
    add(LogLevel::Info, "starting", "lbfy 0.1.0 starts", {{"workers", std::int64_t {2}}});
    add(LogLevel::Info, "listening", "listening on 127.0.0.1:8080",
        {{"service", "web"}, {"address", "127.0.0.1:8080"}});
    add(LogLevel::Debug, "check", "health check passed",
        {{"service", "web"}, {"backend", "b1"}, {"duration_s", 0.0004}});
    for (int i = 0; i < 6; ++i) {
        add(LogLevel::Info, "connection_closed", "connection closed",
            {{"id", std::int64_t {4711 + i}},
             {"service", "web"},
             {"client", "10.0.0.7:5123"},
             {"backend", "b2"},
             {"strategy", "latency-aware"},
             {"attempts", std::int64_t {1}},
             {"duration_s", 1.25},
             {"reason", "client_closed"}});
    }
    add(LogLevel::Warn, "backend_down", "backend b3 is down: connection refused",
        {{"service", "web"}, {"backend", "b3"}, {"old", "up"}, {"new", "down"}, {"reason", "connection refused"}});
    add(LogLevel::Error, "config_rejected", "lbfy.toml:12:11: error: the port must be 1 to 65535", {});
    batch.skipped = 312;
    return batch;
}

class Pictures
{
public:
    Pictures(const QString &folder, Scheme scheme)
        : m_folder(folder)
        , m_suffix(scheme == Scheme::Dark ? QStringLiteral("-dark") : QStringLiteral("-light"))
    {
        QApplication::setPalette(paletteOf(colorsOf(scheme)));
    }

    template<typename Tab>
    void take(Tab &tab, const char *name, QSize size = {1200, 380})
    {
        tab.resize(size);
        tab.show();
        // The second time for what the first has put off.
        QApplication::processEvents();
        QApplication::processEvents();
        const QString file = m_folder + QStringLiteral("/") + QString::fromUtf8(name) + m_suffix
                + QStringLiteral(".png");
        tab.grab().save(file);
    }

private:
    const QString m_folder;
    const QString m_suffix;
};

void connections(Pictures &pictures)
{
    SampleTraffic traffic(7);
    for (int i = 0; i < 20; ++i) {
        traffic.open(15);
        traffic.live(i < 12 ? 41 : 1.5, 0.3);
        traffic.close(5);
    }
    ConnectionsTab tab;
    pictures.take(tab, "connections-stopped", {900, 280});
    tab.setSnapshot(SampleTraffic(1).snapshot());
    pictures.take(tab, "connections-empty", {900, 280});
    const SnapshotPtr busy = traffic.snapshot();
    tab.setSnapshot(busy);
    auto *view = tab.findChild<DataView *>(QStringLiteral("open"));
    pictures.take(tab, "connections-busy");
    view->setFocus();
    view->selectRow(2);
    view->selectionModel()->select(view->model()->index(4, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    pictures.take(tab, "connections-busy");
    pictures.take(tab, "connections-900", {900, 280});
    tab.setFilterText(QStringLiteral("backend:b2 age>10s"));
    pictures.take(tab, "connections-filtered");
    tab.setPicture(ConnectionsTab::Picture::Frozen);
    traffic.open(312);
    tab.setSnapshot(traffic.snapshot());
    pictures.take(tab, "connections-frozen", {900, 280});
    tab.setPicture(ConnectionsTab::Picture::Live);
    tab.setFilterText(QStringLiteral("backend:b2 colour:red age>soon"));
    pictures.take(tab, "connections-badfilter", {900, 280});
    tab.setFilterText(QStringLiteral("backend:nobody"));
    pictures.take(tab, "connections-nomatch", {900, 280});
    tab.restoreState({{QStringLiteral("page"), 1}});
    pictures.take(tab, "connections-closed");
}

void others(Pictures &pictures)
{
    EventsTab events(sampleTimeline());
    pictures.take(events, "events");
    pictures.take(events, "events-900", {900, 240});
    Timeline nothing;
    EventsTab none(nothing);
    pictures.take(none, "events-empty", {900, 240});

    SampleTraffic traffic(3);
    traffic.pick(50, StrategyKind::LeastConnections);
    PicksTab picks;
    picks.setSnapshot(traffic.snapshot());
    pictures.take(picks, "picks-least");
    traffic.live(1, 0);
    traffic.pick(40, StrategyKind::LatencyAware);
    picks.setSnapshot(traffic.snapshot());
    pictures.take(picks, "picks-latency", {900, 280});
    auto *view = picks.findChild<DataView *>();
    view->selectRow(5);
    traffic.pick(3, StrategyKind::RoundRobin);
    picks.setSnapshot(traffic.snapshot());
    pictures.take(picks, "picks-held", {900, 280});

    LogTab log;
    log.append(sampleLog());
    pictures.take(log, "log");
    pictures.take(log, "log-900", {900, 240});
    LogTab empty;
    pictures.take(empty, "log-empty", {900, 240});
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    if (argc != 2)
        return 2;
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    const QString folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(folder);
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        Pictures pictures(folder, scheme);
        connections(pictures);
        others(pictures);
    }
    return 0;
}
