// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/text.h"

#include <QChar>
#include <QList>
#include <QString>
#include <QStringDecoder>

#include <algorithm>
#include <vector>

namespace lbfy {

namespace {

constexpr std::size_t longestQuote = 80;
constexpr std::size_t longestName = 64;

std::string escaped(char c)
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        break;
    }
    const auto code = static_cast<unsigned char>(c);
    if (code >= 0x20 && code != 0x7f)
        return {c};
    constexpr std::string_view digits = "0123456789ABCDEF";
    return {'\\', 'u', '0', '0', digits[code >> 4U], digits[code & 0xfU]};
}

} // namespace

std::string quoted(std::string_view text)
{
    std::string result = "\"";
    for (const char c : text)
        result += escaped(c);
    return result + '"';
}

std::string quotedShort(std::string_view text)
{
    if (text.size() <= longestQuote)
        return quoted(text);
    std::size_t end = longestQuote;
    // Not in the middle of a character: continuation bytes are 10xxxxxx.
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;
    std::string result = quoted(text.substr(0, end));
    result.insert(result.size() - 1, "…");
    return result;
}

/// Qt counts the separators of lines and paragraphs among what can be printed; they would break a line all the same.
static bool isPrintable(uint c)
{
    return QChar::isPrint(c) && QChar::category(c) != QChar::Separator_Line
            && QChar::category(c) != QChar::Separator_Paragraph;
}

std::string oneLine(std::string_view text)
{
    std::u32string characters;
    for (const uint c : QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toUcs4())
        characters += isPrintable(c) ? static_cast<char32_t>(c) : char32_t {QChar::ReplacementCharacter};
    return QString::fromStdU32String(characters).toStdString();
}

Result<std::string> checkName(std::string_view name)
{
    const Failure failure {"a name is 1 to 64 printable characters"};
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(QByteArrayView(name.data(), static_cast<qsizetype>(name.size())));
    const QList<uint> characters = text.toUcs4();
    if (decoder.hasError() || characters.empty() || characters.size() > static_cast<qsizetype>(longestName))
        return failure;
    if (!std::ranges::all_of(characters, isPrintable))
        return failure;
    return std::string(name);
}

std::size_t editDistance(std::string_view a, std::string_view b)
{
    // Optimal string alignment: three rows of the usual table, the third for swapped neighbours.
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::swap(before, last);
        std::swap(last, row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return row[b.size()];
}

std::optional<std::string_view> nearestWord(std::string_view word, std::span<const std::string_view> known)
{
    // Known words are short: what is much longer resembles none, and must not cost quadratic time.
    constexpr std::size_t longest = 64;
    if (word.size() > longest)
        return std::nullopt;
    std::optional<std::string_view> best;
    std::size_t bestDistance = longest;
    for (const std::string_view candidate : known) {
        std::size_t distance = editDistance(word, candidate);
        // A beginning ("backends", "conn") is as near as a single typing error.
        if (word.size() >= 3 && (candidate.starts_with(word) || word.starts_with(candidate)))
            distance = std::min<std::size_t>(distance, 1);
        const std::size_t limit = std::max<std::size_t>(1, std::max(word.size(), candidate.size()) / 2);
        if (distance <= limit && distance < bestDistance) {
            best = candidate;
            bestDistance = distance;
        }
    }
    return best;
}

std::string suggestion(std::string_view word, std::span<const std::string_view> known, std::string_view mark)
{
    const auto nearest = nearestWord(word, known);
    if (!nearest)
        return {};
    return "; did you mean " + std::string(mark) + std::string(*nearest) + std::string(mark) + '?';
}

std::string alternatives(std::span<const std::string_view> words)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0)
            text += i + 1 == words.size() ? " or " : ", ";
        text += quoted(words[i]);
    }
    return text;
}

} // namespace lbfy
