// SPDX-License-Identifier: GPL-3.0-or-later
//
// One setting in a form: its name, a control that suits its type, the way back to the default, what it is for, and
// what is wrong with the text typed, if anything is. A wrong text is shown but never becomes the value: value() is
// always one that the section would take. Thread: UI.

#pragma once

#include "ui/settings/keyspec.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace lbfy {

class SegmentedControl;

class KeyField final : public QWidget
{
    Q_OBJECT
public:
    explicit KeyField(KeySpec spec, QWidget *parent = nullptr);

    const KeySpec &spec() const { return m_spec; }

    /// What holds now: shown, and what changes are measured by.
    void setBaseline(const Value &value);
    /// What holds now has become another: shown unless the user has changed it here.
    void rebase(const Value &value);

    /// Back to what holds now.
    void revert() { setBaseline(Value(m_baseline)); }

    const Value &value() const { return m_value; }
    bool isChanged() const { return m_value != m_baseline || !isValid(); }
    /// False while the text typed is wrong. What does not apply is never wrong.
    bool isValid() const { return m_problem.isEmpty() || !m_applies; }
    /// The message under the field; empty: none.
    QString problem() const;
    /// What is wrong with the value beside others, such as a name that is taken.
    void setOutsideProblem(const QString &problem);

    /// Whether the setting has a meaning at present. Hidden if not; keeps its value.
    void setApplies(bool applies);
    bool applies() const { return m_applies; }

    /// What takes the focus; for tests too.
    QWidget *control() const;
    QLineEdit *lineEdit() const { return m_edit; }
    void reset();

Q_SIGNALS:
    void edited();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeControl();
    void arrange();
    void take(const Result<Value> &value);
    void showValue();
    void showState();
    void paintColors();

    KeySpec m_spec;
    Value m_baseline;
    Value m_value;
    QString m_problem;
    QString m_outsideProblem;
    bool m_applies = true;

    QLabel *m_title;
    QLineEdit *m_edit = nullptr; ///< of the controls, the one that suits the type
    QCheckBox *m_box = nullptr;
    SegmentedControl *m_choices = nullptr;
    QToolButton *m_reset;
    QLabel *m_state;
    QLabel *m_explanation;
    QLabel *m_message;
};

} // namespace lbfy
