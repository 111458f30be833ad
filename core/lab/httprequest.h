// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where one HTTP/1 request ends and the next begins, which is nearly all that a backend with one answer for everything
// must know. Lenient where core/http/requesthead.h is strict: this serves load generators, not strangers. Pure.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace lbfy {

class HttpRequestReader
{
public:
    static constexpr std::size_t largestHead = 16 * 1024;
    static constexpr std::uint64_t largestBody = std::uint64_t {1} << 30U;

    enum class Progress : std::uint8_t { Incomplete, Complete, Bad };

    /// Takes what belongs to the request off the front of `bytes`: all, or up to the request's end. After Complete the
    /// next call begins a new request; after Bad there is none.
    Progress take(std::string_view &bytes);
    /// Forgets a request that has begun.
    void reset() { *this = HttpRequestReader(); }

    // Of the request that is complete:
    bool isHead() const { return m_isHead; } ///< its answer has no body
    bool keepsAlive() const { return m_keepsAlive; }
    /// Of one that is bad: "400 Bad Request" and so on.
    std::string_view status() const { return m_status; }

private:
    Progress takeHead(std::string_view &bytes);
    Progress readHead(std::string_view head);
    bool readField(std::string_view name, std::string_view value);
    Progress refuse(std::string_view status);

    std::string m_head; ///< what has come of a head that is not complete
    std::uint64_t m_bodyLeft = 0;
    bool m_inBody = false;
    bool m_isHead = false;
    bool m_keepsAlive = true;
    std::string_view m_status;
};

} // namespace lbfy
