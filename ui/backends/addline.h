// SPDX-License-Identifier: GPL-3.0-or-later
//
// The line under the table where backends are added: a button that becomes a field. Several lines may be pasted into
// it. It stays open after Enter, for the next one; Esc closes it. Owner and thread: the window's.

#pragma once

#include <QLineEdit>
#include <QWidget>

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace lbfy {

/// Lines pasted into it are handed on as they are, which a line edit would join to one.
class AddField final : public QLineEdit
{
    Q_OBJECT
public:
    using QLineEdit::QLineEdit;

Q_SIGNALS:
    void linesPasted(const QString &text);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

class AddLine final : public QWidget
{
    Q_OBJECT
public:
    explicit AddLine(QWidget *parent = nullptr);

    void open();
    void close();
    /// The text was taken: ready for another.
    void clear() { m_field->clear(); }
    AddField &field() { return *m_field; }

Q_SIGNALS:
    void entered(const QString &text);
    void opened();
    void closed();

private:
    QPushButton *m_open;
    AddField *m_field;
    QPushButton *m_add;
};

} // namespace lbfy
