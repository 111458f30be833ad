// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/logmodel.h"
#include "core/config/names.h"
#include "core/observe/escape.h"
#include "ui/tabs/cellroles.h"
#include "ui/text/format.h"
#include "ui/theme/glyphs.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lbfy {

namespace {

QString lineOf(const LogRecord &record)
{
    QString line = QString::fromStdString(formatLine(record, LogFormat::Text));
    line.chop(1);
    return line;
}

/// "key=value key=value", as they stand at the end of the log's own line.
QString fieldsOf(const LogRecord &record)
{
    LogRecord bare = record;
    bare.fields.clear();
    return lineOf(record).mid(lineOf(bare).size()).trimmed();
}

Tone toneOf(LogLevel level)
{
    constexpr std::array tones {Tone::Bad, Tone::Warning, Tone::Plain, Tone::Muted};
    return tones[static_cast<std::size_t>(level)];
}

Glyph glyphOf(LogLevel level)
{
    constexpr std::array glyphs {Glyph::Octagon, Glyph::Triangle, Glyph::Disc, Glyph::Dot};
    return glyphs[static_cast<std::size_t>(level)];
}

} // namespace

bool LogModel::isWanted(const LogRecord &record) const
{
    return record.level <= m_level && (m_text.isEmpty() || lineOf(record).contains(m_text, Qt::CaseInsensitive));
}

/// Drops the oldest, so that `coming` more fit.
void LogModel::makeRoom(std::size_t coming)
{
    const std::size_t excess = m_all.size() + coming > kept ? std::min(m_all.size(), m_all.size() + coming - kept) : 0;
    if (excess == 0)
        return;
    std::size_t rows = 0;
    for (std::size_t i = 0; i < excess; ++i)
        rows += rows < m_shown.size() && m_shown[rows] == &m_all[i] ? 1 : 0;
    if (rows > 0) {
        beginRemoveRows({}, 0, static_cast<int>(rows) - 1);
        m_shown.erase(m_shown.begin(), m_shown.begin() + static_cast<std::ptrdiff_t>(rows));
        endRemoveRows();
    }
    m_all.erase(m_all.begin(), m_all.begin() + static_cast<std::ptrdiff_t>(excess));
}

void LogModel::append(LogInbox::Batch batch)
{
    if (batch.records.empty())
        return;
    if (batch.records.size() > kept - 1) {
        const auto over = static_cast<std::ptrdiff_t>(batch.records.size() - (kept - 1));
        batch.records.erase(batch.records.begin(), batch.records.begin() + over);
        batch.skipped += static_cast<std::uint64_t>(over);
    }
    if (batch.skipped > 0) {
        const QString words = tr("%1 lines left out here: they came faster than the window takes them.", nullptr,
                                 pluralOf(batch.skipped));
        batch.records.insert(batch.records.begin(),
                             LogRecord {batch.records.front().at,
                                        LogLevel::Warn,
                                        "lines_left_out",
                                        words.arg(formatCount(batch.skipped)).toStdString(),
                                        {}});
    }
    makeRoom(batch.records.size());
    std::vector<const LogRecord *> wanted;
    for (LogRecord &record : batch.records) {
        m_all.push_back(std::move(record));
        if (isWanted(m_all.back()))
            wanted.push_back(&m_all.back());
    }
    if (wanted.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(wanted.size()) - 1);
    m_shown.insert(m_shown.end(), wanted.begin(), wanted.end());
    endInsertRows();
}

void LogModel::clear()
{
    beginResetModel();
    m_shown.clear();
    m_all.clear();
    endResetModel();
}

void LogModel::setFilter(LogLevel level, const QString &text)
{
    beginResetModel();
    m_level = level;
    m_text = text;
    m_shown.clear();
    for (const LogRecord &record : m_all) {
        if (isWanted(record))
            m_shown.push_back(&record);
    }
    endResetModel();
}

QString LogModel::lineAt(int row) const
{
    return lineOf(*m_shown[static_cast<std::size_t>(row)]);
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString LogModel::textOf(const LogRecord &record, int column) const
{
    switch (column) {
    case Time:
        return formatTimeOfDay(record.at);
    case Level: {
        const std::string_view name = nameOf(record.level);
        return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
    }
    case EventName:
        return QString::fromUtf8(record.event.data(), static_cast<qsizetype>(record.event.size()));
    default: {
        std::string message;
        appendEscaped(message, record.message);
        return QString::fromStdString(message);
    }
    }
}

QVariant LogModel::exportOf(const LogRecord &record, int column) const
{
    if (column == Message)
        return QString(textOf(record, Message) + QStringLiteral("  ") + fieldsOf(record)).trimmed();
    if (column != Time)
        return textOf(record, column);
    std::string time;
    appendIsoTime(time, record.at);
    return QString::fromStdString(time);
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const LogRecord &record = *m_shown[static_cast<std::size_t>(index.row())];
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return textOf(record, column);
    case Qt::AccessibleTextRole:
        return column == Message ? exportOf(record, column) : QVariant(textOf(record, column));
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    case ToneRole:
        if (column == Level)
            return QVariant::fromValue(toneOf(record.level));
        return QVariant::fromValue(column == Message ? Tone::Plain : Tone::Muted);
    case GlyphRole:
        return QVariant::fromValue(column == Level ? glyphOf(record.level) : Glyph::None);
    case MonospaceRole:
        return column == Message;
    case DetailRole:
        return column == Message ? fieldsOf(record) : QString();
    case ExportRole:
        return exportOf(record, column);
    case LineRole:
        return lineOf(record);
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return std::array {tr("Time"), tr("Level"), tr("Event"), tr("Message")}[section];
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    case SampleRole:
        return std::array {QStringLiteral("00:00:00"), QStringLiteral("OO debug"), QStringLiteral("connection_closed"),
                           QString()}[section];
    case HiddenRole:
        return false;
    default:
        return {};
    }
}

} // namespace lbfy
