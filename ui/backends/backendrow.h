// SPDX-License-Identifier: GPL-3.0-or-later
//
// One row of the backends table: what is configured and what was last seen, with the texts of its cells, which are made
// once for each snapshot so that a difference is a difference of what people see. Plain values.

#pragma once

#include "ui/backends/columns.h"
#include "ui/backends/recentminute.h"
#include "ui/document/documentstate.h"

#include <QString>

#include <array>
#include <bitset>
#include <optional>
#include <string>

namespace lbfy {

/// A cell's two lines; the second is small and mostly empty.
struct CellText {
    QString first;
    QString second;

    bool operator==(const CellText &) const = default;
};

/// "Draining".
QString stateName(BackendState state);

struct BackendRow {
    BackendId id = 0;
    BackendConfig config;
    int color = 0;

    bool live = false; ///< the engine knows it
    BackendState state = BackendState::Up;
    QString reason; ///< in the user's language
    std::string englishReason; ///< the same, as the engine says it
    QString age; ///< how long it has been in that state
    bool usable = false;
    std::uint64_t active = 0;
    std::uint64_t failures = 0;
    RecentMinute recent;
    std::vector<std::optional<double>> ewma; ///< recent.ewmaBySecond()
    std::array<CellText, columnCount> cells;
    /// What columns sort by; unset: no value, which goes last.
    std::array<std::optional<double>, columnCount> sortBy;

    const CellText &cell(Column column) const { return cells[static_cast<std::size_t>(column)]; }
    /// Down, ejected, or failing.
    bool isProblem() const;
    QString stateWord() const;
    /// "Down for 12 s: connection refused".
    QString stateSentence() const;

    /// Both return the columns whose content is another now.
    std::bitset<columnCount> setConfig(const BackendConfig &wanted, int colorIndex);
    /// Null: the engine does not know the backend (stopped, or not yet).
    std::bitset<columnCount> setLive(const BackendSnapshot *snapshot, WallTime at);

private:
    void takeReason(const std::string &english);
    void fillConfigured();
    void fillLive(const BackendSnapshot *snapshot);
};

} // namespace lbfy
