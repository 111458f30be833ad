// SPDX-License-Identifier: GPL-3.0-or-later
//
// A thread with an event loop that is over when it says so. QThread's threads are detached: its wait() returns while the
// thread is still on its way out, and what it does there – the destructors of what libraries keep for each thread, such as
// OpenSSL, which QHttpServer brings in – meets the end of the process if that comes next. Both then free the same memory.
//
// Owner and thread: whoever made it.

#pragma once

#include <QThread>

#include <atomic>

namespace lbfy {

class JoinedThread final : public QThread
{
public:
    /// Throws std::system_error if the system has no thread to give.
    void begin();
    /// Ends the event loop and waits until nothing of the thread is left. Harmless without begin().
    void end();

protected:
    void run() override;

private:
    void waitUntilGone();

    std::atomic<int> m_id {0}; ///< the kernel's; 0 before it runs
};

} // namespace lbfy
