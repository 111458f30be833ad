// SPDX-License-Identifier: GPL-3.0-or-later
//
// A name that any thread reads and one thread changes, rarely: when a person renames something. Readers take neither a
// lock nor a copy, because names that were are kept as well, somebody may be reading them; a few dozen bytes a rename.

#pragma once

#include <atomic>
#include <deque>
#include <string>
#include <utility>

namespace lbfy {

class SharedName
{
public:
    explicit SharedName(std::string name) { set(std::move(name)); }

    /// Any thread. Valid as long as this object.
    const std::string &get() const { return *m_current.load(std::memory_order_acquire); }
    /// One thread, always the same.
    void set(std::string name)
    {
        m_all.push_back(std::move(name)); // a deque never moves what it holds
        m_current.store(&m_all.back(), std::memory_order_release);
    }

private:
    std::deque<std::string> m_all;
    std::atomic<const std::string *> m_current {nullptr};
};

} // namespace lbfy
