// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/proxy/descriptorbudget.h"

#include <algorithm>

namespace lbfy {

std::size_t DescriptorBudget::allowanceOf(std::size_t limit)
{
    return limit - std::min<std::size_t>(128, std::max<std::size_t>(limit / 4, std::min<std::size_t>(limit, 48)));
}

void DescriptorBudget::setLimit(std::size_t limit)
{
    m_allowance.store(allowanceOf(limit), std::memory_order_relaxed);
}

bool DescriptorBudget::take(std::size_t count)
{
    if (m_used.fetch_add(count, std::memory_order_relaxed) + count <= allowance())
        return true;
    give(count);
    return false;
}

} // namespace lbfy
