// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keeps the addresses of one backend. A literal is known at once; a name is looked up in threads of a pool, again and
// again (every 10 s), and the last good answer is kept: a name server that fails or hangs changes nothing. Thread:
// control.

#pragma once

#include "core/config/config.h"
#include "core/proxy/socketaddress.h"

#include <QHostInfo>
#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace lbfy {

class Resolver final : public QObject
{
    Q_OBJECT
public:
    /// `changed` is called from the event loop when addresses() has changed, `failed` with the reason when a look-up
    /// brought nothing.
    Resolver(const Address &address, std::function<void()> changed, std::function<void(const std::string &)> failed,
             QObject *parent = nullptr);
    ~Resolver() override;

    /// Empty until a name has been resolved for the first time.
    const std::vector<SocketAddress> &addresses() const { return m_addresses; }
    /// True if a look-up, of this or an earlier Resolver, is still unanswered: its thread may hang for as long as name
    /// servers do, and Qt waits for its threads at the end. Any thread.
    static bool anyUnanswered();

private:
    struct Question;

    void lookUp();
    void answered(const QHostInfo &info);

    Address m_address;
    std::function<void()> m_changed;
    std::function<void(const std::string &)> m_failed;
    std::vector<SocketAddress> m_addresses;
    QTimer m_again;
    std::shared_ptr<Question> m_question; ///< the latest; null for what needs no look-up
};

} // namespace lbfy
