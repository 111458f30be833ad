// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/cpuclock.h"

#include "tests/bench/load/sockets.h"

#include <cerrno>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>

namespace lbfy::bench {

namespace {

std::chrono::nanoseconds cpuTimeOf(pid_t process)
{
    clockid_t clock {};
    timespec time {};
    if (const int error = ::clock_getcpuclockid(process, &clock)) {
        errno = error;
        fail("the CPU clock of the proxy");
    }
    if (::clock_gettime(clock, &time) != 0)
        fail("the CPU clock of the proxy");
    return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

// The second number of /proc/PID/task/TID/schedstat: nanoseconds spent waiting on a run queue.
std::chrono::nanoseconds runQueueWaitOf(pid_t process)
{
    std::chrono::nanoseconds sum {0};
    std::error_code error;
    for (const auto &task : std::filesystem::directory_iterator("/proc/" + std::to_string(process) + "/task", error)) {
        std::ifstream file(task.path() / "schedstat");
        std::int64_t ran = 0;
        std::int64_t waited = 0;
        if (file >> ran >> waited)
            sum += std::chrono::nanoseconds(waited);
    }
    return sum;
}

} // namespace

CpuUse CpuClock::now() const
{
    CpuUse use;
    for (const pid_t process : m_processes) {
        use.used += cpuTimeOf(process);
        use.waited += runQueueWaitOf(process);
    }
    return use;
}

} // namespace lbfy::bench
