// SPDX-License-Identifier: GPL-3.0-or-later
//
// The file behind a document: its path, its content as last read or written, and whether somebody else has changed it
// since. What counts is content, not times: a file that was written again with the same text has not changed. The
// directory is watched as well as the file, since editors replace files. Saving changes in the user's text what is to
// change, and nothing else: see core/config/edittoml.h. Owner and thread: the window's.

#pragma once

#include "core/config/configstore.h"
#include "core/config/draft.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

#include <optional>
#include <string>

namespace lbfy {

class DocumentFile final : public QObject
{
    Q_OBJECT
public:
    /// A file as it was read; attach() makes it the document's.
    struct Loaded {
        QString path;
        LoadedFile file;
        ConfigDraft draft; ///< complete and checked
    };

    DocumentFile();

    /// Reads and checks; changes nothing here.
    static Loaded load(const QString &path);

    QString path() const { return m_path; }
    void attach(const Loaded &loaded) { attach(loaded.path, loaded.file); }
    void detach();

    /// Writes the file in place. Empty, or what went wrong.
    QString save(const Config &config);
    QString saveAs(const Config &config, const QString &path);

    bool isChangedOnDisk() const;
    /// What is on disk now counts as known.
    void acceptDisk();
    /// "- " lines are only here, "+ " lines only on disk, others in both.
    QString difference(const Config &config) const;

Q_SIGNALS:
    /// Once for each new content.
    void changedOnDisk();

private:
    void attach(const QString &path, LoadedFile file);
    QString write(const std::string &text, const QString &path, const std::optional<FileStamp> &expected);
    void watch();
    void look();

    QString m_path;
    std::string m_text; ///< as last read or written; what save() changes
    std::optional<FileStamp> m_stamp; ///< unset: whatever is there may be replaced
    std::optional<FileStamp> m_reported; ///< what changedOnDisk() told of last; unset: gone
    QFileSystemWatcher m_watcher;
    QTimer m_pause; ///< lets an editor finish writing
};

} // namespace lbfy
