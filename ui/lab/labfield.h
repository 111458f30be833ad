// SPDX-License-Identifier: GPL-3.0-or-later
//
// One value of the lab as text, in the command line's own words ("8ms", "64KiB", "2%"): a wrong text is underlined and
// never becomes the value, Escape takes it back. The value itself is its owner's; the field writes it. Thread: UI.

#pragma once

#include "core/config/result.h"

#include <QLineEdit>

#include <functional>
#include <string_view>

namespace lbfy {

class LabField final : public QLineEdit
{
    Q_OBJECT
public:
    /// Writes the value, or says what is wrong with the text.
    using Take = std::function<Result<Done>(std::string_view)>;

    /// `name`: what messages and screen readers call it. `text` is right. `hint`: what the value does.
    LabField(const QString &name, const QString &text, const QString &hint, Take take, QWidget *parent);

    /// What is wrong with the text, after the field's name; empty: nothing.
    QString problem() const { return m_problem; }
    /// Shows a value that was set elsewhere, unless somebody is typing another.
    void showValue(const QString &text);

    QSize sizeHint() const override;

Q_SIGNALS:
    /// A right text, by Enter or on leaving, that is another than before; or a wrong one taken back: what was put off because
    /// of it can go on.
    void committed();
    /// What is wrong may have changed.
    void checked();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void check();
    void commit();

    QString m_name;
    QString m_hint;
    Take m_take;
    QString m_committed;
    QString m_problem;
};

/// What a function of the form Result<Value>(std::string_view) reads goes to `target`, which outlives the field.
template<typename Value, typename Parser>
LabField::Take into(Value &target, Parser parser)
{
    return [&target, parser](std::string_view text) -> Result<Done> {
        const auto value = parser(text);
        if (!value)
            return value.failure();
        target = static_cast<Value>(*value);
        return Done {};
    };
}

} // namespace lbfy
