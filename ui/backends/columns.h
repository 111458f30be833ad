// SPDX-License-Identifier: GPL-3.0-or-later
//
// The columns of the backends table in one list: title, explanation, alignment, and how much each matters when there is
// not room for all. To add a column is to add a row here and its text in backendrow.cpp.

#pragma once

#include <QString>

#include <array>
#include <cstddef>
#include <cstdint>

namespace lbfy {

enum class Column : std::uint8_t {
    State,
    Name,
    Address,
    Weight,
    Max,
    Backup,
    Active,
    Share,
    Ewma,
    P50,
    P99,
    NewRate,
    Failures,
    Bytes,
};
inline constexpr std::size_t columnCount = 14;

enum class ColumnKind : std::uint8_t { Live, Editable };

struct ColumnInfo {
    Column column;
    ColumnKind kind;
    Qt::Alignment alignment;
    int importance; ///< the lower, the earlier it is hidden; 0: never
    const char *widest; ///< a text as wide as the column's content gets
    const char *title;
    const char *explanation;

    QString translatedTitle() const;
    QString translatedExplanation() const;
};

const std::array<ColumnInfo, columnCount> &columns();
inline const ColumnInfo &infoOf(Column column)
{
    return columns()[static_cast<std::size_t>(column)];
}
constexpr int toInt(Column column)
{
    return static_cast<int>(column);
}
/// Only for 0 to columnCount - 1.
constexpr Column toColumn(int section)
{
    return static_cast<Column>(section);
}

} // namespace lbfy
