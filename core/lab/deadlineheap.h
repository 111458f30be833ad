// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is due when, for thousands of delays at once: a binary heap whose elements know their place in it, so that a
// connection that goes takes its deadline with it instead of leaving it behind until it would have passed. Setting and
// cancelling cost O(log n) and no allocation once the heap has grown. One thread; the elements are not owned.

#pragma once

#include "core/balance/clock.h"

#include <cstddef>
#include <vector>

namespace lbfy {

/// Base of what can be due. It is in one heap at most, and must be cancelled before it is destroyed.
class Deadline
{
public:
    bool isSet() const { return m_place != nowhere; }
    MonoTime due() const { return m_due; }

private:
    friend class DeadlineHeap;
    static constexpr std::size_t nowhere = ~std::size_t {0};
    MonoTime m_due {0};
    std::size_t m_place = nowhere;
};

class DeadlineHeap
{
public:
    bool empty() const { return m_heap.empty(); }
    std::size_t size() const { return m_heap.size(); }
    /// The one due first; only if not empty. Ties: any.
    Deadline *first() const { return m_heap.front(); }

    /// Sets it, or moves it if it is set already.
    void set(Deadline &deadline, MonoTime due)
    {
        if (!deadline.isSet()) {
            deadline.m_place = m_heap.size();
            m_heap.push_back(&deadline);
        }
        deadline.m_due = due;
        sift(deadline.m_place);
    }

    /// Nothing happens if it is not set.
    void cancel(Deadline &deadline)
    {
        if (!deadline.isSet())
            return;
        const std::size_t hole = deadline.m_place;
        deadline.m_place = Deadline::nowhere;
        Deadline *last = m_heap.back();
        m_heap.pop_back();
        if (last == &deadline)
            return;
        put(last, hole);
        sift(hole);
    }

private:
    void put(Deadline *deadline, std::size_t place)
    {
        m_heap[place] = deadline;
        deadline->m_place = place;
    }

    /// Up or down, whichever restores the order.
    void sift(std::size_t place)
    {
        Deadline *moving = m_heap[place];
        while (place > 0 && moving->m_due < m_heap[(place - 1) / 2]->m_due) {
            put(m_heap[(place - 1) / 2], place);
            place = (place - 1) / 2;
        }
        for (;;) {
            std::size_t child = 2 * place + 1;
            if (child >= m_heap.size())
                break;
            if (child + 1 < m_heap.size() && m_heap[child + 1]->m_due < m_heap[child]->m_due)
                ++child;
            if (moving->m_due <= m_heap[child]->m_due)
                break;
            put(m_heap[child], place);
            place = child;
        }
        put(moving, place);
    }

    std::vector<Deadline *> m_heap;
};

} // namespace lbfy
