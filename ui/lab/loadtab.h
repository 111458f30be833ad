// SPDX-License-Identifier: GPL-3.0-or-later
//
// Load on a service or any other address, from the window: what is wanted, how far it is, and what its clients see. Most
// of it can be changed while it runs. The clients are real ones and know nothing of the service, so their figures differ
// from its own by what the way there costs; they run in threads of their own. Thread: the window's.

#pragma once

#include "core/lab/loadgenerator.h"
#include "core/lab/loadreport.h"
#include "ui/lab/loadform.h"

#include <QTimer>
#include <QWidget>

#include <memory>

QT_BEGIN_NAMESPACE
class QProgressBar;
class QPushButton;
QT_END_NAMESPACE

namespace lbfy {

class CopyButton;
class DataView;
class ElidedLabel;
class InlineMessage;
class LoadResult;
class TargetLookup;

class LoadTab final : public QWidget
{
    Q_OBJECT
public:
    explicit LoadTab(QWidget *parent = nullptr);
    ~LoadTab() override;

    void setServices(const QList<LoadService> &services, const QString &shown) { m_form->setServices(services, shown); }
    bool isLoading() const { return !m_generator.finished(); }
    LoadFigures figures() const { return m_generator.figures(); }
    LoadPlan plan() const { return m_generator.plan(); }
    /// Ends it, if one runs.
    void stop();
    /// What is wrong, as it is shown; empty: nothing.
    QString message() const;

private:
    QWidget *makeControls();
    void arrange();
    void start();
    void begin(const Address &target);
    void lookedUp();
    void change();
    void follow();
    void showProblem();
    void showState();
    void fitRows();
    LoadReport report() const;

    LoadGenerator m_generator;
    QTimer m_look; ///< at the running load, or for the answer of a look-up
    std::unique_ptr<TargetLookup> m_lookup; ///< null: none is under way
    LoadForm *m_form;
    QPushButton *m_startStop;
    QProgressBar *m_progress;
    ElidedLabel *m_state;
    CopyButton *m_copyText;
    CopyButton *m_copyJson;
    InlineMessage *m_message;
    LoadResult *m_result;
    DataView *m_view;
    QString m_refusal; ///< why the last start or change failed
    bool m_asked = false; ///< a start was asked for since the target was last typed: what is wrong with it is said
};

} // namespace lbfy
