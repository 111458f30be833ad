// SPDX-License-Identifier: GPL-3.0-or-later
//
// "Why this backend?": the last picks, and for one of them the candidates, their costs and the rule. The newest is shown
// until the user selects one; then the list stands still, since at a thousand picks a second it would be gone before
// it is read. Thread: the window's.

#pragma once

#include "core/observe/snapshot.h"

#include <QVariantMap>
#include <QWidget>

class QSplitter;

namespace lbfy {

class DataView;
class JumpButton;
class PickDetail;
class PickModel;

class PicksTab final : public QWidget
{
    Q_OBJECT
public:
    explicit PicksTab(QWidget *parent = nullptr);

    /// Null: not running.
    void setSnapshot(const SnapshotPtr &snapshot);
    QVariantMap saveState() const;
    void restoreState(const QVariantMap &state);

Q_SIGNALS:
    void startRequested();
    void stateChanged();

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool isHeld() const;
    void follow();
    void refresh();
    void showDetail();
    void describe();

    PickModel *m_model;
    DataView *m_view;
    PickDetail *m_detail;
    QSplitter *m_splitter;
    JumpButton *m_jump;
    SnapshotPtr m_snapshot;
};

} // namespace lbfy
