// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files read, watched and replaced as an editor does it, among other programs that do the same.

#include "core/config/configstore.h"

#include <gtest/gtest.h>

#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace lbfy {

namespace {

namespace fs = std::filesystem;

/// In a folder of its own, and without root's rights, to which nothing is read-only.
class ConfigStore : public testing::Test
{
protected:
    void SetUp() override
    {
        std::string pattern = testing::TempDir() + "lbfyXXXXXX";
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_folder = pattern;
        constexpr uid_t nobody = 65534;
        if (::geteuid() == 0) {
            ASSERT_EQ(::chown(pattern.c_str(), nobody, nobody), 0);
            ASSERT_EQ(::setegid(nobody), 0);
            ASSERT_EQ(::seteuid(nobody), 0);
        }
    }

    void TearDown() override
    {
        ASSERT_EQ(::seteuid(::getuid()), 0);
        ASSERT_EQ(::setegid(::getgid()), 0);
        fs::permissions(m_folder, fs::perms::owner_all);
        fs::remove_all(m_folder);
    }

    std::string path(const std::string &name) const { return m_folder / name; }

    std::string write(const std::string &name, const std::string &content) const
    {
        std::ofstream(path(name), std::ios::binary) << content;
        return path(name);
    }

    static std::string contentOf(const std::string &file)
    {
        const auto loaded = loadFile(file);
        return loaded ? loaded->text : "failed: " + loaded.message();
    }

    static mode_t modeOf(const std::string &file)
    {
        struct stat status;
        return ::stat(file.c_str(), &status) == 0 ? status.st_mode & 07777U : 0;
    }

    std::ptrdiff_t filesInFolder() const
    {
        return std::distance(fs::directory_iterator(m_folder), fs::directory_iterator {});
    }

    /// The message without the path of the folder.
    std::string said(const SaveResult &result) const
    {
        std::string text = result.message;
        const std::string folder = m_folder.string();
        for (std::size_t at = text.find(folder); at != std::string::npos; at = text.find(folder))
            text.replace(at, folder.size(), "F");
        return text;
    }

private:
    fs::path m_folder;
};

TEST_F(ConfigStore, savesWhatItLoadedAndKeepsTheMode)
{
    const std::string file = write("lbfy.toml", "old\r\n");
    ASSERT_EQ(::chmod(file.c_str(), 0640), 0);
    const auto loaded = loadFile(file);
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->text, "old\r\n");
    const SaveResult saved = saveFile(file, "new", loaded->stamp);
    EXPECT_EQ(saved.outcome, SaveOutcome::Saved) << saved.message;
    EXPECT_EQ(saved.message, "");
    EXPECT_EQ(contentOf(file), "new");
    EXPECT_EQ(modeOf(file), 0640U);
    EXPECT_EQ(loadFile(file)->stamp, saved.stamp);
    EXPECT_EQ(saveFile(file, "newer", saved.stamp).outcome, SaveOutcome::Saved);
    EXPECT_EQ(filesInFolder(), 1);
}

TEST_F(ConfigStore, aNewFileObeysTheMask)
{
    const mode_t before = ::umask(027);
    const SaveResult saved = saveFile(path("new.toml"), "text", std::nullopt);
    ::umask(before);
    EXPECT_EQ(saved.outcome, SaveOutcome::Saved) << saved.message;
    EXPECT_EQ(modeOf(path("new.toml")), 0640U);
}

TEST_F(ConfigStore, aSymbolicLinkStaysAndItsTargetIsReplaced)
{
    fs::create_directory(path("real"));
    const std::string real = write("real/lbfy.toml", "old");
    fs::create_symlink("real", path("folder"));
    fs::create_symlink("folder/lbfy.toml", path("one.toml"));
    fs::create_symlink("one.toml", path("two.toml"));
    const auto loaded = loadFile(path("two.toml"));
    ASSERT_TRUE(loaded);
    EXPECT_EQ(saveFile(path("two.toml"), "new", loaded->stamp).outcome, SaveOutcome::Saved);
    EXPECT_TRUE(fs::is_symlink(path("two.toml")) && fs::is_symlink(path("one.toml")));
    EXPECT_FALSE(fs::is_symlink(real));
    EXPECT_EQ(contentOf(real), "new");
}

TEST_F(ConfigStore, aLinkToNothingGetsItsTargetAndALoopIsRefused)
{
    fs::create_symlink("target.toml", path("link.toml"));
    EXPECT_EQ(saveFile(path("link.toml"), "new", std::nullopt).outcome, SaveOutcome::Saved);
    EXPECT_TRUE(fs::is_symlink(path("link.toml")));
    EXPECT_EQ(contentOf(path("target.toml")), "new");
    fs::create_symlink("loop.toml", path("loop.toml"));
    EXPECT_EQ(said(saveFile(path("loop.toml"), "new", std::nullopt)),
              "cannot save \"F/loop.toml\": Too many levels of symbolic links; save it elsewhere");
}

TEST_F(ConfigStore, whatAnotherProgramWroteIsNotOverwritten)
{
    const std::string file = write("lbfy.toml", "mine");
    const FileStamp stamp = loadFile(file)->stamp;
    EXPECT_EQ(changeSince(file, stamp), FileChange::None);
    write("lbfy.toml", "hers");
    const SaveResult saved = saveFile(file, "new", stamp);
    EXPECT_EQ(saved.outcome, SaveOutcome::ChangedOnDisk);
    EXPECT_EQ(said(saved),
              "cannot save \"F/lbfy.toml\": it was changed by another program; reload it, or save again to "
              "replace it");
    EXPECT_EQ(contentOf(file), "hers");
    EXPECT_EQ(filesInFolder(), 1);
    EXPECT_EQ(saveFile(file, "new", std::nullopt).outcome, SaveOutcome::Saved);
}

TEST_F(ConfigStore, aChangeIsNoticedUnlessTheContentIsTheSame)
{
    const std::string file = write("lbfy.toml", "mine");
    const FileStamp stamp = loadFile(file)->stamp;
    fs::last_write_time(file, fs::last_write_time(file) + std::chrono::hours(1));
    EXPECT_EQ(changeSince(file, stamp), FileChange::None);
    fs::rename(write("other", "mine"), file);
    EXPECT_EQ(changeSince(file, stamp), FileChange::None);
    EXPECT_EQ(saveFile(file, "mine, new", stamp).outcome, SaveOutcome::Saved);
    EXPECT_EQ(changeSince(file, stamp), FileChange::Content);
    fs::remove(file);
    EXPECT_EQ(changeSince(file, stamp), FileChange::Gone);
    fs::create_directory(file);
    EXPECT_EQ(changeSince(file, stamp), FileChange::Gone);
}

TEST_F(ConfigStore, aFileOrFolderThatVanishedIsSaid)
{
    fs::create_directory(path("disk"));
    const std::string file = write("disk/lbfy.toml", "mine");
    const FileStamp stamp = loadFile(file)->stamp;
    fs::remove(file);
    const SaveResult gone = saveFile(file, "new", stamp);
    EXPECT_EQ(gone.outcome, SaveOutcome::Gone);
    EXPECT_EQ(said(gone), "cannot save \"F/disk/lbfy.toml\": it is not there any more; save again to create it");
    fs::remove(path("disk"));
    const SaveResult nowhere = saveFile(file, "new", std::nullopt);
    EXPECT_EQ(nowhere.outcome, SaveOutcome::Failed);
    EXPECT_EQ(said(nowhere),
              "cannot save \"F/disk/lbfy.toml\": there is no folder \"F/disk\"; create it, or save elsewhere");
}

TEST_F(ConfigStore, aReadOnlyFileOrFolderIsLeftAlone)
{
    const std::string file = write("lbfy.toml", "old");
    ASSERT_EQ(::chmod(file.c_str(), 0444), 0);
    EXPECT_EQ(said(saveFile(file, "new", loadFile(file)->stamp)),
              "cannot save \"F/lbfy.toml\": the file is read-only; save under another name, or change its permissions");
    ASSERT_EQ(::chmod(file.c_str(), 0644), 0);
    ASSERT_EQ(::chmod(path("").c_str(), 0555), 0);
    const SaveResult saved = saveFile(file, "new", loadFile(file)->stamp);
    EXPECT_EQ(saved.outcome, SaveOutcome::Failed);
    EXPECT_EQ(said(saved),
              "cannot save \"F/lbfy.toml\": no permission to create files in \"F\"; save it elsewhere, or "
              "change the folder's permissions");
    EXPECT_EQ(contentOf(file), "old");
}

TEST_F(ConfigStore, whatCouldNotBeReadAgainIsNotWritten)
{
    const std::string largest((1 << 20), '\n');
    EXPECT_EQ(saveFile(path("lbfy.toml"), largest, std::nullopt).outcome, SaveOutcome::Saved);
    EXPECT_EQ(said(saveFile(path("lbfy.toml"), largest + '\n', std::nullopt)),
              "cannot save \"F/lbfy.toml\": the text is larger than 1MiB, which could not be read again");
    EXPECT_EQ(contentOf(path("lbfy.toml")), largest);
    ASSERT_EQ(::mkfifo(path("fifo").c_str(), 0600), 0);
    EXPECT_EQ(said(saveFile(path("fifo"), "new", std::nullopt)),
              "cannot save \"F/fifo\": not a regular file; save under another name");
    EXPECT_EQ(saveFile("", "new", std::nullopt).message, "cannot save \"\": a file needs a name");
    EXPECT_FALSE(loadFile(path("missing")));
}

TEST_F(ConfigStore, theNamesOfLeftoversAreNotInTheWay)
{
    const std::string leftover = write(".lbfy.toml." + std::to_string(::getpid()) + "-0", "of one that was killed");
    EXPECT_EQ(saveFile(path("lbfy.toml"), "new", std::nullopt).outcome, SaveOutcome::Saved);
    EXPECT_EQ(contentOf(leftover), "of one that was killed");
    EXPECT_EQ(filesInFolder(), 2);
}

} // namespace

} // namespace lbfy
