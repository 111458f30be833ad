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
#include <vector>

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

std::vector<int> threadsNamed(std::string_view beginning)
{
    std::vector<int> found;
    for (const auto &task : std::filesystem::directory_iterator("/proc/self/task")) {
        std::string name;
        std::getline(std::ifstream(task.path() / "comm"), name);
        if (name.starts_with(beginning))
            found.push_back(std::stoi(task.path().filename().string()));
    }
    return found;
}

} // namespace

HeldThreads::HeldThreads(std::string_view name, std::size_t count)
{
    hold.store(true);
    std::signal(SIGUSR1, standStill);
    // A thread has its name only once it runs.
    std::vector<int> threads;
    if (!QTest::qWaitFor([&] { return (threads = threadsNamed(name)).size() == count; }))
        qFatal("the threads that the test holds are not there");
    for (const int thread : threads)
        ::syscall(SYS_tgkill, ::getpid(), thread, SIGUSR1);
    if (!QTest::qWaitFor([count] { return standing.load() == static_cast<int>(count); }))
        qFatal("the test's threads do not stand still");
}

HeldThreads::~HeldThreads()
{
    hold.store(false);
    if (!QTest::qWaitFor([] { return standing.load() == 0; }))
        qFatal("the test's threads do not go on");
}

} // namespace lbfy::test
