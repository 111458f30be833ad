// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/observe/history.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

namespace lbfy {

namespace {

std::optional<float> quantile(const Quantiles &quantiles, double Quantiles::*which)
{
    if (quantiles.samples == 0)
        return std::nullopt;
    return static_cast<float>(quantiles.*which);
}

void set(HistorySample &sample, Figure figure, std::optional<float> value)
{
    sample.figures[static_cast<std::size_t>(figure)] = value;
}

HistorySample sampleOf(const BackendSnapshot &backend)
{
    HistorySample sample;
    sample.state = backend.state;
    // The estimate of a backend that is out drifts towards the pool's: nobody measured that, so nobody shall see it.
    if (backend.ewmaSeconds && backend.state != BackendState::Down && backend.state != BackendState::Disabled)
        set(sample, Figure::Ewma, static_cast<float>(*backend.ewmaSeconds));
    set(sample, Figure::Active, static_cast<float>(backend.active));
    set(sample, Figure::P50, quantile(backend.turn, &Quantiles::p50));
    set(sample, Figure::P99, quantile(backend.turn, &Quantiles::p99));
    set(sample, Figure::ConnectionsPerSecond, static_cast<float>(backend.connectionsPerSecond));
    set(sample, Figure::ErrorsPerSecond, static_cast<float>(backend.failuresPerSecond));
    set(sample, Figure::Share, static_cast<float>(backend.share));
    return sample;
}

HistorySample sampleOf(const ServiceSnapshot &service)
{
    HistorySample sample;
    set(sample, Figure::Active, static_cast<float>(service.active));
    set(sample, Figure::P50, quantile(service.turn, &Quantiles::p50));
    set(sample, Figure::P99, quantile(service.turn, &Quantiles::p99));
    set(sample, Figure::ConnectionsPerSecond, static_cast<float>(service.connectionsPerSecond));
    set(sample, Figure::ErrorsPerSecond, static_cast<float>(service.errorsPerSecond));
    return sample;
}

bool contains(const Snapshot &snapshot, const SeriesKey &key)
{
    return std::ranges::any_of(snapshot.services, [&key](const ServiceSnapshot &service) {
        return service.name == key.service
                && (key.backend.empty()
                    || std::ranges::any_of(service.backends, [&key](const BackendSnapshot &backend) {
                           return backend.name == key.backend;
                       }));
    });
}

} // namespace

std::vector<HistoryRun> runsOf(const HistoryCurve &curve)
{
    std::vector<HistoryRun> runs;
    bool open = false;
    for (std::size_t i = 0; i < curve.size(); ++i) {
        if (!curve[i]) {
            open = false;
            continue;
        }
        if (!open || !curve[i]->joined)
            runs.push_back({i, 0});
        ++runs.back().count;
        open = true;
    }
    return runs;
}

void History::Series::record(const HistorySample &sample, MonoTime now)
{
    const bool direct = lastSeen && now - *lastSeen <= gapAfter;
    const auto follows = direct ? HistoryRing::Follows::Directly : HistoryRing::Follows::AfterGap;
    fine.record(sample, now, follows, last);
    coarse.record(sample, now, follows, last);
    last = sample;
    lastSeen = now;
}

const HistoryRing &History::Series::ring(HistoryGrid::Resolution resolution) const
{
    return resolution == HistoryGrid::Resolution::Fine ? fine : coarse;
}

void History::record(const Snapshot &snapshot, MonoTime now)
{
    if (m_lastRecorded && now < *m_lastRecorded)
        return; // it would have to be put between what is there; a later snapshot says the same
    m_lastRecorded = now;
    settleRenames(snapshot);
    for (const ServiceSnapshot &service : snapshot.services) {
        recordOne({service.name, {}}, sampleOf(service), now);
        for (const BackendSnapshot &backend : service.backends)
            recordOne({service.name, backend.name}, sampleOf(backend), now);
    }
    forgetOld(now);
}

void History::recordOne(SeriesKey key, const HistorySample &sample, MonoTime now)
{
    key = currentName(key);
    auto found = m_series.find(key);
    if (found == m_series.end()) {
        if (m_series.size() >= maxSeries && !makeRoom(now))
            return;
        found = m_series.try_emplace(std::move(key)).first;
    }
    found->second.record(sample, now);
}

bool History::makeRoom(MonoTime now)
{
    const auto oldest = std::ranges::min_element(m_series, {},
                                                 [](const auto &entry) { return *entry.second.lastSeen; });
    if (oldest == m_series.end() || now - *oldest->second.lastSeen <= gapAfter)
        return false;
    m_series.erase(oldest);
    return true;
}

void History::forgetOld(MonoTime now)
{
    std::erase_if(m_series, [now](const auto &entry) { return now - *entry.second.lastSeen > coarseSpan; });
}

History History::copyOf(const std::string &service) const
{
    History copy;
    for (const auto &[key, series] : m_series) {
        if (key.service == service)
            copy.m_series.emplace(key, series);
    }
    copy.m_lastRecorded = m_lastRecorded;
    return copy;
}

void History::rename(const std::string &service, const std::string &from, const std::string &to)
{
    assert(!from.empty() && !to.empty());
    move({service, from}, {service, to});
}

void History::renameService(const std::string &from, const std::string &to)
{
    std::vector<std::string> names;
    for (const auto &[key, series] : m_series) {
        if (key.service == from)
            names.push_back(key.backend);
    }
    for (const std::string &name : names)
        move({from, name}, {to, name});
}

void History::move(const SeriesKey &from, const SeriesKey &to)
{
    if (from == to)
        return;
    // A name that was free may still have the past of a backend removed before: it gives way.
    if (auto node = m_series.extract(from)) {
        m_series.erase(to);
        node.key() = to;
        m_series.insert(std::move(node));
    }
    std::erase_if(m_renames, [&](const Rename &rename) { return rename.from == to; });
    for (Rename &rename : m_renames) {
        if (rename.to == from)
            rename.to = to;
    }
    m_renames.push_back({from, to});
}

const SeriesKey &History::currentName(const SeriesKey &key) const
{
    const auto found = std::ranges::find(m_renames, key, &Rename::from);
    return found == m_renames.end() ? key : found->to;
}

void History::settleRenames(const Snapshot &snapshot)
{
    std::erase_if(m_renames, [&snapshot](const Rename &rename) {
        return contains(snapshot, rename.to) || !contains(snapshot, rename.from);
    });
}

const History::Series *History::find(const SeriesKey &key) const
{
    const auto found = m_series.find(key);
    return found == m_series.end() ? nullptr : &found->second;
}

std::vector<KnownBackend> History::backends(std::string_view service) const
{
    std::vector<KnownBackend> known;
    for (const auto &[key, series] : m_series) {
        if (key.service == service && !key.backend.empty())
            known.push_back({key.backend, *series.lastSeen});
    }
    return known;
}

} // namespace lbfy
