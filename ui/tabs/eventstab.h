// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Events tab: what happened, newest on top, with its cause. Choosing a row asks for its time on the charts. Thread:
// the window's.

#pragma once

#include "ui/tabs/eventmodel.h"

#include <QVariantMap>
#include <QWidget>

class QComboBox;
class QPushButton;

namespace lbfy {

class DataView;
class ElidedLabel;
class FilterEdit;
class JumpButton;

class EventsTab final : public QWidget
{
    Q_OBJECT
public:
    /// `timeline` must outlive it.
    explicit EventsTab(const Timeline &timeline, QWidget *parent = nullptr);

    QVariantMap saveState() const;
    void restoreState(const QVariantMap &state);
    void focusFilter();

Q_SIGNALS:
    /// A row was clicked or Enter pressed on it.
    void timeChosen(lbfy::WallTime at);
    /// The button: the window asks for the words and adds to the timeline.
    void markRequested();
    void stateChanged();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void applyFilter();
    void choose(const QModelIndex &index);
    void keepPlace(int first, int last);
    void describe();
    void clearFilter();

    EventModel *m_model;
    DataView *m_view;
    QComboBox *m_kind;
    FilterEdit *m_filter;
    ElidedLabel *m_count;
    QPushButton *m_mark;
    JumpButton *m_jump;
};

} // namespace lbfy
