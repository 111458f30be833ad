// SPDX-License-Identifier: GPL-3.0-or-later
//
// All that somebody needs who has nothing yet: four test backends that differ as backends do, a service before them as
// a Config, and clients for it. Who runs the core applies config() and says with aim() where it listens; the demo knows
// nothing of the core, and nothing of it is the user's: addresses are free ports of this machine, gone with the demo.
//
// The load is open, with one turn a connection: each turn is a pick, so the strategy shows in all of them. It is bounded
// in rate and in connections; at the highest rate a minute's closed connections still fit into Linux' range of ports.
//
// Thread: any, all calls; those that change something wait for one another.

#pragma once

#include "core/config/config.h"
#include "core/config/result.h"
#include "core/lab/loadfigures.h"
#include "core/lab/loadplan.h"
#include "core/lab/testbackend.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace lbfy {

/// How a backend of the demo answers.
enum class DemoSpeed : std::uint8_t {
    Usual,
    Slowed, ///< Demo::slowing later
};

struct DemoBackend {
    std::string_view name;
    Address address;
    DemoSpeed speed = DemoSpeed::Usual;
    bool alive = true;
    BackendBehaviour behaviour; ///< at its usual speed
    BackendFigures figures;
};

class Demo final
{
public:
    static constexpr std::size_t backendCount = 4;
    static constexpr std::string_view serviceName = "demo";
    static constexpr std::chrono::milliseconds slowing {100};
    /// Turns a second to choose from, ascending.
    static constexpr std::array<int, 5> rates {25, 50, 100, 200, 400};
    static constexpr int usualRate = 200;

    Demo();
    /// Ends load and backends.
    ~Demo();
    Demo(const Demo &) = delete;
    Demo &operator=(const Demo &) = delete;

    /// Opens the backends, each on a free port. Once, before all that follows.
    Result<Done> open();
    /// The service before them: round robin on a free port of 127.0.0.1, metrics likewise. Three choices for
    /// latency-aware; the rest is as for any service, so that what is seen here is true elsewhere.
    Config config() const;

    /// Fast, medium, slow, jittery.
    std::array<DemoBackend, backendCount> backends() const;
    /// `backend` is an index of backends().
    void setSpeed(std::size_t backend, DemoSpeed speed);
    /// At its usual speed; one that is slowed stays so. Fails on what checkBehaviour() refuses.
    Result<Done> setBehaviour(std::size_t backend, const BackendBehaviour &behaviour);
    void kill(std::size_t backend);
    /// Fails if somebody has taken the port meanwhile.
    Result<Done> revive(std::size_t backend);

    /// Where the service listens: load begins, or goes there from now on. Again with the same address: nothing happens.
    Result<Done> aim(const Address &service);
    /// The service is gone, or the user wants peace. aim() begins anew, from zero.
    void stopLoad();
    bool isLoading() const;
    /// One of rates; holds for the running load and the next.
    void setRate(int rate);
    int rate() const;
    LoadFigures figures() const;
    LoadPlan plan() const;

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace lbfy
