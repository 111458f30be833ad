// SPDX-License-Identifier: GPL-3.0-or-later
//
// The process has no descriptor left: accepting rests, says so once, costs nothing meanwhile, and goes on by itself.
// A program of its own, because the limit is the process's.

#include "core/proxy/descriptor.h"
#include "engine.h"

#include <QTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

using namespace lbfy;
using namespace lbfy::test;

class AcceptPauseTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void clientIsServedOnceThereAreDescriptorsAgain();
};

namespace {

/// While it lives, the process can open nothing.
class NoDescriptors
{
public:
    NoDescriptors()
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        // So many that the share of the limit which lbfy gives to connections is not used up: it is the kernel that refuses.
        for (int i = 0; i < 400; ++i)
            m_used.emplace_back(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        ::rlimit none = m_before;
        none.rlim_cur = static_cast<::rlim_t>(m_used.back().get()) + 1;
        ::setrlimit(RLIMIT_NOFILE, &none);
    }
    ~NoDescriptors() { ::setrlimit(RLIMIT_NOFILE, &m_before); }
    NoDescriptors(const NoDescriptors &) = delete;
    NoDescriptors &operator=(const NoDescriptors &) = delete;

private:
    ::rlimit m_before {};
    std::vector<Descriptor> m_used;
};

std::uint64_t mostRounds(const Snapshot &from, const Snapshot &to)
{
    std::uint64_t most = 0;
    for (std::size_t i = 0; i < from.workers.size(); ++i)
        most = std::max(most, to.workers[i].lag.count - from.workers[i].lag.count);
    return most;
}

} // namespace

void AcceptPauseTest::clientIsServedOnceThereAreDescriptorsAgain()
{
    const Backend backend;
    Engine engine;
    engine.apply(configFor({backend.address()}));
    Client served(engine.port());
    QVERIFY(served.talk("hello"));
    Client waiting; // takes its descriptor now
    {
        const NoDescriptors none;
        waiting.connectTo(engine.port()); // the kernel answers for lbfy
        QTRY_VERIFY(engine.happened("accept_paused", "Too many open files"));
        QVERIFY(served.talk("still here"));

        const SnapshotPtr before = engine.balancer().latest();
        QTRY_VERIFY(engine.snapshot().sequence > before->sequence + 1);
        QVERIFY2(mostRounds(*before, engine.snapshot()) < 5000, "a worker spins");
        QCOMPARE(waiting.end(), Client::End::None);
        QCOMPARE(engine.service().connections, std::uint64_t {1});
    }
    QVERIFY(waiting.talk("hello"));
    Client later(engine.port());
    QVERIFY(later.talk("hello"));
    QTRY_COMPARE(engine.service().active, std::uint64_t {3});
    const auto paused = std::ranges::count(engine.snapshot().events, "accept_paused", &Event::kind);
    QVERIFY(paused >= 1 && paused <= 20); // rate-limited
    QCOMPARE(engine.service().shed[static_cast<std::size_t>(ShedReason::FdLimit)], std::uint64_t {0});
}

QTEST_GUILESS_MAIN(AcceptPauseTest)
#include "acceptpausetest.moc"
