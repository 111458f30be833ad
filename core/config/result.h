// SPDX-License-Identifier: GPL-3.0-or-later
//
// A value, or the reason why there is none. std::expected arrives with C++23; this is the part of it that reading a
// configuration needs. The reason is a sentence for the user that says what is wrong, without naming the place.

#pragma once

#include <string>
#include <utility>
#include <variant>

namespace lbfy {

/// Why there is no value.
struct Failure {
    std::string message;

    bool operator==(const Failure &) const = default;
};

template<typename T>
class [[nodiscard]] Result
{
public:
    Result(T value) : m_content(std::in_place_index<0>, std::move(value)) { }
    Result(Failure failure) : m_content(std::in_place_index<1>, std::move(failure)) { }

    bool ok() const { return m_content.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// Only when ok().
    const T &value() const { return std::get<0>(m_content); }
    T &value() { return std::get<0>(m_content); }
    const T &operator*() const { return value(); }
    const T *operator->() const { return &value(); }

    /// Only when not ok().
    const std::string &message() const { return std::get<1>(m_content).message; }
    const Failure &failure() const { return std::get<1>(m_content); }

private:
    std::variant<T, Failure> m_content;
};

/// For what succeeds with nothing to hand over.
struct Done {
    bool operator==(const Done &) const = default;
};

} // namespace lbfy
