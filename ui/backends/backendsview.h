// SPDX-License-Identifier: GPL-3.0-or-later
//
// The backends of a service: the table, what is wrong with an edit right under it, and the line where backends are
// added. The window sets the service, hands over snapshots, and keeps the state. Owner and thread: the window's.

#pragma once

#include "ui/backends/backendstable.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QToolButton;
QT_END_NAMESPACE

namespace lbfy {

class AddLine;
class InlineMessage;

class BackendsView final : public QWidget
{
    Q_OBJECT
public:
    explicit BackendsView(Document &document, QWidget *parent = nullptr);
    ~BackendsView() override;

    BackendModel &model() { return m_model; }
    BackendsTable &table() { return *m_table; }

    void setService(ServiceId service);
    /// Null: the service does not run.
    void setSnapshot(const ServiceSnapshot *snapshot, WallTime at);
    void setFilter(const QString &text) { m_model.setFilter(text); }
    /// The chip that leaves only what is down, ejected or failing.
    QToolButton &problemsOnly() { return *m_problemsOnly; }

    /// Opens the line for new backends, with a beginning of an address in it.
    void beginAdd();

    QByteArray saveState() const { return m_table->saveState(); }
    bool restoreState(const QByteArray &state);

    /// What stands under the table; empty: nothing is wrong.
    QString message() const;

Q_SIGNALS:
    void editRefused(const QModelIndex &index, const QString &message);
    /// Columns, sorting or a chip: worth saving.
    void arrangementChanged();
    /// The backends selected, for charts and tabs that follow.
    void selectionChanged(const std::vector<lbfy::BackendId> &ids);

private:
    void connectMessages();
    void add(const QString &text);
    void say(const QString &text);

    BackendModel m_model;
    BackendsTable *m_table;
    InlineMessage *m_message;
    AddLine *m_addLine;
    QToolButton *m_problemsOnly;
    QToolButton *m_keepSorted;
};

} // namespace lbfy
