// SPDX-License-Identifier: GPL-3.0-or-later
//
// Looks a name up for somebody who must not wait, such as a window: a name server that does not answer holds a look-up
// up for many seconds. It runs in a thread that nobody waits for either, not even the end of the program; who gives up
// destroys this and never hears of it again. Thread: the owner's.

#pragma once

#include "core/config/config.h"
#include "core/config/result.h"
#include "core/proxy/socketaddress.h"

#include <memory>
#include <optional>

namespace lbfy {

/// Of a literal at once, of a name by asking whoever knows, which may take seconds.
Result<SocketAddress> resolve(const Address &target);

class TargetLookup final
{
public:
    /// False: resolve() answers at once.
    static bool isNeeded(const Address &target);

    /// An answer that says so if the system gives no thread.
    explicit TargetLookup(const Address &target);

    /// Nothing: not yet. An address in digits, or why there is none.
    std::optional<Result<Address>> answer() const;

private:
    struct Answer;
    std::shared_ptr<Answer> m_answer; ///< shared with the thread
};

} // namespace lbfy
