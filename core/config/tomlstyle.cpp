// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/tomlstyle.h"

#include "core/config/text.h"
#include "core/config/textlines.h"

#include <algorithm>

namespace lbfy {

namespace {

/// What a string between single quotes cannot hold.
bool needsEscapes(std::string_view text)
{
    return std::ranges::any_of(
            text, [](char c) { return (static_cast<unsigned char>(c) < ' ' && c != '\t') || c == '\x7f'; });
}

/// The line end that follows the opening quotes and is no part of the text.
std::string_view openingLineEnd(std::string_view old, std::string_view lineEnd)
{
    return old.substr(3).starts_with(lineEnd) ? lineEnd : std::string_view();
}

/// Between three double quotes, one line of the text on each line.
std::string multiLine(std::string_view old, std::string_view text, std::string_view lineEnd)
{
    std::string result = "\"\"\"" + std::string(openingLineEnd(old, lineEnd));
    if (text.starts_with('\n') && openingLineEnd(old, lineEnd).empty())
        return quoted(text);
    for (std::string_view line : linesOfText(text)) {
        const bool ends = line.ends_with('\n');
        line.remove_suffix(ends ? 1 : 0);
        const std::string inQuotes = quoted(line);
        result += inQuotes.substr(1, inQuotes.size() - 2) + (ends ? "\n" : "");
    }
    return result + "\"\"\"";
}

std::string spellText(std::string_view old, const std::string &text, std::string_view lineEnd)
{
    // A line end inside a string means what the parser takes it for; only a bare line feed is certain.
    const bool inLines = text.find('\n') == std::string::npos || lineEnd == "\n";
    if (old.starts_with("\"\"\"") && inLines)
        return multiLine(old, text, lineEnd);
    if (old.starts_with("'''") && !needsEscapes(text) && text.find('\'') == std::string::npos)
        return "'''" + std::string(openingLineEnd(old, lineEnd)) + text + "'''";
    if (old.starts_with('\'') && !old.starts_with("'''") && !needsEscapes(text) && text.find('\'') == std::string::npos)
        return '\'' + text + '\'';
    return quoted(text);
}

std::string spellNumber(std::string_view old, std::int64_t number)
{
    std::string digits = std::to_string(number);
    const bool grouped = old.find('_') != std::string_view::npos;
    for (std::size_t i = digits.size(); grouped && i > 3 && number > 0; i -= 3)
        digits.insert(i - 3, "_");
    return digits;
}

std::string indentOf(const TomlItem &item)
{
    return std::string(lastLine(item.lead));
}

std::size_t blanksBeforeEquals(const TomlItem &item)
{
    return item.equals.find('=');
}

/// Where the equals sign stands on its line.
std::size_t columnOf(const TomlItem &item)
{
    return widthOf(indentOf(item)) + widthOf(item.key) + blanksBeforeEquals(item);
}

/// The column that the keys of a body have in common with this one, or 0.
std::size_t commonColumn(const TomlValue &body, const TomlItem &item)
{
    if (blanksBeforeEquals(item) > 1)
        return columnOf(item);
    // One blank is what the longest key has in an aligned block, one that is too long for it, and every key elsewhere.
    const auto isPadded = [](const auto &other) { return blanksBeforeEquals(*other) > 1; };
    const auto padded = std::find_if(body.items.rbegin(), body.items.rend(), isPadded);
    return padded != body.items.rend() && columnOf(item) >= columnOf(**padded) ? columnOf(**padded) : 0;
}

/// As it is spaced where nothing is aligned.
LineStyle plainEquals(const TomlItem &item)
{
    const std::size_t sign = blanksBeforeEquals(item);
    LineStyle style;
    style.before = item.equals.substr(0, sign);
    style.after = item.equals.substr(sign + 1);
    if (style.before.size() > 1)
        style.before = " ";
    if (style.after.size() > 1)
        style.after = " ";
    return style;
}

/// The one that the last short string of a body is in.
std::string quoteOf(const TomlValue &body)
{
    std::string quote = "\"";
    for (const auto &item : body.items) {
        const std::string &text = item->value.text;
        const bool isString = text.starts_with('\'') || text.starts_with('"');
        if (isString && !text.starts_with("'''") && !text.starts_with("\"\"\""))
            quote = text.front();
    }
    return quote;
}

LineStyle lineStyleOf(const TomlValue &body, const TomlItem &item)
{
    LineStyle style = plainEquals(item);
    style.quote = quoteOf(body);
    if (item.equals.find('\t') == std::string::npos)
        style.column = commonColumn(body, item);
    return style;
}

std::string equalsText(const LineStyle &style, std::size_t width)
{
    if (style.column == 0)
        return style.before + '=' + style.after;
    const std::size_t least = width + 1;
    return std::string(std::max(style.column, least) - width, ' ') + '=' + style.after;
}

std::unique_ptr<TomlItem> makeLine(const TomlPath &path, const Value &value, const std::string &indent,
                                   const LineStyle &style, const std::string &lineEnd)
{
    auto item = std::make_unique<TomlItem>();
    item->lead = indent;
    item->path = path;
    for (const std::string &part : path)
        item->key += (item->key.empty() ? "" : ".") + part;
    item->equals = equalsText(style, widthOf(indent) + widthOf(item->key));
    item->value.text = spellLike(style.quote, value, lineEnd);
    item->trail = lineEnd;
    return item;
}

/// The line that a new key of the table should follow, or the end.
std::size_t neighbourOf(const TomlPlace &place)
{
    const auto &items = place.body->items;
    const std::size_t depth = place.prefix.size();
    // Of this very table, with a value that is not a table itself; failing that, of this table; failing that, any.
    const auto rank = [&](const TomlItem &item) {
        const bool below = item.path.size() > depth
                && std::equal(place.prefix.begin(), place.prefix.end(), item.path.begin());
        if (!below)
            return 0;
        return item.path.size() == depth + 1 && item.value.kind == TomlKind::Scalar ? 2 : 1;
    };
    std::size_t best = items.size();
    for (std::size_t i = 0; i < items.size(); ++i) {
        if (best == items.size() || rank(*items[i]) >= rank(*items[best]))
            best = i;
    }
    return best;
}

void insertLine(const TomlPlace &place, const TomlPath &path, const Value &value, const std::string &lineEnd)
{
    auto &items = place.body->items;
    const std::size_t neighbour = neighbourOf(place);
    if (neighbour == items.size()) {
        const std::string &header = place.block->header;
        const std::string indent = header.substr(0, std::min(header.find_first_not_of(blanks), header.size()));
        items.push_back(makeLine(path, value, indent, {}, lineEnd));
        return;
    }
    const TomlItem &above = *items[neighbour];
    auto item = makeLine(path, value, indentOf(above), lineStyleOf(*place.body, above), lineEnd);
    items.insert(items.begin() + static_cast<std::ptrdiff_t>(neighbour) + 1, std::move(item));
}

} // namespace

std::string spellLike(std::string_view old, const Value &value, std::string_view lineEnd)
{
    if (const auto *text = std::get_if<std::string>(&value))
        return spellText(old, *text, lineEnd);
    if (const auto *number = std::get_if<std::int64_t>(&value))
        return spellNumber(old, *number);
    return toToml(value);
}

BlockStyle styleOf(const TomlBlock &block)
{
    BlockStyle style;
    style.headerIndent = block.header.substr(0, std::min(block.header.find('['), block.header.size()));
    style.keyIndent = style.headerIndent;
    if (!block.body.items.empty()) {
        style.keyIndent = indentOf(*block.body.items.back());
        style.line = lineStyleOf(block.body, *block.body.items.back());
    }
    return style;
}

std::unique_ptr<TomlBlock> makeBlock(const NewBlock &block, const BlockStyle &style, const std::string &lineEnd)
{
    auto result = std::make_unique<TomlBlock>();
    result->path = block.path;
    result->isArray = block.isArray;
    result->header = style.headerIndent + (block.isArray ? "[[" : "[");
    for (std::size_t i = 0; i < block.path.size(); ++i)
        result->header += (i > 0 ? "." : "") + block.path[i];
    result->header += (block.isArray ? "]]" : "]") + lineEnd;
    result->body.kind = TomlKind::Table;
    LineStyle line = style.line;
    for (const NewKey &key : block.keys) {
        const std::size_t least = widthOf(style.keyIndent) + key.name.size() + 1;
        if (line.column > 0)
            line.column = std::max(line.column, least);
    }
    for (const NewKey &key : block.keys)
        result->body.items.push_back(makeLine({key.name}, key.value, style.keyIndent, line, lineEnd));
    return result;
}

TomlValue makeInlineTable(const NewKeys &keys, const TomlValue *like)
{
    TomlValue table;
    table.kind = TomlKind::Table;
    const std::string quote = like ? quoteOf(*like) : "\"";
    for (const NewKey &key : keys) {
        TomlValue value;
        value.text = spellLike(quote, key.value, {});
        appendInline(table, key.name, std::move(value));
    }
    for (const auto &item : table.items) {
        if (like && !like->items.empty())
            item->equals = equalsText(plainEquals(*like->items.back()), 0);
    }
    if (like && !like->items.empty() && !table.items.empty())
        table.items.front()->lead = like->items.front()->lead;
    table.tail = like ? like->tail : " ";
    return table;
}

void appendInline(TomlValue &table, const std::string &name, TomlValue value)
{
    auto item = std::make_unique<TomlItem>();
    item->path = {name};
    item->key = name;
    item->lead = " ";
    item->equals = " = ";
    if (!table.items.empty()) {
        table.items.back()->comma = true;
        item->equals = table.items.back()->equals;
    } else if (table.tail.empty()) {
        table.tail = " ";
    }
    item->value = std::move(value);
    table.items.push_back(std::move(item));
}

void insertKey(TomlTable &table, const NewKey &key, const std::string &lineEnd)
{
    const TomlPlace &place = table.places.front();
    TomlPath path = place.prefix;
    path.push_back(key.name);
    if (place.block)
        return insertLine(place, path, key.value, lineEnd);
    TomlValue value;
    value.text = spellLike(quoteOf(*place.body), key.value, lineEnd);
    appendInline(*place.body, key.name, std::move(value));
    TomlItem &item = *place.body->items.back();
    item.path = path;
    item.key.clear();
    for (const std::string &part : path)
        item.key += (item.key.empty() ? "" : ".") + part;
}

void removeKey(TomlTable &table, const std::string &name)
{
    const TomlKey key = table.keys.at(name);
    auto &items = key.body->items;
    const auto found = std::ranges::find_if(items, [&](const auto &item) { return item.get() == key.item; });
    const bool isLine = key.item->trail.ends_with('\n');
    const bool isLast = found + 1 == items.end();
    std::string kept = key.item->lead;
    if (isLine) {
        const std::string indent = indentOf(*key.item);
        kept.resize(kept.size() - indent.size());
        if (isComment(key.item->trail))
            kept += indent + key.item->trail.substr(key.item->trail.find('#'));
    }
    if (isLast && isLine)
        key.body->tail.insert(0, kept);
    else if (!isLast && isLine)
        (*(found + 1))->lead.insert(0, kept);
    else if (!isLast)
        (*(found + 1))->lead = kept;
    else if (found != items.begin())
        (*(found - 1))->comma = false;
    items.erase(found);
    table.keys.erase(name);
}

} // namespace lbfy
