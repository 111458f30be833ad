// SPDX-License-Identifier: GPL-3.0-or-later
//
// Doubly linked lists whose links live in the element: entering, leaving and moving to the end cost a few stores and no
// allocation, which is what timeouts in order of last activity need. An element derives from ListNode<Tag> once for
// each list it can be in; it is in at most one list of a tag at a time and leaves it when destroyed.

#pragma once

namespace lbfy {

template<typename Tag>
class ListNode
{
public:
    ListNode() = default;
    ~ListNode() { unlink(); }
    ListNode(const ListNode &) = delete;
    ListNode &operator=(const ListNode &) = delete;

    bool linked() const { return m_next != nullptr; }
    void unlink()
    {
        if (!m_next)
            return;
        m_prev->m_next = m_next;
        m_next->m_prev = m_prev;
        m_next = m_prev = nullptr;
    }

private:
    template<typename, typename>
    friend class IntrusiveList;
    ListNode *m_prev = nullptr;
    ListNode *m_next = nullptr;
};

/// T derives from ListNode<Tag>. The list owns nothing.
template<typename T, typename Tag>
class IntrusiveList
{
public:
    IntrusiveList() { m_head.m_prev = m_head.m_next = &m_head; }
    ~IntrusiveList()
    {
        while (!empty())
            m_head.m_next->unlink();
        m_head.m_prev = m_head.m_next = nullptr;
    }
    IntrusiveList(const IntrusiveList &) = delete;
    IntrusiveList &operator=(const IntrusiveList &) = delete;

    bool empty() const { return m_head.m_next == &m_head; }
    T *front() const { return empty() ? nullptr : static_cast<T *>(m_head.m_next); }
    /// The element after `element`, or null at the end.
    T *next(const T *element) const
    {
        const ListNode<Tag> *node = element;
        return node->m_next == &m_head ? nullptr : static_cast<T *>(node->m_next);
    }
    /// Appends, leaving whatever list of this tag the element was in.
    void moveToBack(T *element)
    {
        ListNode<Tag> *node = element;
        node->unlink();
        node->m_prev = m_head.m_prev;
        node->m_next = &m_head;
        m_head.m_prev->m_next = node;
        m_head.m_prev = node;
    }

private:
    ListNode<Tag> m_head;
};

} // namespace lbfy
