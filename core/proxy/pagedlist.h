// SPDX-License-Identifier: GPL-3.0-or-later
//
// A list that is read in portions, with time between them in which elements come and go: the bookmark moves on when the
// element it is at leaves. Elements enter at the end. One thread; owns nothing.

#pragma once

#include "core/proxy/intrusivelist.h"

#include <cstddef>

namespace lbfy {

/// T derives from ListNode<Tag>.
template<typename T, typename Tag>
class PagedList
{
public:
    void add(T *element)
    {
        m_elements.moveToBack(element);
        ++m_size;
    }
    void remove(T *element)
    {
        if (m_bookmark == element)
            m_bookmark = m_elements.next(element);
        static_cast<ListNode<Tag> *>(element)->unlink();
        --m_size;
    }
    std::size_t size() const { return m_size; }
    T *front() const { return m_elements.front(); }
    T *next(const T *element) const { return m_elements.next(element); }

    void rewind() { m_bookmark = m_elements.front(); }
    /// Null: all have been read.
    T *bookmark() const { return m_bookmark; }
    void advance() { m_bookmark = m_elements.next(m_bookmark); }

private:
    IntrusiveList<T, Tag> m_elements;
    T *m_bookmark = nullptr;
    std::size_t m_size = 0;
};

} // namespace lbfy
