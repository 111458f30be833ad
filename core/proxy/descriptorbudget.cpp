// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/descriptorbudget.h"

#include <algorithm>

namespace lbfy {

std::size_t DescriptorBudget::allowanceOf(std::size_t limit, std::size_t own)
{
    const std::size_t reserve = std::clamp<std::size_t>(limit / 4, 48, 128) + std::max(own, coveredOwn) - coveredOwn;
    return limit - std::min(limit, reserve);
}

void DescriptorBudget::setLimit(std::size_t limit, std::size_t own)
{
    m_allowance.store(allowanceOf(limit, own), std::memory_order_relaxed);
}

bool DescriptorBudget::take(std::size_t count)
{
    if (m_used.fetch_add(count, std::memory_order_relaxed) + count <= allowance())
        return true;
    give(count);
    return false;
}

} // namespace lbfy
