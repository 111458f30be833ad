// SPDX-License-Identifier: GPL-3.0-or-later
//
// A panel on the offscreen platform with traffic behind it.

#pragma once

#include "tests/ui/chart/traffic.h"
#include "ui/chart/chartpanel.h"
#include "ui/chart/timeseriesview.h"

#include <QTest>

#include <deque>

namespace lbfy::test {

inline std::vector<ChartBackend> chartBackends(int count, int selected = -1)
{
    std::vector<ChartBackend> made;
    for (int i = 0; i < count; ++i)
        made.push_back({QStringLiteral("b%1").arg(i + 1), static_cast<std::size_t>(i), i == selected});
    return made;
}

struct Shown {
    explicit Shown(int count) : traffic(count), panel(history, colorsOf(Scheme::Light))
    {
        panel.resize(1000, 420);
        panel.setBackends(QStringLiteral("web"), chartBackends(count));
    }
    bool show()
    {
        panel.show();
        return QTest::qWaitForWindowExposed(&panel);
    }
    /// As the window does it: four snapshots and two ticks a second.
    void run(Nanoseconds duration)
    {
        for (const MonoTime end = traffic.now + duration; traffic.now < end;) {
            traffic.run(history, std::chrono::milliseconds(500));
            panel.tick(traffic.now, traffic.wall());
        }
    }
    void mark(TimelineEvent::Kind kind, const QString &text, const QString &service = QStringLiteral("web"))
    {
        events.push_back({events.size() + 1, traffic.wall(), kind, service, {}, text});
        panel.setMarkers(events);
    }

    History history;
    Traffic traffic;
    ChartPanel panel;
    std::deque<TimelineEvent> events;
};

} // namespace lbfy::test
