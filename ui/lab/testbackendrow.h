// SPDX-License-Identifier: GPL-3.0-or-later
//
// The controls for one test backend: how long it takes, how often it fails and how, and what it is short of, in the
// words of `lbfyd serve`. It knows the backend as a value alone; whoever owns it is told of changes. Owner: the tab's
// grid; thread: UI.

#pragma once

#include "core/lab/behaviour.h"
#include "core/lab/demo.h"

#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <string_view>

QT_BEGIN_NAMESPACE
class QComboBox;
class QGridLayout;
class QLabel;
class QPushButton;
class QWidget;
QT_END_NAMESPACE

namespace lbfy {

class LabField;

class TestBackendRow final : public QObject
{
    Q_OBJECT
public:
    /// Puts its controls into row `row` of the parent's grid.
    TestBackendRow(const DemoBackend &backend, QGridLayout &grid, int row, QWidget *parent);

    /// The titles of the columns, with a sentence each.
    static void addTitles(QGridLayout &grid, QWidget *parent);

    /// What holds now; what is being typed stays.
    void show(const DemoBackend &backend);
    /// What is wrong with the first text that is; empty: nothing.
    QString problem() const;
    const QString &name() const { return m_name; }

Q_SIGNALS:
    /// Something that passes on its own is to hold from now on.
    void changed(const lbfy::BackendBehaviour &behaviour);
    void killWanted(bool kill);
    /// What is wrong may have changed.
    void checked();

private:
    LabField *add(const char *key, const QString &what, const QString &text,
                  std::function<Result<Done>(std::string_view)> take);
    void makeFields();
    Result<Done> takeDelay(std::string_view text);
    void chooseDistribution(int index);
    void apply();
    void showBehaviour();
    void showState(const DemoBackend &backend);

    QString m_name;
    BackendBehaviour m_behaviour; ///< what the fields say
    BackendBehaviour m_applied; ///< what was told last
    QString m_refusal; ///< why the last change did not pass; empty: it did
    QList<LabField *> m_fields;
    QComboBox *m_distribution;
    LabField *m_delay = nullptr;
    LabField *m_refuse = nullptr;
    LabField *m_reset = nullptr;
    LabField *m_hang = nullptr;
    LabField *m_close = nullptr;
    LabField *m_bandwidth = nullptr;
    LabField *m_concurrency = nullptr;
    QLabel *m_state;
    QPushButton *m_kill;
};

} // namespace lbfy
