// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/tomllayout.h"

#include "core/config/textlines.h"

#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace lbfy {

namespace {

bool isBareKeyCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/// Walks over the text once. After a surprise everything is at its end, so that every loop ends.
class LayoutParser
{
public:
    LayoutParser(std::string_view text, TomlLayout &layout) : m_text(text), m_layout(layout) { }

    bool parse()
    {
        beginBlock({});
        while (!atEnd()) {
            const std::size_t line = m_at;
            skipBlanks();
            if (peek() == '#' || peek() == '\n' || peek() == '\r' || atEnd()) {
                skipLine();
                m_loose += m_text.substr(line, m_at - line);
            } else if (peek() == '[') {
                beginBlock(line);
            } else {
                statement(line);
            }
        }
        placeLooseLines(Next::End);
        return !m_surprised;
    }

private:
    enum class Next { Header, End };

    bool atEnd() const { return m_at >= m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }

    void surprise()
    {
        m_surprised = true;
        m_at = m_text.size();
    }

    void expect(char c)
    {
        if (peek() == c && !atEnd())
            ++m_at;
        else
            surprise();
    }

    void skipBlanks() { m_at = std::min(m_text.find_first_not_of(blanks, m_at), m_text.size()); }

    /// To the beginning of the next line.
    void skipLine() { m_at = std::min(m_text.find('\n', m_at), m_text.size() - 1) + 1; }

    /// To the end of this one. A carriage return belongs to the end.
    void skipComment()
    {
        const std::size_t end = std::min(m_text.find('\n', m_at), m_text.size());
        m_at = end > m_at && m_text[end - 1] == '\r' ? end - 1 : end;
    }

    std::string_view takeFrom(std::size_t begin) const { return m_text.substr(begin, m_at - begin); }

    void beginBlock(std::optional<std::size_t> line)
    {
        auto block = std::make_unique<TomlBlock>();
        block->body.kind = TomlKind::Table;
        if (line) {
            block->lead = placeLooseLines(Next::Header);
            expect('[');
            block->isArray = peek() == '[';
            if (block->isArray)
                ++m_at;
            readKey(block->path);
            skipBlanks();
            expect(']');
            skipLine();
            block->header = takeFrom(*line);
        }
        m_block = block.get();
        m_layout.pieces.push_back({{}, std::move(block)});
    }

    /// Comments directly above a header belong to it, those directly below an item to the item's block; what stands
    /// between blank lines belongs to nobody. Returns the first.
    std::string placeLooseLines(Next next)
    {
        const std::string loose = std::exchange(m_loose, {});
        const auto lines = linesOfText(loose);
        auto lead = lines.end();
        while (next == Next::Header && lead != lines.begin() && isComment(*(lead - 1)))
            --lead;
        // Before the first header there may be nothing to belong to. A key put there stands below such comments.
        const bool nothingYet = m_block->header.empty() && m_block->body.items.empty();
        const auto middle = nothingYet ? lines.begin() : std::find_if_not(lines.begin(), lead, isComment);
        std::string gap;
        for (auto line = lines.begin(); line != lead; ++line)
            (line < middle ? m_block->body.tail : gap) += *line;
        if (!gap.empty())
            m_layout.pieces.insert(m_layout.pieces.end() - (nothingYet ? 1 : 0), TomlPiece {gap, nullptr});
        std::string result;
        for (auto line = lead; line != lines.end(); ++line)
            result += *line;
        return result;
    }

    void statement(std::size_t line)
    {
        auto item = std::make_unique<TomlItem>();
        item->lead = std::exchange(m_loose, {}) + std::string(takeFrom(line));
        readAssignment(*item);
        const std::size_t rest = m_at;
        skipLine();
        item->trail = takeFrom(rest);
        m_block->body.items.push_back(std::move(item));
    }

    void readAssignment(TomlItem &item)
    {
        item.key = readKey(item.path);
        const std::size_t begin = m_at;
        skipBlanks();
        expect('=');
        skipBlanks();
        item.equals = takeFrom(begin);
        readValue(item.value);
    }

    /// The key as it is written. Stops behind it, before the blanks that follow.
    std::string readKey(TomlPath &path)
    {
        skipBlanks();
        const std::size_t begin = m_at;
        std::size_t end = m_at;
        for (bool another = true; another && !m_surprised;) {
            path.push_back(readKeyPart());
            end = m_at;
            skipBlanks();
            another = peek() == '.';
            if (another) {
                ++m_at;
                skipBlanks();
            }
        }
        if (!m_surprised)
            m_at = end;
        return std::string(m_text.substr(begin, end - begin));
    }

    std::string readKeyPart()
    {
        const std::size_t begin = m_at;
        if (peek() == '"' || peek() == '\'') {
            skipString();
            return meaningOf(takeFrom(begin));
        }
        while (!atEnd() && isBareKeyCharacter(peek()))
            ++m_at;
        if (m_at == begin)
            surprise();
        return std::string(takeFrom(begin));
    }

    /// Of a string as it is written.
    std::string meaningOf(std::string_view written)
    {
        try {
            const toml::table table = toml::parse("k = " + std::string(written));
            return table["k"].value_or(std::string());
        } catch (const toml::parse_error &) {
            surprise();
            return {};
        }
    }

    void skipString()
    {
        const char quote = peek();
        const std::string three(3, quote);
        const bool multiLine = m_text.substr(m_at).starts_with(three);
        const std::string_view end = multiLine ? std::string_view(three) : std::string_view(three).substr(2);
        m_at += end.size();
        while (!atEnd() && !m_text.substr(m_at).starts_with(end))
            m_at += quote == '"' && peek() == '\\' ? 2 : 1;
        if (atEnd())
            return surprise();
        m_at += end.size();
        // Up to two quotes may stand before those that close it.
        for (int more = 0; multiLine && more < 2 && peek() == quote; ++more)
            ++m_at;
    }

    void readValue(TomlValue &value)
    {
        const std::size_t begin = m_at;
        if (peek() == '[')
            return readItems(value, TomlKind::Array, ']');
        if (peek() == '{')
            return readItems(value, TomlKind::Table, '}');
        if (peek() == '"' || peek() == '\'')
            skipString();
        else
            m_at = std::min(m_text.find_first_of(",]}#\r\n", m_at), m_text.size());
        while (m_at > begin && blanks.find(m_text[m_at - 1]) != std::string_view::npos)
            --m_at;
        value.text = takeFrom(begin);
        if (value.text.empty())
            surprise();
    }

    /// Blanks, and where they may be, lines and comments.
    std::string readSpace(TomlKind kind)
    {
        const std::size_t begin = m_at;
        skipBlanks();
        while (kind == TomlKind::Array && (peek() == '#' || peek() == '\n' || peek() == '\r')) {
            skipLine();
            skipBlanks();
        }
        return std::string(takeFrom(begin));
    }

    void readItems(TomlValue &value, TomlKind kind, char close)
    {
        value.kind = kind;
        ++m_at;
        while (!m_surprised) {
            std::string space = readSpace(kind);
            if (peek() == close) {
                value.tail = std::move(space);
                break;
            }
            auto item = std::make_unique<TomlItem>();
            item->lead = std::move(space);
            if (kind == TomlKind::Table)
                readAssignment(*item);
            else
                readValue(item->value);
            const bool last = !readSeparator(*item, kind, value.tail);
            value.items.push_back(std::move(item));
            if (last)
                break;
        }
        expect(close);
    }

    /// True if there is a comma. A comment behind an item on its line is the item's, wherever the comma stands.
    bool readSeparator(TomlItem &item, TomlKind kind, std::string &tail)
    {
        const std::string space = readSpace(kind);
        item.comma = peek() == ',';
        if (item.comma) {
            item.after = space;
            ++m_at;
            const std::size_t begin = m_at;
            skipBlanks();
            if (peek() == '#' && kind == TomlKind::Array)
                skipComment();
            else
                m_at = begin;
            item.trail = takeFrom(begin);
            return true;
        }
        std::size_t end = 0;
        if (isComment(space))
            end = std::min(space.find_first_of("\r\n"), space.size());
        item.trail = space.substr(0, end);
        tail = space.substr(end);
        return false;
    }

    std::string_view m_text;
    TomlLayout &m_layout;
    std::size_t m_at = 0;
    bool m_surprised = false;
    TomlBlock *m_block = nullptr;
    std::string m_loose; ///< whole lines that are not placed yet
};

void append(std::string &text, const TomlValue &value);

void appendItems(std::string &text, const TomlValue &value)
{
    for (const auto &item : value.items) {
        text += item->lead + item->key + item->equals;
        append(text, item->value);
        text += item->after + (item->comma ? "," : "") + item->trail;
    }
    text += value.tail;
}

void append(std::string &text, const TomlValue &value)
{
    if (value.kind == TomlKind::Scalar) {
        text += value.text;
        return;
    }
    text += value.kind == TomlKind::Array ? '[' : '{';
    appendItems(text, value);
    text += value.kind == TomlKind::Array ? ']' : '}';
}

} // namespace

Result<TomlLayout> parseLayout(std::string_view text)
{
    TomlLayout layout;
    const std::size_t end = text.find('\n');
    if (end != std::string_view::npos && end > 0 && text[end - 1] == '\r')
        layout.lineEnd = "\r\n";
    layout.endsLastLine = text.empty() || text.ends_with('\n');
    const std::string whole = std::string(text) + (layout.endsLastLine ? "" : layout.lineEnd);
    if (!LayoutParser(whole, layout).parse() || toText(layout) != text)
        return Failure {"the file is laid out in a way that cannot be changed in place"};
    return layout;
}

std::string toText(const TomlValue &value)
{
    std::string text;
    append(text, value);
    return text;
}

std::string toText(const TomlLayout &layout)
{
    std::string text;
    for (const TomlPiece &piece : layout.pieces) {
        text += piece.text;
        if (!piece.block)
            continue;
        text += piece.block->lead + piece.block->header;
        appendItems(text, piece.block->body);
    }
    if (!layout.endsLastLine && text.ends_with(layout.lineEnd))
        text.resize(text.size() - layout.lineEnd.size());
    return text;
}

} // namespace lbfy
