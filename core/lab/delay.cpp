// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/delay.h"

#include "core/config/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <optional>
#include <span>
#include <vector>

namespace lbfy {

namespace {

using namespace std::chrono_literals;

/// Shares are read in steps of 0.0001 %, so that one fraction has one text and one double.
constexpr double sharesPerPercent = 1e4;
constexpr double sharesOfOne = 1e6;

struct Unit {
    std::string_view name;
    Nanoseconds factor;
};

// Large to small: the order in which printing tries them. The first that fits wins in reading, so "s" comes last there.
constexpr std::array units {Unit {"s", 1s}, Unit {"ms", 1ms}, Unit {"us", 1us}};

/// A standard normal deviate (Box and Muller's transform, one of its two results).
double normalDeviate(Random &random)
{
    const double radius = std::sqrt(-2 * std::log(1 - random.unit()));
    return radius * std::cos(2 * std::numbers::pi * random.unit());
}

Nanoseconds clamped(double nanoseconds)
{
    return Nanoseconds(
            static_cast<std::int64_t>(std::clamp(nanoseconds, 0.0, static_cast<double>(longestDelay.count()))));
}

double asDouble(Nanoseconds time)
{
    return static_cast<double>(time.count());
}

struct Sampler {
    Random &random;

    Nanoseconds operator()(const ConstantDelay &delay) const { return std::min(delay.value, longestDelay); }
    Nanoseconds operator()(const NormalDelay &delay) const
    {
        return clamped(asDouble(delay.mean) + asDouble(delay.deviation) * normalDeviate(random));
    }
    Nanoseconds operator()(const LogNormalDelay &delay) const
    {
        return clamped(asDouble(delay.median) * std::exp(delay.sigma * normalDeviate(random)));
    }
    Nanoseconds operator()(const TwoPointDelay &delay) const
    {
        return std::min(random.unit() < delay.rareShare ? delay.rare : delay.usual, longestDelay);
    }
};

struct Mean {
    Nanoseconds operator()(const ConstantDelay &delay) const { return delay.value; }
    Nanoseconds operator()(const NormalDelay &delay) const { return delay.mean; }
    Nanoseconds operator()(const LogNormalDelay &delay) const
    {
        return clamped(asDouble(delay.median) * std::exp(delay.sigma * delay.sigma / 2));
    }
    Nanoseconds operator()(const TwoPointDelay &delay) const
    {
        return clamped(asDouble(delay.usual) * (1 - delay.rareShare) + asDouble(delay.rare) * delay.rareShare);
    }
};

/// A plain decimal number at the front of text ("8", "0.5"), which loses it; no sign, no exponent.
std::optional<double> takeNumber(std::string_view &text)
{
    double number = 0;
    if (text.empty() || text.front() < '0' || text.front() > '9')
        return std::nullopt;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error != std::errc {})
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

std::string formatNumber(double number)
{
    std::array<char, 400> buffer {}; // room for the largest double in full
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                            std::chars_format::fixed);
    return error == std::errc {} ? std::string(buffer.data(), end) : std::string();
}

Result<Nanoseconds> parseTime(std::string_view text)
{
    if (text == "0")
        return Nanoseconds(0);
    const Failure syntax {R"(must be a time with a unit, as in "250us", "8ms" or "1.5s")"};
    std::string_view rest = text;
    const auto number = takeNumber(rest);
    if (!number)
        return syntax;
    for (const Unit &unit : units) {
        if (rest != unit.name)
            continue;
        const double time = *number * asDouble(unit.factor);
        if (time > asDouble(longestDelay))
            return Failure {"must be 0 to 60s"};
        return Nanoseconds(std::chrono::round<std::chrono::microseconds>(Nanoseconds(std::llround(time))));
    }
    return syntax;
}

std::string formatTime(Nanoseconds time)
{
    if (time == 0ns)
        return "0ms";
    for (const Unit &unit : units) {
        if (time % unit.factor == 0ns)
            return std::to_string(time / unit.factor) + std::string(unit.name);
    }
    return formatNumber(asDouble(time) / 1000) + "us";
}

Result<double> parseSigma(std::string_view text)
{
    std::string_view rest = text;
    const auto number = takeNumber(rest);
    if (!number || !rest.empty() || *number > largestSigma)
        return Failure {"must be a sigma of 0 to " + formatNumber(largestSigma) + ", as in 0.5"};
    return *number;
}

std::vector<std::string_view> splitAtCommas(std::string_view text)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t comma = text.find(',');
        parts.push_back(text.substr(0, comma));
        if (comma == std::string_view::npos)
            return parts;
        text.remove_prefix(comma + 1);
    }
}

/// One row a distribution with a name: how many parts it has, and what they make.
struct Form {
    std::string_view name;
    std::size_t parts;
    std::string_view example;
    Result<Delay> (*make)(std::span<const std::string_view> parts);
};

/// What is wrong with one part, which the message names.
template<typename Value>
Failure partFailure(std::string_view part, const Result<Value> &result)
{
    return {quotedShort(part) + ' ' + result.message()};
}

Result<Delay> makeNormal(std::span<const std::string_view> parts)
{
    const auto mean = parseTime(parts[0]);
    if (!mean)
        return partFailure(parts[0], mean);
    const auto deviation = parseTime(parts[1]);
    if (!deviation)
        return partFailure(parts[1], deviation);
    return Delay {NormalDelay {*mean, *deviation}};
}

Result<Delay> makeLogNormal(std::span<const std::string_view> parts)
{
    const auto median = parseTime(parts[0]);
    if (!median)
        return partFailure(parts[0], median);
    const auto sigma = parseSigma(parts[1]);
    if (!sigma)
        return partFailure(parts[1], sigma);
    return Delay {LogNormalDelay {*median, *sigma}};
}

Result<Delay> makeTwoPoint(std::span<const std::string_view> parts)
{
    const auto usual = parseTime(parts[0]);
    if (!usual)
        return partFailure(parts[0], usual);
    const auto rare = parseTime(parts[1]);
    if (!rare)
        return partFailure(parts[1], rare);
    const auto share = parsePercentage(parts[2]);
    if (!share)
        return partFailure(parts[2], share);
    return Delay {TwoPointDelay {*usual, *rare, *share}};
}

constexpr std::array forms {
        Form {"normal", 2, "normal:8ms,2ms (mean, deviation)", makeNormal},
        Form {"lognormal", 2, "lognormal:8ms,0.5 (median, sigma)", makeLogNormal},
        Form {"two-point", 3, "two-point:5ms,80ms,2% (usual, rare, share of rare)", makeTwoPoint},
};

} // namespace

Nanoseconds sample(const Delay &delay, Random &random)
{
    return std::visit(Sampler {random}, delay);
}

Nanoseconds meanOf(const Delay &delay)
{
    return std::visit(Mean {}, delay);
}

Result<Delay> parseDelay(std::string_view text)
{
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) {
        const auto value = parseTime(text);
        if (!value)
            return Failure {value.message() + R"(, or "normal:…", "lognormal:…", "two-point:…")"};
        return Delay {ConstantDelay {*value}};
    }
    const std::string_view name = text.substr(0, colon);
    for (const Form &form : forms) {
        if (form.name != name)
            continue;
        const auto parts = splitAtCommas(text.substr(colon + 1));
        if (parts.size() != form.parts)
            return Failure {"must look like " + std::string(form.example)};
        return form.make(parts);
    }
    std::vector<std::string_view> names;
    for (const Form &form : forms)
        names.push_back(form.name);
    return Failure {"unknown distribution " + quotedShort(name) + "; known are " + alternatives(names)};
}

std::string formatDelay(const Delay &delay)
{
    struct Formatter {
        std::string operator()(const ConstantDelay &d) const { return formatTime(d.value); }
        std::string operator()(const NormalDelay &d) const
        {
            return "normal:" + formatTime(d.mean) + ',' + formatTime(d.deviation);
        }
        std::string operator()(const LogNormalDelay &d) const
        {
            return "lognormal:" + formatTime(d.median) + ',' + formatNumber(d.sigma);
        }
        std::string operator()(const TwoPointDelay &d) const
        {
            return "two-point:" + formatTime(d.usual) + ',' + formatTime(d.rare) + ',' + formatPercentage(d.rareShare);
        }
    };
    return std::visit(Formatter {}, delay);
}

Result<double> parsePercentage(std::string_view text)
{
    std::string_view rest = text;
    const auto number = takeNumber(rest);
    if (!number || rest != "%" || *number > 100 || (*number > 0 && *number * sharesPerPercent < 1))
        return Failure {"must be 0% to 100%"};
    return std::round(*number * sharesPerPercent) / sharesOfOne;
}

std::string formatPercentage(double share)
{
    return formatNumber(std::round(share * sharesOfOne) / sharesPerPercent) + '%';
}

} // namespace lbfy
