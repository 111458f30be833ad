// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/loadconfiguration.h"

#include "core/config/configfile.h"
#include "core/config/validate.h"

#include <algorithm>
#include <type_traits>

namespace lbfy {

namespace {

void applySetting(const Setting &setting, ConfigDraft &draft)
{
    std::visit(
            [&](const auto &key) {
                if constexpr (std::is_pointer_v<std::decay_t<decltype(key)>>) {
                    // The value was found good when it was parsed.
                    (void)key->assign(*key, sectionOf(draft.config, key), setting.value);
                    draft.origins.set(pathOf(key), setting.origin);
                }
            },
            setting.option->target);
}

bool changesService(const Setting &setting)
{
    return std::holds_alternative<const Key<ServiceConfig> *>(setting.option->target);
}

void replaceBackends(const std::vector<BackendSetting> &backends, ConfigDraft &draft)
{
    draft.origins.forget(servicePath(0) + ".backend");
    auto &list = draft.config.services.front().backends;
    list.clear();
    for (const BackendSetting &setting : backends) {
        const std::string path = backendPath(0, list.size());
        draft.origins.set(path, setting.origin);
        for (const std::string_view key : setting.content.given)
            draft.origins.set(path + '.' + std::string(key), setting.origin);
        list.push_back(setting.content.backend);
    }
}

ExitCode judge(const std::vector<Diagnostic> &diagnostics)
{
    if (!hasErrors(diagnostics))
        return ExitCode::Fine;
    const bool inFile = std::ranges::any_of(
            diagnostics, [](const Diagnostic &d) { return d.severity == Severity::Error && !d.file.empty(); });
    return inFile ? ExitCode::BadConfiguration : ExitCode::BadCommandLine;
}

} // namespace

LoadedConfiguration loadConfiguration(const CommandLine &commandLine, const Config &builtIn)
{
    ConfigDraft draft;
    if (commandLine.file.empty())
        draft.config = builtIn;
    else
        draft = readConfigFile(commandLine.file);
    const bool hasService = !draft.config.services.empty();
    for (const Setting &setting : commandLine.settings) {
        if (hasService || !changesService(setting))
            applySetting(setting, draft);
    }
    if (hasService && !commandLine.backends.empty())
        replaceBackends(commandLine.backends, draft);
    completeConfig(draft);
    return {std::move(draft.config), std::move(draft.origins), draft.diagnostics, judge(draft.diagnostics)};
}

} // namespace lbfy
