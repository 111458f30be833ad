// SPDX-License-Identifier: GPL-3.0-or-later
//
// How each kind of descriptor is kept from waiting; see logoutput.h.

#include "core/observe/logoutput.h"

#include <cerrno>
#include <climits>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace lbfy {

LogOutput::LogOutput(int descriptor) : m_descriptor(descriptor)
{
    struct ::stat status { };
    if (::fstat(descriptor, &status) != 0)
        return; // closed: write() will say so
    if (S_ISSOCK(status.st_mode)) {
        m_kind = Kind::Socket;
        return;
    }
    if (!S_ISFIFO(status.st_mode) && ::isatty(descriptor) == 0)
        return;
    const std::string path = "/proc/self/fd/" + std::to_string(descriptor);
    const int again = ::open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (again < 0) {
        m_kind = Kind::MayWait;
        return;
    }
    m_descriptor = again;
    m_owned = true;
}

LogOutput::~LogOutput()
{
    if (m_owned)
        ::close(m_descriptor);
}

bool LogOutput::isWritableNow() const
{
    ::pollfd waiting {.fd = m_descriptor, .events = POLLOUT, .revents = 0};
    return ::poll(&waiting, 1, 0) == 1;
}

LogOutput::Outcome LogOutput::write(std::string_view bytes)
{
    if (m_kind == Kind::MayWait) {
        if (!isWritableNow())
            return {Result::Full, 0};
        bytes = bytes.substr(0, PIPE_BUF); // a pipe that polls writable takes this much at once
    }
    for (;;) {
        const ssize_t written = m_kind == Kind::Socket
                ? ::send(m_descriptor, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL)
                : ::write(m_descriptor, bytes.data(), bytes.size());
        if (written > 0)
            return {Result::Written, static_cast<std::size_t>(written)};
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return {Result::Full, 0};
        return {Result::Refused, 0};
    }
}

} // namespace lbfy
