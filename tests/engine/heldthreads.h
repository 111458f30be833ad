// SPDX-License-Identifier: GPL-3.0-or-later
//
// Threads of this process that stand still, wherever they are, for as long as a test wants: what a busy machine does to
// them by chance, done on purpose. They are held in the handler of SIGUSR1. One at a time.

#pragma once

#include <cstddef>
#include <string_view>

namespace lbfy::test {

class HeldThreads final
{
public:
    /// The `count` whose name begins so: "lbfy-io-". Returns when all of them stand still.
    HeldThreads(std::string_view name, std::size_t count);
    ~HeldThreads();
    HeldThreads(const HeldThreads &) = delete;
    HeldThreads &operator=(const HeldThreads &) = delete;
};

} // namespace lbfy::test
