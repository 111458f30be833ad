// SPDX-License-Identifier: GPL-3.0-or-later
//
// See httpclient.h.

#include "httpclient.h"

#include <QHostAddress>
#include <QTest>

namespace lbfy::test {

QByteArray HttpAnswer::field(const QByteArray &name) const
{
    const qsizetype start = head.indexOf(QByteArray("\r\n").append(name).append(": "));
    if (start < 0)
        return {};
    const qsizetype value = start + name.size() + 4;
    return head.mid(value, head.indexOf("\r\n", value) - value);
}

HttpAnswer parseAnswer(const QByteArray &bytes)
{
    HttpAnswer answer;
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0 || !bytes.startsWith("HTTP/1.1 "))
        return answer;
    answer.status = bytes.mid(9, 3).toInt();
    answer.head = bytes.first(end + 2);
    answer.body = bytes.sliced(end + 4);
    return answer;
}

std::unique_ptr<QTcpSocket> connectTo(std::uint16_t port)
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    [[maybe_unused]] const bool connected = QTest::qWaitFor(
            [&] { return socket->state() == QAbstractSocket::ConnectedState; }, 30'000);
    return socket;
}

HttpAnswer answerOn(QTcpSocket &socket)
{
    const bool closed = QTest::qWaitFor([&] { return socket.state() == QAbstractSocket::UnconnectedState; }, 30'000);
    HttpAnswer answer = parseAnswer(socket.readAll());
    answer.closed = closed;
    return answer;
}

HttpAnswer exchange(std::uint16_t port, const QByteArray &request)
{
    const std::unique_ptr<QTcpSocket> socket = connectTo(port);
    socket->write(request);
    return answerOn(*socket);
}

HttpAnswer get(std::uint16_t port, const QByteArray &path)
{
    return exchange(port, "GET " + path + " HTTP/1.1\r\nHost: test\r\n\r\n");
}

} // namespace lbfy::test
