// SPDX-License-Identifier: GPL-3.0-or-later
//
// The load of the side-by-side benchmark: one thread, one epoll set, as few system calls a turn as there can be,
// because it shares a core with the backend and must never be what is measured. wrk speaks HTTP only and knows neither
// bulk flows, nor uploads, nor idle connections. One line of JSON on standard output; the exit code is 1 when anything
// went wrong.

#include "tests/bench/load/options.h"
#include "tests/bench/load/sockets.h"

#include <unistd.h>

#include <cstdio>

int main(int argc, char **argv)
{
    using namespace lbfy::bench;
    const Options options = parseOptions(argc, argv);
    raiseDescriptorLimit();
    // A proxy that hangs must not hang the benchmark: the kernel ends this program.
    ::alarm(static_cast<unsigned>(options.seconds.count() + options.warmUp.count()) + 120);
    if (options.mode == "turns")
        return runTurns(options);
    if (options.mode == "connects")
        return runConnects(options);
    if (options.mode == "download" || options.mode == "upload" || options.mode == "both")
        return runBulk(options);
    if (options.mode == "idle")
        return runIdle(options);
    std::fprintf(stderr, "error: unknown mode \"%s\"; see --help\n", options.mode.c_str());
    return 2;
}
