// SPDX-License-Identifier: GPL-3.0-or-later
//
// The CPU time of the proxy under load, read by the load program itself at the very edges of its measuring window. The
// kernel keeps a clock per process in nanoseconds over all its threads, also those that have ended
// (clock_getcpuclockid(3)); /proc/PID/stat counts the same in steps of 10 ms.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <vector>

namespace lbfy::bench {

struct CpuUse {
    std::chrono::nanoseconds used {0}; // user and system, all threads of all processes
    std::chrono::nanoseconds waited {0}; // ready to run while another program had the core: noise
};

class CpuClock
{
public:
    explicit CpuClock(std::vector<pid_t> processes) : m_processes(std::move(processes)) { }

    CpuUse now() const;

private:
    std::vector<pid_t> m_processes;
};

} // namespace lbfy::bench
