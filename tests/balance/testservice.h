// SPDX-License-Identifier: GPL-3.0-or-later
//
// A service to pick from, in a few words: backends with their loads and the rotation stay, Pools are made as wanted.

#pragma once

#include "core/balance/pool.h"

#include <map>
#include <string>
#include <vector>

namespace lbfy::test {

using namespace std::chrono_literals;

struct Backend {
    std::uint32_t weight = 1;
    std::uint32_t maxConnections = 0;
    bool backup = false;
    BackendMode mode = BackendMode::Ready;
    bool up = true;
    bool ejected = false;
};

class Service
{
public:
    explicit Service(const std::vector<Backend> &backends, int workers = 1)
    {
        for (const Backend &backend : backends) {
            PoolMember member;
            member.name = "backend" + std::to_string(members.size());
            member.load = std::make_shared<BackendLoad>(workers);
            member.weight = backend.weight;
            member.maxConnections = backend.maxConnections;
            member.backup = backend.backup;
            member.mode = backend.mode;
            member.condition = {backend.up, backend.ejected};
            members.push_back(member);
        }
    }

    static Service ofWeights(const std::vector<std::uint32_t> &weights)
    {
        std::vector<Backend> backends;
        for (const std::uint32_t weight : weights)
            backends.push_back({.weight = weight});
        return Service(backends);
    }

    Pool pool(StrategyKind kind, int panicPercent = 0) const
    {
        return Pool(members, kind, latency, panicPercent, rotation);
    }

    BackendLoad &load(std::size_t index) const { return *members[index].load; }

    /// Gives the backend a sample as the proxy would.
    void sample(std::size_t index, double seconds, MonoTime now, LatencySignal signal = LatencySignal::Turn) const
    {
        addSample(load(index), signal, seconds, *rotation, latency, now);
    }

    std::vector<PoolMember> members;
    std::shared_ptr<ServiceRotation> rotation = std::make_shared<ServiceRotation>();
    LatencyConfig latency;
};

/// One pick at a time from one Pool.
class Picker
{
public:
    explicit Picker(const Pool &pool, std::uint64_t seed = 1) : m_pool(pool), m_random(seed) { }

    /// The connection stays open.
    std::optional<MemberIndex> hold(std::vector<MemberIndex> tried = {}, std::uint64_t clientHash = 0)
    {
        PickContext context {now, clientHash, tried, m_random, explain};
        return m_pool.pick(context);
    }

    /// The connection is closed again at once.
    std::optional<MemberIndex> pick(const std::vector<MemberIndex> &tried = {}, std::uint64_t clientHash = 0)
    {
        const std::optional<MemberIndex> member = hold(tried, clientHash);
        if (member)
            m_pool.release(*m_pool.members()[*member].load);
        return member;
    }

    std::vector<int> counts(int picks, const std::vector<MemberIndex> &tried = {})
    {
        std::vector<int> result(m_pool.members().size());
        for (int i = 0; i < picks; ++i) {
            if (const auto member = pick(tried))
                ++result[*member];
        }
        return result;
    }

    std::string letters(int picks)
    {
        std::string result;
        for (int i = 0; i < picks; ++i) {
            const auto member = pick();
            result += member ? static_cast<char>('a' + *member) : '-';
        }
        return result;
    }

    MonoTime now {1h};
    std::vector<PickCandidate> *explain = nullptr;

private:
    const Pool &m_pool;
    Random m_random;
};

} // namespace lbfy::test
