// SPDX-License-Identifier: GPL-3.0-or-later
//
// Both ends of what the engine balances, on loopback: backends on the test's event loop, clients on bare sockets that
// are asked without waiting, so that an orderly end and a reset can be told apart. All in the test's thread.

#pragma once

#include "core/config/config.h"

#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lbfy::test {

/// A server that takes connections until stopped.
class Backend final
{
public:
    enum class Manner : std::uint8_t {
        Echo,
        Silent, ///< reads and never answers
        CloseAtOnce,
        Deaf, ///< leaves connections to the kernel, which takes them and never ends them
    };
    explicit Backend(Manner manner = Manner::Echo);

    Address address() const { return {"127.0.0.1", m_port}; }
    /// Connections taken since the start, health checks included.
    int accepted() const { return m_accepted; }
    int open() const;
    /// Refuses from now on and ends what is open.
    void stop();
    /// On the port it had.
    void start();
    /// Says on every connection that nothing more will come, and goes on reading.
    void finishAll();

private:
    void accept();

    Manner m_manner;
    QTcpServer m_server;
    std::uint16_t m_port = 0;
    int m_accepted = 0;
    QList<QPointer<QTcpSocket>> m_sockets;
};

/// A port of loopback on which nobody listens (any more).
Address unusedAddress();

class Client final
{
public:
    /// Has a descriptor and no connection yet.
    Client();
    explicit Client(std::uint16_t port);
    ~Client();
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    void connectTo(std::uint16_t port);
    enum class End : std::uint8_t { None, Orderly, Reset };
    /// How the other side has ended, if it has.
    End end();
    /// What has come so far.
    const std::string &received();
    void say(std::string_view bytes);
    /// Says it and waits until as much has come back.
    bool talk(std::string_view bytes);
    void finish(); ///< says that nothing more will come
    void close();
    /// As lbfy prints the client: "127.0.0.1:PORT".
    const std::string &name() const { return m_name; }

private:
    void read();

    int m_fd = -1;
    std::string m_name;
    std::string m_received;
    End m_end = End::None;
};

/// Nobody listens on that port of loopback.
bool refused(std::uint16_t port);
/// None of eight new clients of that port reaches the backend.
bool passedOver(const Backend &backend, std::uint16_t port);

} // namespace lbfy::test
