// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Log tab: the program's own log lines, following the newest unless the user has scrolled up. Thread: the window's.

#pragma once

#include "ui/tabs/loginbox.h"

#include <QVariantMap>
#include <QWidget>

class QComboBox;

namespace lbfy {

class DataView;
class ElidedLabel;
class FilterEdit;
class JumpButton;
class LogModel;

class LogTab final : public QWidget
{
    Q_OBJECT
public:
    explicit LogTab(QWidget *parent = nullptr);

    /// At each tick of the window: what the inbox holds.
    void append(LogInbox::Batch batch);
    QVariantMap saveState() const;
    void restoreState(const QVariantMap &state);
    void focusFilter();

Q_SIGNALS:
    void stateChanged();

private:
    void build();
    void applyFilter();
    void clearFilter();
    bool isAtEnd() const;
    void describe();

    LogModel *m_model;
    DataView *m_view;
    QComboBox *m_level;
    FilterEdit *m_filter;
    ElidedLabel *m_count;
    JumpButton *m_jump;
    bool m_following = true;
};

} // namespace lbfy
