// SPDX-License-Identifier: GPL-3.0-or-later
//
// A table row for a configuration that must be refused: a snippet, the place in a good file where it stands, and
// every line that is reported for it.

#pragma once

#include "core/config/configfile.h"
#include "core/config/validate.h"

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <vector>

namespace lbfy {

enum class Where {
    Top, ///< line 1 of a good file
    Service, ///< line 4, inside service "web"
    Backend, ///< line 6, after the address of its backend
    Whole, ///< the snippet is the file
};

struct Bad {
    Where where;
    std::string snippet;
    std::vector<std::string> lines;
};

inline std::string fileWith(Where where, const std::string &snippet)
{
    const std::string head = "[[service]]\nname = \"web\"\nlisten = \"127.0.0.1:8080\"\n";
    const std::string tail = "[[service.backend]]\naddress = \"127.0.0.1:9000\"\n";
    switch (where) {
    case Where::Top:
        return snippet + '\n' + head + tail;
    case Where::Service:
        return head + snippet + '\n' + tail;
    case Where::Backend:
        return head + tail + snippet + '\n';
    case Where::Whole:
        break;
    }
    return snippet;
}

inline ConfigDraft readCompleted(const std::string &text)
{
    ConfigDraft draft = readConfigText(text, "lbfy.toml");
    completeConfig(draft);
    return draft;
}

inline std::vector<std::string> linesOf(const std::vector<Diagnostic> &diagnostics)
{
    std::vector<std::string> lines;
    for (const Diagnostic &diagnostic : diagnostics)
        lines.push_back(diagnostic.toString());
    return lines;
}

inline void expectRefused(std::span<const Bad> table)
{
    for (const Bad &bad : table) {
        SCOPED_TRACE(bad.snippet);
        const ConfigDraft draft = readCompleted(fileWith(bad.where, bad.snippet));
        EXPECT_EQ(linesOf(draft.diagnostics), bad.lines);
        EXPECT_TRUE(hasErrors(draft.diagnostics));
    }
}

} // namespace lbfy
