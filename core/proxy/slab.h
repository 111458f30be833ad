// SPDX-License-Identifier: GPL-3.0-or-later
//
// Memory for objects of one type that come and go by the thousand: blocks of 64, a free list, no return to the system
// (the peak is bounded by the connection limit). One thread. Objects are destroyed by destroy(), never by the slab.

#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace lbfy {

template<typename T>
class Slab
{
public:
    template<typename... Args>
    T *create(Args &&...args)
    {
        if (!m_free)
            grow();
        Cell *cell = m_free;
        m_free = cell->next;
        return new (cell->storage) T(std::forward<Args>(args)...);
    }

    void destroy(T *object)
    {
        object->~T();
        Cell *cell = std::launder(reinterpret_cast<Cell *>(object));
        cell->next = m_free;
        m_free = cell;
    }

private:
    union Cell {
        Cell *next;
        alignas(T) std::byte storage[sizeof(T)];
    };
    static constexpr std::size_t cellsPerBlock = 64;

    void grow()
    {
        auto &block = m_blocks.emplace_back(std::make_unique<std::array<Cell, cellsPerBlock>>());
        for (Cell &cell : *block) {
            cell.next = m_free;
            m_free = &cell;
        }
    }

    std::vector<std::unique_ptr<std::array<Cell, cellsPerBlock>>> m_blocks;
    Cell *m_free = nullptr;
};

} // namespace lbfy
