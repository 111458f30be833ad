// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the tests of the endpoint talk with: raw bytes out, the whole answer in. It lives in the endpoint's thread, so the
// event loop must turn while it waits.

#pragma once

#include <QByteArray>
#include <QTcpSocket>

#include <cstdint>
#include <memory>

namespace lbfy::test {

/// An answer taken apart; status 0 when there was none.
struct HttpAnswer {
    int status = 0;
    QByteArray head; ///< header fields, each line with its end
    QByteArray body;
    bool closed = false; ///< by the server, in time

    bool has(const char *line) const { return head.contains(QByteArray(line).append("\r\n")); }
    QByteArray field(const QByteArray &name) const;
};

HttpAnswer parseAnswer(const QByteArray &bytes);

std::unique_ptr<QTcpSocket> connectTo(std::uint16_t port);

/// Waits until the server closes (QTRY-like, half a minute at most) and takes the answer.
HttpAnswer answerOn(QTcpSocket &socket);

/// Sends the bytes on a connection of their own.
HttpAnswer exchange(std::uint16_t port, const QByteArray &request);
HttpAnswer get(std::uint16_t port, const QByteArray &path);

} // namespace lbfy::test
