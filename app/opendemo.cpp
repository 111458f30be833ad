// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/opendemo.h"

namespace lbfy {

Result<std::unique_ptr<Demo>> openDemo(const CommandLine &commandLine)
{
    if (!commandLine.demo)
        return std::unique_ptr<Demo>();
    auto demo = std::make_unique<Demo>();
    if (const auto opened = demo->open(); !opened)
        return opened.failure();
    return demo;
}

Config builtInConfig(const Demo *demo)
{
    return demo ? demo->config() : defaultConfig();
}

} // namespace lbfy
