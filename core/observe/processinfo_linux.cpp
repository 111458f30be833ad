// SPDX-License-Identifier: GPL-3.0-or-later
//
// From proc(5): /proc/self/stat, /proc/self/fd, and btime of /proc/stat.

#include "core/observe/processinfo.h"

#include <charconv>
#include <cstddef>
#include <ctime>
#include <dirent.h>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace lbfy {

namespace {

/// Fields of /proc/self/stat from the third on. The second, the program's name, may itself hold spaces and brackets.
std::vector<std::string> statFields()
{
    std::ifstream file("/proc/self/stat");
    std::string line;
    std::getline(file, line);
    const std::size_t nameEnd = line.rfind(')');
    if (nameEnd == std::string::npos)
        return {};
    std::istringstream rest(line.substr(nameEnd + 1));
    std::vector<std::string> fields;
    for (std::string field; rest >> field;)
        fields.push_back(field);
    return fields;
}

/// Field `number` as proc(5) counts them.
std::optional<std::uint64_t> statField(const std::vector<std::string> &fields, std::size_t number)
{
    if (fields.size() + 2 < number)
        return std::nullopt;
    const std::string &text = fields[number - 3];
    std::uint64_t value = 0;
    if (std::from_chars(text.data(), text.data() + text.size(), value).ec != std::errc {})
        return std::nullopt;
    return value;
}

/// When the system started, seconds since the epoch.
std::optional<double> bootTime()
{
    std::ifstream file("/proc/stat");
    std::string word;
    while (file >> word) {
        double seconds = 0;
        if (word == "btime" && file >> seconds)
            return seconds;
    }
    return std::nullopt;
}

std::optional<std::uint64_t> countOpenFds()
{
    // Since Linux 6.2 the directory's size is the number of descriptors, which saves a walk over thousands.
    struct ::stat status { };
    if (::stat("/proc/self/fd", &status) == 0 && status.st_size > 0)
        return static_cast<std::uint64_t>(status.st_size);

    const std::unique_ptr<::DIR, int (*)(::DIR *)> directory(::opendir("/proc/self/fd"), ::closedir);
    if (!directory)
        return std::nullopt;
    std::uint64_t count = 0;
    while (const ::dirent *entry = ::readdir(directory.get()))
        count += entry->d_name[0] != '.' ? 1 : 0;
    return count - 1; // the one that reads the directory
}

} // namespace

ProcessInfo readProcessInfo()
{
    ProcessInfo info;
    ::timespec cpu {};
    if (::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu) == 0)
        info.cpuSeconds = static_cast<double>(cpu.tv_sec) + static_cast<double>(cpu.tv_nsec) * 1e-9;
    ::rlimit limit {};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0)
        info.maxFds = limit.rlim_cur;
    info.openFds = countOpenFds();

    const std::vector<std::string> fields = statFields();
    info.threads = statField(fields, 20);
    info.virtualBytes = statField(fields, 23);
    if (const auto pages = statField(fields, 24))
        info.residentBytes = *pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    const std::optional<double> boot = bootTime();
    if (const auto startTicks = statField(fields, 22); startTicks && boot)
        info.startTimeSeconds = *boot + static_cast<double>(*startTicks) / static_cast<double>(::sysconf(_SC_CLK_TCK));
    return info;
}

} // namespace lbfy
