// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which backend gets the next connection. A Pool is immutable: the control thread builds one whenever configuration,
// health or ejection changes and hands it to every worker, which swaps a pointer. Within a Pool only the shared
// atomics of BackendLoad and ServiceRotation move. No I/O, no clock, no lock, no Qt.
//
// A Pool has two tiers, primaries and backups. What is usable is settled when the Pool is built (operator's mode,
// health, ejection, panic); what depends on the moment (connection limits, backends tried already for this
// connection) is settled in pick().

#pragma once

#include "core/balance/backendload.h"
#include "core/balance/clock.h"
#include "core/balance/random.h"
#include "core/config/config.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace lbfy {

/// Index of a backend in its Pool's members(), stable for the life of that Pool only.
using MemberIndex = std::uint16_t;

/// A backend's health as the control thread sees it when it builds a Pool.
struct BackendCondition {
    bool up = true;
    bool ejected = false;
};

struct PoolMember {
    std::string name;
    std::shared_ptr<BackendLoad> load;
    std::uint32_t weight = 1;
    std::uint32_t maxConnections = 0; ///< 0: no limit
    bool backup = false;
    BackendMode mode = BackendMode::Ready;
    BackendCondition condition;
};

/// State of a service's strategy that outlives its Pools. Shared by all workers.
struct ServiceRotation {
    /// Round robin's position; where other strategies look first among equals. One for each tier, since a turn taken
    /// from full primaries must not cost a backup its turn.
    alignas(64) std::atomic<std::uint64_t> next {0};
    alignas(64) std::atomic<std::uint64_t> nextBackup {0};
    /// Median of the pool's estimates in seconds and the signal it was taken from, refreshed by whoever picks.
    alignas(64) std::atomic<double> median {0};
    std::atomic<LatencySignal> signal {LatencySignal::Connect};
    std::atomic<std::int64_t> medianAt {0}; ///< MonoTime in ns of the last refresh; 0: never
};

/// One candidate of a pick, for "why this backend?".
struct PickCandidate {
    MemberIndex member = 0;
    double cost = 0; ///< the strategy's own unit; lower wins
};

/// What one pick depends on beside the Pool.
struct PickContext {
    MonoTime now {0};
    std::uint64_t clientHash = 0; ///< of the client's address, see hashClient()
    std::span<const MemberIndex> tried; ///< not to be picked again for this connection
    Random &random;
    std::vector<PickCandidate> *explain = nullptr; ///< if set, receives the candidates weighed
};

/// A usable backend as a strategy sees it. Tiers hold these by value, next to one another.
struct TierMember {
    MemberIndex member = 0;
    std::uint16_t weight = 1;
    std::uint32_t maxConnections = 0;
    BackendLoad *load = nullptr;
};

/// One tier of a Pool: `all` that could ever serve (a consistent hash needs them, so that clients of healthy backends
/// stay where they are) and the `usable` among them, as positions in `all`.
struct Tier {
    std::vector<TierMember> all;
    std::vector<std::uint16_t> usable;
    std::vector<bool> isUsable; ///< same size as `all`
};

/// A balancing rule, built once for one tier of one Pool. pick() is called concurrently by all workers.
class Strategy
{
public:
    virtual ~Strategy() = default;
    /// A position in tier.all for which mayOffer() holds, or nothing if there is none.
    virtual std::optional<std::uint16_t> pick(PickContext &context) const = 0;
    /// A connection slot of `load` has been given back; it may be of another tier or Pool.
    virtual void released(const BackendLoad & /*load*/) const { }
};

class Pool
{
public:
    /// `members` in configuration order; `rotation` shared with the service's earlier and later Pools.
    Pool(std::vector<PoolMember> members, StrategyKind strategy, const LatencyConfig &latency, int panicPercent,
         std::shared_ptr<ServiceRotation> rotation);
    ~Pool();
    Pool(const Pool &) = delete;
    Pool &operator=(const Pool &) = delete;

    /// Picks a backend and takes a connection slot on it: the caller owes one release() with its load.
    /// Nothing if no backend is usable: primaries first, then backups, panic as settled when the Pool was built.
    std::optional<MemberIndex> pick(PickContext &context) const;
    /// Gives back the slot, to the service's Pool of that moment, whichever it was taken from: what is built on the
    /// numbers of connections learns of it.
    void release(BackendLoad &load) const;

    const std::vector<PoolMember> &members() const { return m_members; }
    StrategyKind strategy() const { return m_strategyKind; }
    const LatencyConfig &latency() const { return m_latency; }
    ServiceRotation &rotation() const { return *m_rotation; }
    /// True if health is ignored because fewer than panic_percent of the ready backends are healthy.
    bool inPanic() const { return m_panic; }
    /// True if some backend could be picked now, connection limits included.
    bool hasUsable() const;
    /// Likewise, but panic makes nobody well: what /readyz asks.
    bool hasHealthy() const;
    /// Keeps median and estimates fresh while nobody picks; for whoever makes the snapshot. Any thread.
    void refresh(MonoTime now) const;

private:
    void fillTiers();
    void settleUsable(int panicPercent);
    std::optional<MemberIndex> pickFrom(const Tier &tier, const Strategy &strategy, PickContext &context) const;

    std::vector<PoolMember> m_members;
    StrategyKind m_strategyKind;
    LatencyConfig m_latency;
    std::shared_ptr<ServiceRotation> m_rotation;
    bool m_panic = false;
    Tier m_primary;
    Tier m_backup;
    std::vector<TierMember> m_ready; ///< of both tiers, whatever their health: what the median is taken over
    std::unique_ptr<Strategy> m_primaryStrategy;
    std::unique_ptr<Strategy> m_backupStrategy;
};

/// Hash of a client's address bytes (4 or 16), the same for IPv4 and IPv4-mapped IPv6. Port not included.
std::uint64_t hashClient(std::span<const std::uint8_t> address);

/// The latency to expect of a backend now, in seconds: its estimate after idle drift and the unanswered-turn guard of
/// DESIGN 5; 0 while nothing is known.
double expectedLatency(const BackendLoad &load, const ServiceRotation &rotation, const Decay &decay, MonoTime now);

/// What "latency-aware" holds against a backend now: that × (load + 1) / weight. While nothing is known, the load alone.
double latencyCost(const BackendLoad &load, std::uint32_t weight, const ServiceRotation &rotation, const Decay &decay,
                   MonoTime now);

/// Recomputes rotation.median and rotation.signal if the last time is older than 20 ms. Cheap when it is not.
void refreshMedian(ServiceRotation &rotation, std::span<const TierMember> members, const LatencyConfig &latency,
                   MonoTime now);

/// Adds a failed connection (refused, reset, closed without an answer) as a sample to the signal in use.
void addFailureSample(BackendLoad &load, const ServiceRotation &rotation, const LatencyConfig &latency, MonoTime now);

/// Adds the time for which a client had waited for an answer when it gave up, if that was so long that the oldest
/// unanswered turn stood for the estimate: what a backend that hangs is known for must not leave with its clients.
void addAbandonedTurn(BackendLoad &load, double seconds, const ServiceRotation &rotation, const LatencyConfig &latency,
                      MonoTime now);

/// Adds a measured time in seconds.
void addSample(BackendLoad &load, LatencySignal signal, double seconds, const ServiceRotation &rotation,
               const LatencyConfig &latency, MonoTime now);

} // namespace lbfy
