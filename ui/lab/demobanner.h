// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window says and offers while it shows the demo: what this is, the switch of strategy to try, and the demo's
// own backends and clients to play with. The clients go wherever the service listens; while it does not, they wait.
// Backends and strategy are otherwise edited as always. Thread: the window's.

#pragma once

#include "core/config/config.h"
#include "core/observe/snapshot.h"

#include <QFrame>

#include <cstddef>
#include <optional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace lbfy {

class Demo;
class SegmentedControl;

class DemoBanner final : public QFrame
{
    Q_OBJECT
public:
    /// `demo` is open, and outlives it.
    explicit DemoBanner(Demo &demo, QWidget *parent = nullptr);

    /// Null: nothing has been started yet. Whether anybody sees it or not, for the clients follow the service.
    void follow(const SnapshotPtr &snapshot);
    /// The window closes: no clients any more.
    void end();

Q_SIGNALS:
    /// For the demo's service, by its name.
    void strategyWanted(lbfy::StrategyKind strategy, const QString &service);
    void failed(const QString &message);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Clients { Wanted, Stopped, Ended };

    QWidget *makeControls();
    void follow(const ServiceSnapshot *service);
    void showStrategy(std::optional<StrategyKind> strategy);
    void showBackend();
    void showClients();
    void slowDown(bool on);
    void kill(bool on);
    void stopOrStart();
    std::size_t chosen() const;

    Demo &m_demo;
    QLabel *m_text;
    QPushButton *m_switch;
    QComboBox *m_backend;
    QPushButton *m_slow;
    QPushButton *m_kill;
    SegmentedControl *m_rate;
    QPushButton *m_stop;
    QString m_service; ///< the demo's, by its name
    std::optional<StrategyKind> m_strategy; ///< of the running service
    Clients m_clients = Clients::Wanted;
};

} // namespace lbfy
