// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window remembers of the running engine: the newest snapshot, the last hour, what happened, what the last
// switch of strategy did. Collected from every snapshot, four a second, whether the window is visible or not, so that
// nothing is missing when it is shown again; drawing is somebody else's business. Thread: the window's.

#pragma once

#include "core/engine/balancer.h"
#include "core/observe/history.h"
#include "core/observe/switcheffect.h"
#include "ui/events/timeline.h"

#include <QObject>

#include <map>
#include <string>

namespace lbfy {

class LiveData final : public QObject
{
    Q_OBJECT
public:
    explicit LiveData(QObject *parent = nullptr);

    void take(const SnapshotPtr &snapshot);

    /// Null before the first.
    const SnapshotPtr &snapshot() const { return m_snapshot; }
    const ServiceSnapshot *service(const std::string &name) const;
    const History &history() const { return m_history; }
    History &history() { return m_history; }
    Timeline &timeline() { return m_timeline; }
    /// Of that service; null if there was no switch.
    const SwitchEffect::Effect *effect(const std::string &service) const;
    void dismissEffect(const std::string &service);

private:
    SnapshotPtr m_snapshot;
    History m_history;
    Timeline m_timeline;
    std::map<std::string, SwitchEffect> m_effects; ///< by service
};

} // namespace lbfy
