// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/health/answer.h"

#include <algorithm>
#include <cctype>

namespace lbfy {

CheckAnswer::CheckAnswer(const HealthConfig &config) : m_kind(config.check), m_expect(config.expect) { }

std::string CheckAnswer::question(const HealthConfig &config, const std::string &host)
{
    switch (config.check) {
    case CheckKind::Tcp:
    case CheckKind::Off:
        return {};
    case CheckKind::Http:
        return "GET " + config.httpPath + " HTTP/1.0\r\nHost: " + host
                + "\r\nUser-Agent: lbfy-health-check\r\nConnection: close\r\n\r\n";
    case CheckKind::SendExpect:
        return config.send;
    }
    return {};
}

CheckAnswer::Verdict CheckAnswer::feed(std::string_view bytes)
{
    m_received.append(bytes.substr(0, std::min(bytes.size(), largestAnswer - m_received.size())));
    return m_kind == CheckKind::Http ? judgeHttp() : judgeExpect();
}

CheckAnswer::Verdict CheckAnswer::end()
{
    if (m_received.empty())
        return fail("closed without an answer");
    return fail(m_kind == CheckKind::Http ? "closed before a whole HTTP status line"
                                          : "closed before the expected answer");
}

/// "HTTP/1.1 200": 2xx and 3xx pass.
CheckAnswer::Verdict CheckAnswer::judgeHttp()
{
    constexpr std::string_view start = "HTTP/";
    constexpr std::size_t statusAt = 9; // after "HTTP/1.1 "
    const auto head = std::string_view(m_received).substr(0, start.size());
    if (start.substr(0, head.size()) != head)
        return fail("the answer is not HTTP");
    if (m_received.size() < statusAt + 3)
        return Verdict::NeedMore;
    const std::string status = m_received.substr(statusAt, 3);
    const bool digits = std::all_of(status.begin(), status.end(), [](unsigned char c) { return std::isdigit(c); });
    if (!digits || m_received[statusAt - 1] != ' ')
        return fail("the answer is not HTTP");
    if (status[0] == '2' || status[0] == '3')
        return Verdict::Passed;
    return fail("HTTP status " + status);
}

CheckAnswer::Verdict CheckAnswer::judgeExpect()
{
    if (m_received.find(m_expect) != std::string::npos)
        return Verdict::Passed;
    if (m_received.size() >= largestAnswer)
        return fail("the first 64 KiB of the answer do not contain what is expected");
    return Verdict::NeedMore;
}

CheckAnswer::Verdict CheckAnswer::fail(std::string cause)
{
    m_cause = std::move(cause);
    return Verdict::Failed;
}

} // namespace lbfy
