// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/filetext.h"

#include "core/config/units.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace lbfy {

namespace {

class OpenFile
{
public:
    /// O_NONBLOCK: opening a FIFO returns at once. O_NOCTTY: a terminal is not adopted.
    explicit OpenFile(const std::string &path)
        : m_fd(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC))
    { }
    ~OpenFile()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    OpenFile(const OpenFile &) = delete;
    OpenFile &operator=(const OpenFile &) = delete;

    int fd() const { return m_fd; }

private:
    int m_fd;
};

Failure systemFailure(const std::string &what)
{
    return {what + ": " + std::generic_category().message(errno)};
}

/// Walks over a text and knows enough of TOML (strings, comments, separators) to count the parts of a dotted key.
class KeyDepthScanner
{
public:
    explicit KeyDepthScanner(std::string_view text) : m_text(text) { }

    /// The position of the first key with too many parts.
    std::optional<std::size_t> findTooDeep()
    {
        while (m_position < m_text.size()) {
            const char c = m_text[m_position];
            if (c == '#')
                skipComment();
            else if (c == '"' || c == '\'')
                skipString(c);
            else if (isTooDeepAfter(c))
                return m_position;
            else
                ++m_position;
        }
        return std::nullopt;
    }

private:
    static constexpr int mostDots = 15;

    bool isTooDeepAfter(char c)
    {
        if (c == '.')
            return ++m_dots > mostDots;
        if (c == '\n' || c == '=' || c == ',' || c == '[' || c == '{')
            m_dots = 0;
        return false;
    }

    void skipComment() { m_position = std::min(m_text.find('\n', m_position), m_text.size()); }

    void skipString(char quote)
    {
        const std::string delimiter(3, quote);
        const bool multiLine = m_text.substr(m_position).starts_with(delimiter);
        const std::string_view end = multiLine ? std::string_view(delimiter) : std::string_view(delimiter).substr(2);
        m_position += end.size();
        while (m_position < m_text.size()) {
            if (m_text[m_position] == '\\' && quote == '"')
                ++m_position;
            else if (m_text.substr(m_position).starts_with(end))
                break;
            else if (m_text[m_position] == '\n' && !multiLine)
                return; // unfinished: the parser will say so
            ++m_position;
        }
        m_position = std::min(m_position + end.size(), m_text.size());
    }

    std::string_view m_text;
    std::size_t m_position = 0;
    int m_dots = 0;
};

TextProblem problemAt(std::string_view text, std::size_t position, std::string message)
{
    TextProblem problem {std::move(message), 1, 1};
    for (const char c : text.substr(0, position)) {
        if (c == '\n') {
            ++problem.line;
            problem.column = 1;
        } else if ((static_cast<unsigned char>(c) & 0xc0U) != 0x80U) {
            ++problem.column; // columns count characters, not bytes
        }
    }
    return problem;
}

} // namespace

Result<std::string> readRegularFile(const std::string &path)
{
    const OpenFile file(path);
    struct stat status;
    if (file.fd() < 0 || ::fstat(file.fd(), &status) != 0)
        return systemFailure("cannot open");
    if (!S_ISREG(status.st_mode))
        return Failure {"not a regular file"};
    std::string text;
    // One byte more than allowed shows a file that is too large, even one that grows while it is read.
    text.resize(largestConfigFile + 1);
    std::size_t size = 0;
    while (size < text.size()) {
        const ssize_t count = ::read(file.fd(), text.data() + size, text.size() - size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return systemFailure("cannot read");
        if (count == 0)
            break;
        size += static_cast<std::size_t>(count);
    }
    if (size > largestConfigFile)
        return Failure {"larger than " + formatSize(largestConfigFile)};
    text.resize(size);
    return text;
}

std::optional<TextProblem> checkConfigText(std::string_view text)
{
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
        return TextProblem {"the text is UTF-16; save it as UTF-8"};
    if (text.starts_with("\xEF\xBB\xBF"))
        return TextProblem {"the text begins with a byte order mark; save it as UTF-8 without one"};
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
        return problemAt(text, nul, "the text holds a NUL byte; it must be plain UTF-8");
    if (const auto deep = KeyDepthScanner(text).findTooDeep())
        return problemAt(text, *deep, "a key of more than 16 parts");
    return std::nullopt;
}

} // namespace lbfy
