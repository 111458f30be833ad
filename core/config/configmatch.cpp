// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/configmatch.h"

#include "core/config/validate.h"

#include <iterator>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

namespace lbfy {

namespace {

const Address &addressOf(const ServiceConfig &service)
{
    return service.listen;
}

const Address &addressOf(const BackendConfig &backend)
{
    return backend.address;
}

template<typename Item>
bool equalButForName(const Item &a, Item b)
{
    b.name = a.name;
    return a == b;
}

template<typename Item>
class Matcher
{
public:
    Matcher(std::span<const Item> old, std::span<const Item> wanted)
        : m_old(old)
        , m_wanted(wanted)
        , m_match(wanted.size())
        , m_taken(old.size(), false)
    { }

    std::vector<std::optional<std::size_t>> match()
    {
        byName();
        byAddress([](const Item &a, const Item &b) { return equalButForName(a, b); });
        byAddress([](const Item &, const Item &) { return true; });
        byNeighbours();
        return std::move(m_match);
    }

private:
    void take(std::size_t wanted, std::size_t old)
    {
        m_match[wanted] = old;
        m_taken[old] = true;
    }

    void byName()
    {
        std::unordered_map<std::string_view, std::size_t> names;
        for (std::size_t i = 0; i < m_old.size(); ++i)
            names.emplace(m_old[i].name, i);
        for (std::size_t i = 0; i < m_wanted.size(); ++i) {
            const auto found = names.find(m_wanted[i].name);
            if (found != names.end() && !m_taken[found->second])
                take(i, found->second);
        }
    }

    /// Among those with one address, if they are equal otherwise. Where thousands share one, the first will do.
    template<typename Equal>
    void byAddress(Equal &&equal)
    {
        constexpr int mostTried = 64;
        std::unordered_map<std::string, std::list<std::size_t>> free;
        for (std::size_t i = 0; i < m_old.size(); ++i) {
            if (!m_taken[i])
                free[addressOf(m_old[i]).toString()].push_back(i);
        }
        for (std::size_t i = 0; i < m_wanted.size(); ++i) {
            const auto found = free.find(addressOf(m_wanted[i]).toString());
            if (m_match[i] || found == free.end())
                continue;
            auto old = found->second.begin();
            for (int tried = 0; old != found->second.end() && !equal(m_old[*old], m_wanted[i]); ++tried)
                old = tried < mostTried ? std::next(old) : found->second.end();
            if (old == found->second.end())
                continue;
            take(i, *old);
            found->second.erase(old);
        }
    }

    /// What stands between the same neighbours in both is the same, changed.
    void byNeighbours()
    {
        for (std::size_t i = 0; i < m_wanted.size(); ++i) {
            const std::size_t next = i == 0 ? 0 : m_match[i - 1].value_or(m_old.size()) + 1;
            if (!m_match[i] && next < m_old.size() && !m_taken[next])
                take(i, next);
        }
        for (std::size_t i = m_wanted.size(); i-- > 0;) {
            const bool last = i + 1 == m_wanted.size();
            const std::size_t behind = last ? m_old.size() : m_match[i + 1].value_or(0);
            if (!m_match[i] && behind > 0 && !m_taken[behind - 1])
                take(i, behind - 1);
        }
    }

    std::span<const Item> m_old;
    std::span<const Item> m_wanted;
    std::vector<std::optional<std::size_t>> m_match;
    std::vector<bool> m_taken;
};

/// Leaves out the names that are not to be written.
Config withoutNames(Config config, const NameFlags &written)
{
    for (std::size_t i = 0; i < config.services.size(); ++i) {
        ServiceConfig &service = config.services[i];
        if (!written.services[i])
            service.name.clear();
        for (std::size_t b = 0; b < service.backends.size(); ++b) {
            if (!written.backends[i][b])
                service.backends[b].name.clear();
        }
    }
    return config;
}

/// Marks the names that differ. False: none.
bool markDifferent(const Config &wanted, const Config &read, NameFlags &flags)
{
    bool any = false;
    for (std::size_t i = 0; i < wanted.services.size(); ++i) {
        const ServiceConfig &service = wanted.services[i];
        if (service.name != read.services[i].name)
            any = flags.services[i] = true;
        for (std::size_t b = 0; b < service.backends.size(); ++b) {
            if (service.backends[b].name != read.services[i].backends[b].name)
                any = flags.backends[i][b] = true;
        }
    }
    return any;
}

} // namespace

std::vector<std::optional<std::size_t>> matchServices(std::span<const ServiceConfig> old,
                                                      std::span<const ServiceConfig> wanted)
{
    return Matcher<ServiceConfig>(old, wanted).match();
}

std::vector<std::optional<std::size_t>> matchBackends(std::span<const BackendConfig> old,
                                                      std::span<const BackendConfig> wanted)
{
    return Matcher<BackendConfig>(old, wanted).match();
}

NameFlags namesToWrite(const Config &wanted, NameFlags given)
{
    // A name that is written can take away the one that would have followed elsewhere, so look again. It ends: every
    // turn but the last adds one. Where it takes many turns, writing all names is simpler for everybody.
    constexpr int mostTurns = 8;
    for (int turn = 0; turn < mostTurns; ++turn) {
        ConfigDraft draft;
        draft.config = withoutNames(wanted, given);
        completeConfig(draft);
        if (!markDifferent(wanted, draft.config, given))
            return given;
    }
    given.services.assign(given.services.size(), true);
    for (auto &backends : given.backends)
        backends.assign(backends.size(), true);
    return given;
}

} // namespace lbfy
