// SPDX-License-Identifier: GPL-3.0-or-later
//
// The file behind a document: its path, its content as last read or written, and whether somebody else has changed it
// since. What counts is content, not times: a file that was written again with the same text has not changed. The
// directory is watched as well as the file, since editors replace files. Owner and thread: the window's.

#pragma once

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
        std::string text;
        ConfigDraft draft; ///< complete and checked
    };

    DocumentFile();

    /// Reads and checks; changes nothing here.
    static Loaded load(const QString &path);

    QString path() const { return m_path; }
    void attach(const Loaded &loaded);
    /// A path alone: what is there will be found changed unless it is `text`.
    void attach(const QString &path, std::optional<std::string> text);
    void detach();

    /// Writes the file in place. Empty, or what went wrong.
    QString save(const Config &config);
    QString saveAs(const Config &config, const QString &path);

    bool isChangedOnDisk() const;
    /// What is on disk now counts as known.
    void acceptDisk();
    /// "- " lines are only here, "+ " lines only on disk.
    QString difference(const Config &config) const;

Q_SIGNALS:
    /// Once for each new content.
    void changedOnDisk();

private:
    QString write(const std::string &text, const QString &path);
    void watch();
    void look();

    QString m_path;
    std::optional<std::string> m_text; ///< unset: no such file
    std::optional<std::string> m_reported; ///< the content that changedOnDisk() told of
    QFileSystemWatcher m_watcher;
    QTimer m_pause; ///< lets an editor finish writing
};

} // namespace lbfy
