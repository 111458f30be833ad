// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/configstore.h"

#include "core/config/filetext.h"
#include "core/config/text.h"
#include "core/config/units.h"

#include <QCryptographicHash>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

namespace lbfy {

namespace {

constexpr mode_t anyoneWrites = S_IWUSR | S_IWGRP | S_IWOTH;
constexpr mode_t permissions = S_IRWXU | S_IRWXG | S_IRWXO;

std::string reasonOf(int error)
{
    return std::generic_category().message(error);
}

std::array<unsigned char, 32> hashOf(std::string_view text)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    const QByteArray bytes = hash.result();
    std::array<unsigned char, 32> result {};
    std::copy_n(bytes.begin(), result.size(), result.begin());
    return result;
}

/// All but the hash.
FileStamp stampOf(const struct stat &status)
{
    FileStamp stamp;
    stamp.size = static_cast<std::uint64_t>(status.st_size);
    stamp.modified = std::int64_t {status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec;
    stamp.device = status.st_dev;
    stamp.inode = status.st_ino;
    return stamp;
}

/// The file at the end of symbolic links, which need not exist.
std::filesystem::path followLinks(std::filesystem::path path)
{
    constexpr int mostLinks = 40; // what the kernel follows
    std::error_code error;
    for (int i = 0; i < mostLinks && std::filesystem::is_symlink(path, error); ++i)
        path = path.parent_path() / std::filesystem::read_symlink(path, error);
    return path;
}

/// A file beside another one that takes its place, or disappears.
class Replacement
{
public:
    explicit Replacement(std::filesystem::path target) : m_target(std::move(target)) { }
    ~Replacement()
    {
        if (m_fd >= 0)
            ::close(m_fd);
        if (!m_path.empty())
            ::unlink(m_path.c_str());
    }
    Replacement(const Replacement &) = delete;
    Replacement &operator=(const Replacement &) = delete;

    /// Each gives 0 or an error number.
    int create(mode_t mode)
    {
        // Nobody else can have such a file by accident, but a program that was killed may have left one.
        const std::string stem = '.' + m_target.filename().string().substr(0, 200) + '.' + std::to_string(::getpid());
        for (int i = 0; i < 100; ++i) {
            const std::filesystem::path path = m_target.parent_path() / (stem + '-' + std::to_string(i));
            m_fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);
            if (m_fd >= 0) {
                m_path = path;
                return 0;
            }
            if (errno != EEXIST)
                break;
        }
        return errno;
    }

    int write(std::string_view text)
    {
        while (!text.empty()) {
            const ssize_t count = ::write(m_fd, text.data(), text.size());
            if (count < 0 && errno != EINTR)
                return errno;
            text.remove_prefix(count > 0 ? static_cast<std::size_t>(count) : 0);
        }
        return 0;
    }

    /// Who may not give files away keeps the group at least; where not even that, the group gets no more than anyone.
    int resemble(const struct stat &old)
    {
        mode_t mode = old.st_mode & permissions;
        const bool sameGroup = ::fchown(m_fd, old.st_uid, old.st_gid) == 0
                || ::fchown(m_fd, static_cast<uid_t>(-1), old.st_gid) == 0;
        if (!sameGroup)
            mode &= ~static_cast<mode_t>(S_IRWXG) | ((mode & S_IRWXO) << 3U);
        return ::fchmod(m_fd, mode) == 0 ? 0 : errno;
    }

    int finish(struct stat &status)
    {
        if (::fsync(m_fd) != 0 || ::fstat(m_fd, &status) != 0)
            return errno;
        if (::rename(m_path.c_str(), m_target.c_str()) != 0)
            return errno;
        m_path.clear();
        // The content is safe; that the new name is as well matters only if the machine stops now.
        const int folder = ::open(m_target.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (folder >= 0) {
            static_cast<void>(::fsync(folder));
            ::close(folder);
        }
        return 0;
    }

private:
    std::filesystem::path m_target;
    std::filesystem::path m_path;
    int m_fd = -1;
};

SaveResult notSaved(SaveOutcome outcome, const std::string &path, const std::string &reason)
{
    return {outcome, "cannot save " + quotedShort(oneLine(path)) + ": " + reason, {}};
}

std::string adviceFor(int error, const std::filesystem::path &folder)
{
    const std::string shown = quotedShort(oneLine(folder.string()));
    switch (error) {
    case EACCES:
    case EPERM:
        return "no permission to create files in " + shown + "; save it elsewhere, or change the folder's permissions";
    case EROFS:
        return "the file system of " + shown + " is read-only; save it elsewhere";
    case ENOENT:
    case ENOTDIR:
        return "there is no folder " + shown + "; create it, or save elsewhere";
    case ENOSPC:
    case EDQUOT:
        return "no space left; free some, or save elsewhere";
    default:
        return reasonOf(error) + "; save it elsewhere";
    }
}

/// What speaks against replacing a file that exists, or nothing. Looks at the content whatever the time stamps say:
/// they have a grain, and two programs may write within one.
std::optional<SaveResult> objection(const std::string &path, const struct stat &status,
                                    const std::optional<FileStamp> &expected)
{
    if (!S_ISREG(status.st_mode))
        return notSaved(SaveOutcome::Failed, path, "not a regular file; save under another name");
    const auto now = loadFile(path);
    if (expected && !now)
        return notSaved(SaveOutcome::Gone, path, "it cannot be read any more; save again to replace it");
    if (expected && !now->stamp.sameContent(*expected))
        return notSaved(SaveOutcome::ChangedOnDisk, path,
                        "it was changed by another program; reload it, or save again to replace it");
    if ((status.st_mode & anyoneWrites) == 0 || ::faccessat(AT_FDCWD, path.c_str(), W_OK, AT_EACCESS) != 0)
        return notSaved(SaveOutcome::Failed, path,
                        "the file is read-only; save under another name, or change its permissions");
    return std::nullopt;
}

} // namespace

Result<LoadedFile> loadFile(const std::string &path)
{
    // The stamp is taken first: what is written in between then shows as a change, at worst once too often.
    struct stat status;
    const bool exists = ::stat(path.c_str(), &status) == 0;
    auto text = readRegularFile(path);
    if (!text || !exists)
        return Failure {quotedShort(oneLine(path)) + ": " + (text ? reasonOf(ENOENT) : text.message())};
    LoadedFile file {std::move(text.value()), stampOf(status)};
    file.stamp.size = file.text.size();
    file.stamp.hash = hashOf(file.text);
    return file;
}

FileChange changeSince(const std::string &path, const FileStamp &stamp)
{
    struct stat status;
    if (::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode))
        return FileChange::Gone;
    FileStamp now = stampOf(status);
    now.hash = stamp.hash;
    if (now == stamp)
        return FileChange::None;
    const auto file = loadFile(path);
    if (!file)
        return FileChange::Gone;
    return file->stamp.sameContent(stamp) ? FileChange::None : FileChange::Content;
}

SaveResult saveFile(const std::string &path, std::string_view text, const std::optional<FileStamp> &expected)
{
    if (text.size() > largestConfigFile)
        return notSaved(SaveOutcome::Failed, path,
                        "the text is larger than " + formatSize(largestConfigFile) + ", which could not be read again");
    if (path.empty())
        return notSaved(SaveOutcome::Failed, path, "a file needs a name");
    const std::filesystem::path target = followLinks(std::filesystem::absolute(path));
    struct stat old;
    const bool exists = ::stat(target.c_str(), &old) == 0;
    if (!exists && errno != ENOENT)
        return notSaved(SaveOutcome::Failed, path, adviceFor(errno, target.parent_path()));
    if (!exists && expected)
        return notSaved(SaveOutcome::Gone, path, "it is not there any more; save again to create it");
    if (exists) {
        if (auto problem = objection(path, old, expected))
            return std::move(*problem);
    }
    Replacement file(target);
    // Until it has the old one's mode, nobody else may read it.
    const mode_t everybody = S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH;
    int error = file.create(exists ? S_IRUSR | S_IWUSR : everybody);
    if (error == 0)
        error = file.write(text);
    if (error == 0 && exists)
        error = file.resemble(old);
    if (error == 0 && exists && expected) {
        // Once more, since writing took its time.
        if (auto problem = objection(path, old, expected))
            return std::move(*problem);
    }
    struct stat status;
    if (error == 0)
        error = file.finish(status);
    if (error != 0)
        return notSaved(SaveOutcome::Failed, path, adviceFor(error, target.parent_path()));
    SaveResult result {SaveOutcome::Saved, {}, stampOf(status)};
    result.stamp.hash = hashOf(text);
    return result;
}

} // namespace lbfy
