// SPDX-License-Identifier: GPL-3.0-or-later
//
// What load is wanted: where it goes, how much, and what a turn is. Only what has a meaning for the kind of load chosen
// is shown. The target is a service of this lbfy, wherever it listens at the time, or any address. Thread: UI.

#pragma once

#include "core/lab/loadplan.h"

#include <QList>
#include <QString>
#include <QWidget>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QGridLayout;
class QLabel;
QT_END_NAMESPACE

namespace lbfy {

class LabField;
class SegmentedControl;

/// A service that load can go to.
struct LoadService {
    QString name;
    QString listen; ///< empty: it does not run

    bool operator==(const LoadService &) const = default;
};

class LoadForm final : public QWidget
{
    Q_OBJECT
public:
    explicit LoadForm(QWidget *parent = nullptr);

    /// `shown`: the one that load goes to while the user has chosen no target.
    void setServices(const QList<LoadService> &services, const QString &shown);
    /// A URL typed as the target says how it is to be asked: answer and path become those.
    void takeUrl();
    /// Target and duration hold for a whole run.
    void setRunning(bool running);

    /// What is wrong with the first text that is; empty: nothing.
    QString problem() const;
    /// What is wrong with the target, likewise.
    QString targetProblem() const;
    /// Only while there is no problem; without a target while that has one.
    LoadPlan plan() const;

Q_SIGNALS:
    /// Something has been changed that a running load can follow.
    void changed();
    /// Something is being typed.
    void typed();
    /// Enter in the target.
    void startWanted();

private:
    void makeFields();
    void arrange();
    void placeRow(QGridLayout &grid, int row, int column, QWidget *field);
    LabField *add(const char *key, const QString &name, const QString &text, const QString &hint,
                  std::function<Result<Done>(std::string_view)> take);
    void showKind();
    bool follow();
    void showServices();
    void chooseService(int index);
    void targetTyped(const QString &text);
    const LoadService *chosenService() const;
    Result<NamedTarget> target() const;

    QList<LoadService> m_services;
    QString m_shown;
    std::optional<QString> m_chosen; ///< a service's name; nothing: what is typed
    QString m_urlTaken; ///< whose path is that of the field
    bool m_follows = true; ///< the window's service, since nobody has chosen another target

    LoadPlan m_plan; ///< without target and connections
    int m_users = 16; ///< closed loop: connections
    int m_most = 256; ///< open loop: connections

    QComboBox *m_target;
    SegmentedControl *m_loop;
    QComboBox *m_arrivals;
    QComboBox *m_answer;
    QList<LabField *> m_fields;
    QList<QLabel *> m_labels;
    LabField *m_rate;
    LabField *m_connections;
    LabField *m_think;
    LabField *m_mostConnections;
    LabField *m_turns;
    LabField *m_duration;
    LabField *m_send;
    LabField *m_answerBytes;
    LabField *m_path;
    LabField *m_timeout;
};

} // namespace lbfy
