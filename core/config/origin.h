// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where each value of a Config came from, kept beside it so that the Config itself stays plain and comparable. Values
// are named by paths ("service[0].health.interval"); what has no entry has its default.

#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace lbfy {

struct Origin {
    enum class Source { Default, File, Option, Environment };

    Source source = Source::Default;
    std::string name; ///< of the file, option ("--listen") or variable ("LBFY_LISTEN")
    int line = 0; ///< in the file, from 1
    int column = 0;
    /// False: what stands there was refused and reported, so the Config holds the default instead. Checks that compare
    /// values leave it out, or one mistake would be reported twice.
    bool accepted = true;

    bool operator==(const Origin &) const = default;
    /// "default", "lbfy.toml:12", "--listen" or "LBFY_METRICS".
    std::string toString() const;
};

class Origins
{
public:
    void set(const std::string &path, Origin origin) { m_origins[path] = std::move(origin); }
    const Origin &of(const std::string &path) const;
    bool isAccepted(const std::string &path) const { return of(path).accepted; }
    /// Forgets every path that begins so, as when a list is replaced.
    void forget(std::string_view prefix);

    bool operator==(const Origins &) const = default;

private:
    std::map<std::string, Origin, std::less<>> m_origins;
};

/// "service[3]" and "service[3].backend[0]". A key's path is one of these, a dot, and the key's name.
std::string servicePath(std::size_t service);
std::string backendPath(std::size_t service, std::size_t backend);

} // namespace lbfy
