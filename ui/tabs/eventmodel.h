// SPDX-License-Identifier: GPL-3.0-or-later
//
// A Timeline as a table, newest on top, filtered by kind and text. Refusals come in bursts, so those of one service that
// follow within a second of each other share a row with a count. Thread and owner: the window's.

#pragma once

#include "ui/events/timeline.h"

#include <QAbstractTableModel>

#include <deque>
#include <optional>

namespace lbfy {

class EventModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column : int { Time, Kind, Service, Backend, Text, columns };

    /// One or several events.
    struct Row {
        TimelineEvent event; ///< the newest of them
        WallTime first {};
        int count = 1;

        bool operator==(const Row &other) const { return event.id == other.event.id && count == other.count; }
    };

    struct Filter {
        std::optional<TimelineEvent::Kind> kind; ///< unset: all
        QString text; ///< in service, backend or text

        bool matches(const TimelineEvent &event) const;
    };

    explicit EventModel(QObject *parent = nullptr);

    /// Follows it from now on; what it holds already comes first. It must outlive the model.
    void setTimeline(const Timeline &timeline);
    void setFilter(Filter filter);
    const Filter &filter() const { return m_filter; }

    const Row &rowAt(int row) const { return m_shown[static_cast<std::size_t>(row)]; }
    /// Events known, before filter and merging.
    int total() const { return m_total; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    void add(const TimelineEvent &event);
    bool mergeInto(std::deque<Row> &rows, const TimelineEvent &event) const;
    void addShown(const TimelineEvent &event);
    void dropOldest();
    QString textOf(const Row &row, int column) const;
    QVariant exportOf(const Row &row, int column) const;

    std::deque<Row> m_all; ///< newest first
    std::deque<Row> m_shown;
    Filter m_filter;
    int m_total = 0;
};

} // namespace lbfy
