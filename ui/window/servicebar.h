// SPDX-License-Identifier: GPL-3.0-or-later
//
// The row above everything: start or stop, where the service listens (to be edited in place), its strategy, how much time
// the charts show, freeze. It shows what it is told and emits what the user wants. Thread: the window's.

#pragma once

#include "core/config/config.h"

#include <QWidget>

#include <chrono>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QLineEdit;
class QToolButton;
QT_END_NAMESPACE

namespace lbfy {

class SegmentedControl;

class ServiceBar final : public QWidget
{
    Q_OBJECT
public:
    /// The actions are shown as buttons; their text and keys stay theirs.
    ServiceBar(QAction *startStop, QAction *freeze, QWidget *parent = nullptr);

    /// `actual` is where it really listens: of use when port 0 was asked for.
    void setListen(const QString &configured, const QString &actual);
    /// What was typed to listen on and is not in force is given up: another service is shown from now on.
    void forgetEdit();
    void setStrategy(StrategyKind strategy);
    void setTimeWindow(std::chrono::seconds window);
    /// Puts the cursor into the address and says what is wrong with it.
    void refuseListen(const QString &message);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

Q_SIGNALS:
    void listenEdited(const QString &address);
    /// What was typed is taken back.
    void listenReverted();
    void strategyChosen(lbfy::StrategyKind strategy);
    void timeWindowChosen(std::chrono::seconds window);

private:
    QToolButton *m_startStop; ///< made in the order of the row, which is that of the Tab key
    QLineEdit *m_listen;
    SegmentedControl *m_strategy;
    SegmentedControl *m_window;
    QString m_configured;
    QString m_actual;
};

} // namespace lbfy
