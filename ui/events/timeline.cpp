// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/events/timeline.h"

#include "ui/text/coretext.h"

#include <array>
#include <string_view>
#include <utility>

namespace lbfy {

namespace {

using Kind = TimelineEvent::Kind;

/// Kinds of events of the engine that have a look of their own.
constexpr std::array<std::pair<std::string_view, Kind>, 8> kinds {{
        {"backend_up", Kind::Up},
        {"backend_down", Kind::Down},
        {"backend_ejected", Kind::Ejected},
        {"backend_restored", Kind::Restored},
        {"strategy_changed", Kind::Strategy},
        {"config_reloaded", Kind::Reload},
        {"config_rejected", Kind::Reload},
        {"connection_shed", Kind::Shed},
}};

Kind kindOf(std::string_view name)
{
    for (const auto &[known, kind] : kinds) {
        if (known == name)
            return kind;
    }
    return Kind::Other;
}

} // namespace

void Timeline::follow(const Snapshot &snapshot)
{
    // A balancer that was started anew counts from the beginning.
    if (snapshot.sequence < m_snapshot || (!snapshot.events.empty() && snapshot.events.back().sequence < m_followed))
        m_followed = 0;
    m_snapshot = snapshot.sequence;
    for (const Event &event : snapshot.events) {
        if (event.sequence <= m_followed)
            continue;
        m_followed = event.sequence;
        append({0, event.at, kindOf(event.kind), QString::fromStdString(event.service),
                QString::fromStdString(event.backend), coreText(event.text)});
    }
}

void Timeline::add(Kind kind, WallTime at, const QString &service, const QString &backend, const QString &text)
{
    append({0, at, kind, service, backend, text});
}

void Timeline::append(TimelineEvent event)
{
    event.id = m_nextId++;
    m_events.push_back(std::move(event));
    if (m_events.size() > kept)
        m_events.pop_front();
    Q_EMIT added(m_events.back());
}

} // namespace lbfy
