// SPDX-License-Identifier: GPL-3.0-or-later
//
// The last log records as a table, newest at the end, filtered by level and text. A batch is one removal in front and one
// insertion behind, however many records it holds. Thread and owner: the window's.

#pragma once

#include "ui/tabs/loginbox.h"

#include <QAbstractTableModel>
#include <QString>

namespace lbfy {

class LogModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column : int { Time, Level, EventName, Message, columns };
    static constexpr std::size_t kept = 5000;

    using QAbstractTableModel::QAbstractTableModel;

    void append(LogInbox::Batch batch);
    void clear();
    /// `level` and what is worse.
    void setFilter(LogLevel level, const QString &text);
    int total() const { return static_cast<int>(m_all.size()); }
    /// As the log itself writes it, without the line end.
    QString lineAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    bool isWanted(const LogRecord &record) const;
    void makeRoom(std::size_t coming);
    QString textOf(const LogRecord &record, int column) const;
    QVariant exportOf(const LogRecord &record, int column) const;

    std::deque<LogRecord> m_all;
    std::deque<const LogRecord *> m_shown; ///< into m_all, whose ends alone change
    LogLevel m_level = LogLevel::Debug;
    QString m_text;
};

} // namespace lbfy
