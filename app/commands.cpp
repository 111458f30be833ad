// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commands.h"

#include "app/loadcommand.h"
#include "app/servecommand.h"

#include <array>

namespace lbfy {

std::span<const Command> commands()
{
    static constexpr std::array table {
            Command {"load", runLoad},
            Command {"serve", runServe},
    };
    return table;
}

std::optional<int> runCommand(int &argc, char **argv, std::string_view program)
{
    if (argc < 2)
        return std::nullopt;
    for (const Command &command : commands()) {
        if (command.name == argv[1])
            return command.run({argv + 2, argv + argc}, program, argc, argv);
    }
    return std::nullopt;
}

} // namespace lbfy
