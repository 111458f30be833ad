// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Connections tab: who is connected now, who was, and closing of some. It is fed with snapshots and says what the user
// wants; it touches no engine. Frozen, it keeps the picture and counts what is new. Thread: the window's.

#pragma once

#include "core/observe/snapshot.h"
#include "ui/tabs/connectionmodel.h"
#include "ui/widgets/placeholder.h"

#include <QVariantMap>
#include <QWidget>

class QMenu;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace lbfy {

class DataView;
class ElidedLabel;
class FilterEdit;
class SegmentedControl;

class ConnectionsTab final : public QWidget
{
    Q_OBJECT
public:
    enum class Picture : std::uint8_t { Live, Frozen };

    explicit ConnectionsTab(QWidget *parent = nullptr);
    ~ConnectionsTab() override;

    /// The newest snapshot at each tick of the window; null: not running.
    void setSnapshot(const SnapshotPtr &snapshot);
    void setPicture(Picture picture);
    /// How many connections are open by what is shown here, frozen or not.
    std::uint64_t open() const;

    /// Page, filter, columns and order, for QSettings; stateChanged() says when to save.
    QVariantMap saveState() const;
    void restoreState(const QVariantMap &state);

    QString filterText() const;
    void setFilterText(const QString &text);
    void focusFilter();

protected:
    void showEvent(QShowEvent *event) override;

Q_SIGNALS:
    void closeRequested(const std::vector<std::uint64_t> &ids);
    /// The placeholder's button while nothing runs.
    void startRequested();
    void stateChanged();

private:
    static constexpr int openPage = 0;
    static constexpr int closedPage = 1;

    struct Page {
        ConnectionModel *model;
        DataView *view;
    };

    Page addPage(ConnectionModel::Shows shows, const QString &name);
    void buildBar();
    Page &page();
    const Page &page() const;
    void showPage(int page);
    void applyFilter(const QString &text);
    void addFilterTerm(const QString &field, const QString &value);
    void refresh();
    void rest(bool pointed);
    void describe();
    QString countText() const;
    Placeholder::Words placeholderWords() const;
    void actOnPlaceholder();
    void fillRowMenu(QMenu &menu, const QModelIndex &at);
    void fillMoreMenu();
    void fillOrderMenu(QMenu &menu);
    void showServicesIfSeveral();
    std::vector<std::uint64_t> selectedIds() const;
    void closeSelected();

    SegmentedControl *m_switch;
    FilterEdit *m_filter;
    ElidedLabel *m_count;
    ElidedLabel *m_frozen;
    QPushButton *m_close;
    QToolButton *m_more;
    QMenu *m_moreMenu;
    QStackedWidget *m_stack;
    std::vector<Page> m_pages;

    QString m_problem; ///< what is wrong with the filter
    SnapshotPtr m_shown; ///< what the tables show
    SnapshotPtr m_latest;
    Picture m_picture = Picture::Live;
    bool m_keepSorted = true;
    bool m_pointed = false;
    bool m_columnsChosen = false; ///< by the user: then several services no longer bring in the Service column
};

} // namespace lbfy
