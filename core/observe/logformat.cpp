// SPDX-License-Identifier: GPL-3.0-or-later
//
// One LogRecord as one line, in the three forms of CONTRACT 5. logfmt and JSON share their escapes, so that either reads
// back to the same string; the form for people shows the same escapes without the quotes round the message.

#include "core/config/names.h"
#include "core/observe/escape.h"
#include "core/observe/log.h"

#include <array>
#include <charconv>
#include <cmath>
#include <ctime>

namespace lbfy {

namespace {

constexpr std::string_view resetColour = "\x1b[0m";
constexpr std::string_view dim = "\x1b[2m";

std::string_view colourOf(LogLevel level)
{
    switch (level) {
    case LogLevel::Error:
        return "\x1b[31m";
    case LogLevel::Warn:
        return "\x1b[33m";
    case LogLevel::Info:
        return "\x1b[32m";
    case LogLevel::Debug:
        return dim;
    }
    return {};
}

void appendTwo(std::string &out, int value)
{
    out += static_cast<char>('0' + value / 10 % 10);
    out += static_cast<char>('0' + value % 10);
}

void appendClock(std::string &out, const std::tm &broken, int milliseconds)
{
    appendTwo(out, broken.tm_hour);
    out += ':';
    appendTwo(out, broken.tm_min);
    out += ':';
    appendTwo(out, broken.tm_sec);
    out += '.';
    out += static_cast<char>('0' + milliseconds / 100);
    appendTwo(out, milliseconds);
}

struct SplitTime {
    std::time_t seconds;
    int milliseconds;
};

SplitTime split(std::chrono::system_clock::time_point at)
{
    const auto whole = std::chrono::floor<std::chrono::seconds>(at);
    const auto rest = std::chrono::floor<std::chrono::milliseconds>(at - whole);
    return {std::chrono::system_clock::to_time_t(whole), static_cast<int>(rest.count())};
}

/// For people: the time on their wall clock.
void appendLocalClock(std::string &out, std::chrono::system_clock::time_point at)
{
    const SplitTime time = split(at);
    std::tm broken {};
    ::localtime_r(&time.seconds, &broken);
    appendClock(out, broken, time.milliseconds);
}

template<typename Number>
void appendNumber(std::string &out, Number value)
{
    std::array<char, 32> digits;
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out.append(digits.data(), end);
}

/// Keys are literals of the program; whatever they hold, they stay one word.
void appendKey(std::string &out, std::string_view key)
{
    for (const char c : key)
        out += (c > ' ' && c < 0x7F && c != '=' && c != '"' && c != '\\') ? c : '_';
}

bool isBareWord(std::string_view text)
{
    constexpr std::string_view punctuation = "._:/@+-,[]()%*#";
    for (const char c : text) {
        const bool letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letterOrDigit && punctuation.find(c) == std::string_view::npos)
            return false;
    }
    return !text.empty();
}

void appendQuoted(std::string &out, std::string_view text)
{
    out += '"';
    appendEscaped(out, text);
    out += '"';
}

void appendWord(std::string &out, std::string_view text)
{
    if (isBareWord(text))
        out += text;
    else
        appendQuoted(out, text);
}

struct LogfmtValue {
    std::string &out;
    void operator()(const std::string &text) const { appendWord(out, text); }
    void operator()(std::int64_t number) const { appendNumber(out, number); }
    void operator()(double number) const { appendNumber(out, number); }
};

struct JsonValue {
    std::string &out;
    void operator()(const std::string &text) const { appendQuoted(out, text); }
    void operator()(std::int64_t number) const { appendNumber(out, number); }
    void operator()(double number) const
    {
        if (std::isfinite(number))
            appendNumber(out, number);
        else
            out += "null"; // JSON knows no NaN
    }
};

void formatLogfmt(std::string &out, const LogRecord &record)
{
    out += "ts=";
    appendIsoTime(out, record.at);
    out += " level=";
    out += nameOf(record.level);
    out += " event=";
    appendWord(out, record.event);
    out += " msg=";
    appendQuoted(out, record.message);
    for (const LogField &field : record.fields) {
        out += ' ';
        appendKey(out, field.key);
        out += '=';
        std::visit(LogfmtValue {out}, field.value);
    }
}

void formatJson(std::string &out, const LogRecord &record)
{
    out += "{\"ts\":\"";
    appendIsoTime(out, record.at);
    out += "\",\"level\":\"";
    out += nameOf(record.level);
    out += "\",\"event\":";
    appendQuoted(out, record.event);
    out += ",\"msg\":";
    appendQuoted(out, record.message);
    for (const LogField &field : record.fields) {
        out += ",\"";
        appendKey(out, field.key);
        out += "\":";
        std::visit(JsonValue {out}, field.value);
    }
    out += '}';
}

void formatText(std::string &out, const LogRecord &record, bool colour)
{
    const auto paint = [&out, colour](std::string_view code) { out += colour ? code : std::string_view {}; };
    appendLocalClock(out, record.at);
    out += ' ';
    paint(colourOf(record.level));
    const std::string_view level = nameOf(record.level);
    out += level;
    paint(resetColour);
    out.append(level.size() < 5 ? 5 - level.size() : 0, ' ');
    out += ' ';
    appendWord(out, record.event);
    out += "  ";
    appendEscaped(out, record.message);
    if (!record.fields.empty())
        out += ' ';
    for (const LogField &field : record.fields) {
        out += ' ';
        paint(dim);
        appendKey(out, field.key);
        out += '=';
        paint(resetColour);
        std::visit(LogfmtValue {out}, field.value);
    }
}

} // namespace

void appendIsoTime(std::string &out, std::chrono::system_clock::time_point at)
{
    const SplitTime time = split(at);
    std::tm broken {};
    ::gmtime_r(&time.seconds, &broken);
    appendNumber(out, broken.tm_year + 1900);
    out += '-';
    appendTwo(out, broken.tm_mon + 1);
    out += '-';
    appendTwo(out, broken.tm_mday);
    out += 'T';
    appendClock(out, broken, time.milliseconds);
    out += 'Z';
}

std::string formatLine(const LogRecord &record, LogFormat format, bool colour)
{
    std::string line;
    line.reserve(256);
    switch (format) {
    case LogFormat::Text:
        formatText(line, record, colour);
        break;
    case LogFormat::Logfmt:
        formatLogfmt(line, record);
        break;
    case LogFormat::Json:
        formatJson(line, record);
        break;
    }
    line += '\n';
    return line;
}

} // namespace lbfy
