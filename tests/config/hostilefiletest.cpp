// SPDX-License-Identifier: GPL-3.0-or-later
//
// Paths that name anything but a good file: one clear message each, no waiting, no crash, no exhausted stack.

#include "core/config/configprinter.h"
#include "tests/config/badconfig.h"

#include <rapidcheck.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace lbfy {

namespace {

class HostileFile : public testing::Test
{
protected:
    void SetUp() override
    {
        std::string pattern = testing::TempDir() + "lbfyXXXXXX";
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_directory = pattern;
    }

    void TearDown() override { std::filesystem::remove_all(m_directory); }

    std::string path(const std::string &name) const { return m_directory / name; }

    std::string write(const std::string &name, const std::string &content) const
    {
        std::ofstream(path(name), std::ios::binary) << content;
        return path(name);
    }

    /// The only line about the file, without its path.
    static std::string problemOf(const std::string &file)
    {
        ConfigDraft draft = readConfigFile(file);
        completeConfig(draft);
        if (draft.diagnostics.size() != 1)
            return std::to_string(draft.diagnostics.size()) + " diagnostics";
        const std::string line = draft.diagnostics.front().toString();
        return line.starts_with(file) ? line.substr(file.size()) : line;
    }

    std::string problemOfText(const std::string &content) const { return problemOf(write("lbfy.toml", content)); }

private:
    std::filesystem::path m_directory;
};

std::string repeated(const std::string &text, std::size_t count)
{
    std::string result;
    for (std::size_t i = 0; i < count; ++i)
        result += text;
    return result;
}

TEST_F(HostileFile, whatIsNoRegularFileIsRefusedWithoutWaiting)
{
    ASSERT_EQ(::mkfifo(path("fifo").c_str(), 0600), 0);
    EXPECT_EQ(problemOf(path("fifo")), ": error: not a regular file");
    EXPECT_EQ(problemOf(path("")), ": error: not a regular file");
    EXPECT_EQ(problemOf("/dev/zero"), ": error: not a regular file");
    EXPECT_EQ(problemOf(path("missing")), ": error: cannot open: No such file or directory");
}

TEST_F(HostileFile, aSymbolicLinkIsWhatItPointsTo)
{
    write("real.toml", fileWith(Where::Top, ""));
    std::filesystem::create_symlink("real.toml", path("link.toml"));
    EXPECT_TRUE(readConfigFile(path("link.toml")).diagnostics.empty());
    std::filesystem::create_symlink("/dev/zero", path("zero.toml"));
    EXPECT_EQ(problemOf(path("zero.toml")), ": error: not a regular file");
    std::filesystem::create_symlink("loop.toml", path("loop.toml"));
    EXPECT_EQ(problemOf(path("loop.toml")), ": error: cannot open: Too many levels of symbolic links");
}

TEST_F(HostileFile, theSizeLimitIsExact)
{
    const std::string good = fileWith(Where::Top, "");
    const std::string largest = good + std::string((1 << 20) - good.size(), '\n');
    EXPECT_TRUE(readConfigFile(write("largest.toml", largest)).diagnostics.empty());
    EXPECT_EQ(problemOfText(largest + '\n'), ": error: larger than 1MiB");
    EXPECT_EQ(problemOfText(std::string(2 << 20, '#')), ": error: larger than 1MiB");
}

TEST_F(HostileFile, otherEncodingsAreNamed)
{
    EXPECT_EQ(problemOfText("\xef\xbb\xbfworkers = 1"),
              ": error: the text begins with a byte order mark; save it as UTF-8 without one");
    EXPECT_EQ(problemOfText(std::string("\xff\xfew\0o\0", 6)), ": error: the text is UTF-16; save it as UTF-8");
    EXPECT_EQ(problemOfText(std::string("\xfe\xff\0w", 4)), ": error: the text is UTF-16; save it as UTF-8");
    EXPECT_EQ(problemOfText(std::string("# ä\nä = \0", 11)),
              ":2:5: error: the text holds a NUL byte; it must be plain UTF-8");
    EXPECT_EQ(problemOfText("metrics = \"\xff\""), ":1:11: error: not valid TOML: Encountered invalid utf-8 sequence");
}

TEST_F(HostileFile, depthCannotExhaustTheStack)
{
    const std::string nesting =
            "not valid TOML: in value: exceeded maximum nested value depth of 256 (TOML_MAX_NESTED_VALUES)";
    EXPECT_EQ(problemOfText("a = " + std::string(100'000, '[')), ":1:261: error: " + nesting);
    EXPECT_EQ(problemOfText(repeated("a={", 300'000)), ":1:771: error: " + nesting);
    EXPECT_EQ(problemOfText("a=" + repeated("[\n{b.c.d.e.f.g.h.i.j.k=", 40'000)), ":129:22: error: " + nesting);
    for (const std::string key : {"a.", "\"a\" . ", "'a'\t.", "\"a\\\"\"."}) {
        const std::string problem = problemOfText(repeated(key, 170'000) + "a = 1");
        EXPECT_TRUE(problem.ends_with("error: a key of more than 16 parts")) << problem;
        const std::string header = problemOfText("[" + repeated(key, 170'000) + "a]");
        EXPECT_TRUE(header.ends_with("error: a key of more than 16 parts")) << header;
    }
}

TEST_F(HostileFile, dotsInStringsAndCommentsAreNoKeys)
{
    const std::string dots(40, '.');
    const std::string quotes = "health.send = \"a\\\"" + dots + "\" # " + dots + "\nhealth.expect = '''\n'" + dots
            + "''' # '\n";
    const ConfigDraft draft = readCompleted(fileWith(Where::Service, quotes));
    EXPECT_TRUE(draft.diagnostics.empty()) << draft.diagnostics.front().toString();
    EXPECT_EQ(draft.config.services[0].health.send, "a\"" + dots);
}

TEST_F(HostileFile, manyBackendsAndManyMistakesStayAllInOnePass)
{
    const std::string backends = repeated("[[service.backend]]\naddress = \"h:1\"\n", 25'000);
    const ConfigDraft draft = readCompleted(fileWith(Where::Backend, backends));
    EXPECT_TRUE(draft.diagnostics.empty());
    EXPECT_EQ(draft.config.services[0].backends.back().name, "h:1#25000");
    const std::string bad = repeated("[[service.backend]]\nweight = 0\n", 25'000);
    EXPECT_EQ(readCompleted(fileWith(Where::Backend, bad)).diagnostics.size(), 50'000U);
}

TEST_F(HostileFile, damagedFilesGiveLinesInsideTheTextAndNeverACrash)
{
    EXPECT_TRUE(rc::check([] {
        std::string text = printConfig(defaultConfig(), {});
        const std::vector<std::string> pieces {"[",
                                               "]",
                                               "{",
                                               "}",
                                               "\"",
                                               "'''",
                                               ".",
                                               ",",
                                               "=",
                                               "\n",
                                               "\\",
                                               "#",
                                               "0",
                                               "\xff",
                                               "[[service]]",
                                               "name = 1",
                                               "ä",
                                               "\"x\"",
                                               std::string("\0", 1)};
        for (int i = *rc::gen::inRange(1, 8); i > 0; --i) {
            const auto position = *rc::gen::inRange<std::size_t>(0, text.size());
            text.replace(position, *rc::gen::inRange<std::size_t>(0, 30), *rc::gen::elementOf(pieces));
        }
        const auto lines = 1 + std::ranges::count(text, '\n');
        for (const Diagnostic &diagnostic : readCompleted(text).diagnostics) {
            RC_ASSERT(diagnostic.line >= 0 && diagnostic.line <= lines);
            RC_ASSERT((diagnostic.line > 0) == (diagnostic.column > 0));
            RC_ASSERT(diagnostic.toString().find('\n') == std::string::npos);
        }
    }));
}

} // namespace

} // namespace lbfy
