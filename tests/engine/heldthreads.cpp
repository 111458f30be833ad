// SPDX-License-Identifier: GPL-3.0-or-later

#include "heldthreads.h"

#include <QTest>

#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

namespace lbfy::test {

namespace {

std::atomic<int> standing {0};
std::atomic<bool> hold {false};

void standStill(int)
{
    const int error = errno;
    standing.fetch_add(1);
    while (hold.load())
        ::poll(nullptr, 0, 1);
    standing.fetch_sub(1);
    errno = error;
}

} // namespace

HeldThreads::HeldThreads(std::string_view name)
{
    hold.store(true);
    std::signal(SIGUSR1, standStill);
    int told = 0;
    for (const auto &task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::string itsName;
        std::getline(std::ifstream(task.path() / "comm"), itsName);
        if (itsName.starts_with(name)
            && ::syscall(SYS_tgkill, ::getpid(), std::stoi(task.path().filename().string()), SIGUSR1) == 0)
            ++told;
    }
    if (told == 0 || !QTest::qWaitFor([told] { return standing.load() == told; }))
        qFatal("the test's threads do not stand still");
}

HeldThreads::~HeldThreads()
{
    hold.store(false);
    if (!QTest::qWaitFor([] { return standing.load() == 0; }))
        qFatal("the test's threads do not go on");
}

} // namespace lbfy::test
