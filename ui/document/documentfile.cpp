// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/document/documentfile.h"

#include "core/config/configfile.h"
#include "core/config/configprinter.h"
#include "core/config/filetext.h"
#include "core/config/validate.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

#include <utility>

namespace lbfy {

namespace {

std::optional<std::string> contentOf(const QString &path)
{
    const auto text = readRegularFile(path.toStdString());
    return text ? std::optional(text.value()) : std::nullopt;
}

QStringList linesOf(const std::string &text)
{
    return QString::fromStdString(text).split(u'\n');
}

} // namespace

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
    const auto text = readRegularFile(name);
    if (text) {
        loaded.text = *text;
        loaded.draft = readConfigText(*text, name);
    } else {
        loaded.draft = readConfigFile(name);
    }
    completeConfig(loaded.draft);
    return loaded;
}

void DocumentFile::attach(const Loaded &loaded)
{
    attach(loaded.path, loaded.text);
}

void DocumentFile::attach(const QString &path, std::optional<std::string> text)
{
    m_path = path;
    m_text = std::move(text);
    m_reported = m_text;
    watch();
}

void DocumentFile::detach()
{
    attach({}, {});
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
    return !m_path.isEmpty() && contentOf(m_path) != m_text;
}

void DocumentFile::look()
{
    watch();
    const auto now = contentOf(m_path);
    if (m_path.isEmpty() || now == m_reported)
        return;
    m_reported = now;
    if (now != m_text)
        Q_EMIT changedOnDisk();
}

void DocumentFile::acceptDisk()
{
    m_text = contentOf(m_path);
    m_reported = m_text;
}

QString DocumentFile::save(const Config &config)
{
    if (isChangedOnDisk()) {
        m_reported = contentOf(m_path);
        Q_EMIT changedOnDisk();
        return tr("%1 has been changed by another program since it was read.").arg(QDir::toNativeSeparators(m_path));
    }
    return write(printConfig(config, {}), m_path);
}

QString DocumentFile::saveAs(const Config &config, const QString &path)
{
    return write(printConfig(config, {}), QFileInfo(path).absoluteFilePath());
}

QString DocumentFile::write(const std::string &text, const QString &path)
{
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly)
            && file.write(text.data(), static_cast<qint64>(text.size())) == static_cast<qint64>(text.size())
            && file.commit();
    if (!written)
        return tr("Cannot write %1: %2").arg(QDir::toNativeSeparators(path), file.errorString());
    attach(path, text);
    return {};
}

QString DocumentFile::difference(const Config &config) const
{
    const QStringList mine = linesOf(printConfig(config, {}));
    const QStringList theirs = linesOf(contentOf(m_path).value_or(std::string()));
    qsizetype same = 0;
    while (same < mine.size() && same < theirs.size() && mine[same] == theirs[same])
        ++same;
    qsizetype tail = 0;
    while (tail < mine.size() - same && tail < theirs.size() - same
           && mine[mine.size() - 1 - tail] == theirs[theirs.size() - 1 - tail])
        ++tail;
    QStringList lines;
    for (qsizetype i = same; i < mine.size() - tail; ++i)
        lines << QStringLiteral("- ") + mine[i];
    for (qsizetype i = same; i < theirs.size() - tail; ++i)
        lines << QStringLiteral("+ ") + theirs[i];
    return lines.join(u'\n');
}

} // namespace lbfy
