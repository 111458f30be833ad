// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/engine/resolver.h"

#include <QThreadPool>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <utility>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

constexpr auto afterSuccess = 10s;
constexpr auto afterFailure = 5s;
std::atomic<int> unanswered {0};

/// Name servers that hang must not keep the names of others waiting behind them.
QThreadPool &threads()
{
    static QThreadPool pool;
    pool.setMaxThreadCount(16);
    return pool;
}

} // namespace

/// What a look-up in another thread and its Resolver share; either may be over first.
struct Resolver::Question {
    explicit Question(Resolver *resolver) : asker(resolver) { }
    std::mutex mutex;
    Resolver *asker; ///< null once it has gone; guarded by mutex
};

Resolver::Resolver(const Address &address, std::function<void()> changed,
                   std::function<void(const std::string &)> failed, QObject *parent)
    : QObject(parent)
    , m_address(address)
    , m_changed(std::move(changed))
    , m_failed(std::move(failed))
{
    if (const auto literal = SocketAddress::fromLiteral(address.host, address.port)) {
        m_addresses = {*literal};
        return;
    }
    if (address.host == "localhost") {
        // By definition (RFC 6761), and no reason for a first connection to wait.
        m_addresses = {*SocketAddress::fromLiteral("127.0.0.1", address.port),
                       *SocketAddress::fromLiteral("::1", address.port)};
        return;
    }
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &Resolver::lookUp);
    lookUp();
}

Resolver::~Resolver()
{
    if (!m_question)
        return;
    const std::scoped_lock lock(m_question->mutex);
    m_question->asker = nullptr;
}

bool Resolver::anyUnanswered()
{
    return unanswered.load(std::memory_order_relaxed) > 0;
}

void Resolver::lookUp()
{
    unanswered.fetch_add(1, std::memory_order_relaxed);
    m_question = std::make_shared<Question>(this);
    // Not QHostInfo::lookupHost(): its cache gives answers that are up to a minute old.
    threads().start([question = m_question, host = QString::fromStdString(m_address.host)] {
        const QHostInfo info = QHostInfo::fromName(host);
        unanswered.fetch_sub(1, std::memory_order_relaxed);
        const std::scoped_lock lock(question->mutex);
        if (Resolver *asker = question->asker)
            QMetaObject::invokeMethod(
                    asker, [asker, info] { asker->answered(info); }, Qt::QueuedConnection);
    });
}

void Resolver::answered(const QHostInfo &info)
{
    std::vector<SocketAddress> found;
    for (const QHostAddress &address : info.addresses()) {
        if (const auto literal = SocketAddress::fromLiteral(address.toString().toStdString(), m_address.port))
            found.push_back(*literal);
    }
    if (found.empty()) {
        m_again.start(afterFailure);
        m_failed(info.errorString().toLower().toStdString());
        return;
    }
    m_again.start(afterSuccess);
    const auto same = [](const SocketAddress &a, const SocketAddress &b) { return a.toString() == b.toString(); };
    if (std::equal(found.begin(), found.end(), m_addresses.begin(), m_addresses.end(), same))
        return;
    m_addresses = std::move(found);
    m_changed();
}

} // namespace lbfy
