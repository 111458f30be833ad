// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/units.h"

#include <array>
#include <charconv>
#include <optional>

namespace lbfy {

namespace {

struct Unit {
    std::string_view name;
    std::uint64_t factor;
};

// Large to small: the order in which a combined duration is written, and in which printing tries them.
constexpr std::array durationUnits {Unit {"h", 3'600'000}, Unit {"m", 60'000}, Unit {"s", 1000}, Unit {"ms", 1}};
constexpr std::array sizeUnits {Unit {"GiB", std::uint64_t {1} << 30U}, Unit {"MiB", std::uint64_t {1} << 20U},
                                Unit {"KiB", 1024}, Unit {"B", 1}};

/// The largest value stands for everything above it: no range reaches it, so the range's message is given.
constexpr std::uint64_t tooLarge = UINT64_MAX;

struct Quantity {
    std::uint64_t amount; ///< in the smallest unit; tooLarge when it does not fit
    std::size_t unit; ///< row of the unit table
};

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Takes "250ms" off the front of text; nothing if there is no number with a unit of the table.
template<std::size_t Count>
std::optional<Quantity> takeQuantity(std::string_view &text, const std::array<Unit, Count> &units)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (end == text.data())
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    std::size_t length = 0;
    while (length < text.size() && !isDigit(text[length]))
        ++length;
    const std::string_view name = text.substr(0, length);
    text.remove_prefix(length);
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i].name != name)
            continue;
        Quantity result {tooLarge, i};
        if (error == std::errc {} && number < tooLarge / units[i].factor)
            result.amount = number * units[i].factor;
        return result;
    }
    return std::nullopt;
}

template<std::size_t Count>
std::string formatQuantity(std::uint64_t amount, const std::array<Unit, Count> &units)
{
    for (const Unit &unit : units) {
        if (amount % unit.factor == 0)
            return std::to_string(amount / unit.factor) + std::string(unit.name);
    }
    return {}; // not reached: the last unit divides everything
}

Failure durationRange(ZeroDuration zero)
{
    const std::string range = "must be " + formatDuration(shortestDuration) + " to " + formatDuration(longestDuration);
    return {zero == ZeroDuration::Allowed ? range + ", or \"0s\"" : range};
}

} // namespace

std::string integerRange(std::int64_t min, std::int64_t max)
{
    return "must be " + std::to_string(min) + " to " + std::to_string(max);
}

Result<std::int64_t> parseInteger(std::string_view text, std::int64_t min, std::int64_t max)
{
    std::int64_t number = 0;
    const char *const last = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data(), last, number);
    if (end != last || text.empty() || error == std::errc::invalid_argument)
        return Failure {"must be a whole number, " + std::to_string(min) + " to " + std::to_string(max)};
    if (error != std::errc {} || number < min || number > max)
        return Failure {integerRange(min, max)};
    return number;
}

Result<Milliseconds> parseDuration(std::string_view text, ZeroDuration zero)
{
    const Failure syntax {R"(must be a number with a unit, as in "250ms", "5s", "10m" or "1h")"};
    std::uint64_t total = 0;
    std::optional<std::size_t> previousUnit;
    do {
        const auto part = takeQuantity(text, durationUnits);
        if (!part || (previousUnit && part->unit <= *previousUnit))
            return syntax;
        previousUnit = part->unit;
        total = part->amount > tooLarge - total ? tooLarge : total + part->amount;
    } while (!text.empty());
    if (total == 0 && zero == ZeroDuration::Allowed)
        return Milliseconds {0};
    if (total == 0 || total > static_cast<std::uint64_t>(longestDuration.count()))
        return durationRange(zero);
    return Milliseconds {total};
}

std::string formatDuration(Milliseconds duration)
{
    if (duration.count() == 0)
        return "0s";
    return formatQuantity(static_cast<std::uint64_t>(duration.count()), durationUnits);
}

Result<std::uint64_t> parseSize(std::string_view text, std::uint64_t min, std::uint64_t max)
{
    const auto size = takeQuantity(text, sizeUnits);
    if (!size || !text.empty())
        return Failure {R"(must be a number with a unit, as in "512B", "64KiB", "1MiB" or "1GiB")"};
    if (size->amount == tooLarge || size->amount < min || size->amount > max)
        return Failure {"must be " + formatSize(min) + " to " + formatSize(max)};
    return size->amount;
}

std::string formatSize(std::uint64_t bytes)
{
    if (bytes == 0)
        return "0B";
    return formatQuantity(bytes, sizeUnits);
}

} // namespace lbfy
