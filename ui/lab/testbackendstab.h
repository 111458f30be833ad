// SPDX-License-Identifier: GPL-3.0-or-later
//
// The demo's backends, each with all that it can be told: how it answers, how it fails, what it is short of. What is
// entered holds at once, for backends that are running and under load; of it nothing is saved. Thread: the window's.

#pragma once

#include <QWidget>

#include <cstddef>
#include <vector>

QT_BEGIN_NAMESPACE
class QGridLayout;
QT_END_NAMESPACE

namespace lbfy {

class Demo;
class InlineMessage;
class TestBackendRow;

class TestBackendsTab final : public QWidget
{
    Q_OBJECT
public:
    /// `demo` is open, and outlives it.
    explicit TestBackendsTab(Demo &demo, QWidget *parent = nullptr);

    /// Shows what has been changed elsewhere, and how busy each is.
    void tick();
    /// What is wrong, as it is shown; empty: nothing.
    QString message() const;

protected:
    void showEvent(QShowEvent *event) override;

private:
    void addRow(std::size_t backend, QGridLayout &grid, QWidget *parent);
    void kill(std::size_t backend, bool on);
    void showProblem();

    Demo &m_demo;
    InlineMessage *m_message;
    std::vector<TestBackendRow *> m_rows;
    QString m_refusal; ///< why the last change failed; empty: it did not
};

} // namespace lbfy
