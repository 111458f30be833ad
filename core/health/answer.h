// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a backend's answer to an active check means. Pure, fed piece by piece: the verdict does not depend on how the
// bytes were split, and no more than a bounded amount is kept.

#pragma once

#include "core/config/config.h"

#include <string>
#include <string_view>

namespace lbfy {

class CheckAnswer
{
public:
    enum class Verdict : std::uint8_t { NeedMore, Passed, Failed };

    explicit CheckAnswer(const HealthConfig &config);

    /// What to send once connected; empty for "tcp".
    static std::string question(const HealthConfig &config, const std::string &host);

    Verdict feed(std::string_view bytes);
    /// The backend closed before the verdict.
    Verdict end();
    /// Why it failed, in plain words.
    const std::string &cause() const { return m_cause; }

private:
    static constexpr std::size_t largestAnswer = 64 * 1024;

    Verdict judgeHttp();
    Verdict judgeExpect();
    Verdict fail(std::string cause);

    CheckKind m_kind;
    std::string m_expect;
    std::string m_received;
    std::string m_cause;
};

} // namespace lbfy
