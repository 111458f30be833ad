// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/document/documentfile.h"

#include "core/config/configfile.h"
#include "core/config/edittoml.h"
#include "core/config/textdiff.h"
#include "core/config/validate.h"
#include "ui/text/coretext.h"

#include <QDir>
#include <QFileInfo>

#include <utility>

namespace lbfy {

DocumentFile::DocumentFile()
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(100);
    const auto wait = [this] { m_pause.start(); };
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, wait);
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, wait);
    connect(&m_pause, &QTimer::timeout, this, &DocumentFile::look);
}

DocumentFile::Loaded DocumentFile::load(const QString &path)
{
    Loaded loaded;
    loaded.path = QFileInfo(path).absoluteFilePath();
    const std::string name = path.toStdString();
    if (auto file = loadFile(name)) {
        loaded.file = std::move(file.value());
        loaded.draft = readConfigText(loaded.file.text, name);
    } else {
        loaded.draft = readConfigFile(name); // says why in the words of the command line
    }
    completeConfig(loaded.draft);
    return loaded;
}

void DocumentFile::attach(const QString &path, LoadedFile file)
{
    m_path = path;
    m_text = std::move(file.text);
    m_stamp = file.stamp;
    m_reported = m_stamp;
    watch();
}

void DocumentFile::detach()
{
    m_path.clear();
    m_text.clear();
    m_stamp.reset();
    watch();
}

void DocumentFile::watch()
{
    const QStringList old = m_watcher.files() + m_watcher.directories();
    if (!old.isEmpty())
        m_watcher.removePaths(old);
    if (m_path.isEmpty())
        return;
    const QFileInfo info(m_path);
    QStringList wanted {info.absolutePath()};
    if (info.exists())
        wanted << m_path;
    m_watcher.addPaths(wanted);
}

bool DocumentFile::isChangedOnDisk() const
{
    return m_stamp && changeSince(m_path.toStdString(), *m_stamp) != FileChange::None;
}

void DocumentFile::look()
{
    watch();
    if (m_path.isEmpty())
        return;
    const auto file = loadFile(m_path.toStdString());
    const auto now = file ? std::optional(file->stamp) : std::nullopt;
    const bool isNews = now.has_value() != m_reported.has_value() || (now && !now->sameContent(*m_reported));
    m_reported = now;
    if (isNews && isChangedOnDisk())
        Q_EMIT changedOnDisk();
}

void DocumentFile::acceptDisk()
{
    const auto file = loadFile(m_path.toStdString());
    m_stamp = file ? std::optional(file->stamp) : std::nullopt;
    m_reported = m_stamp;
}

QString DocumentFile::save(const Config &config)
{
    const auto text = m_text.empty() ? Result<std::string>(newToml(config)) : editToml(m_text, config);
    return text ? write(*text, m_path, m_stamp) : coreText(text.message());
}

QString DocumentFile::saveAs(const Config &config, const QString &path)
{
    // Under a new name too the user's comments stay, if the text can be changed at all.
    const auto text = m_text.empty() ? Result<std::string>(newToml(config)) : editToml(m_text, config);
    return write(text ? *text : newToml(config), QFileInfo(path).absoluteFilePath(), {});
}

QString DocumentFile::write(const std::string &text, const QString &path, const std::optional<FileStamp> &expected)
{
    const SaveResult result = saveFile(path.toStdString(), text, expected);
    if (result.outcome == SaveOutcome::Saved) {
        attach(path, {text, result.stamp});
        return {};
    }
    if (result.outcome != SaveOutcome::Failed)
        Q_EMIT changedOnDisk();
    return QString::fromStdString(result.message);
}

QString DocumentFile::difference(const Config &config) const
{
    const auto mine = m_text.empty() ? Result<std::string>(newToml(config)) : editToml(m_text, config);
    const auto theirs = loadFile(m_path.toStdString());
    QStringList lines;
    for (const DiffLine &line : diffLines(mine ? *mine : newToml(config), theirs ? theirs->text : std::string())) {
        const QString text = QString::fromStdString(line.text);
        lines << (line.kind == DiffKind::Same              ? QStringLiteral("  ")
                          : line.kind == DiffKind::Removed ? QStringLiteral("- ")
                                                           : QStringLiteral("+ "))
                        + text;
    }
    return lines.join(u'\n');
}

} // namespace lbfy
