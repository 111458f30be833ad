// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/filteredit.h"

#include "ui/theme/icons.h"

#include <QAction>
#include <QKeyEvent>
#include <QToolButton>

namespace lbfy {

FilterEdit::FilterEdit(const QString &hint, const QKeySequence &shortcut, QWidget *parent) : QLineEdit(parent)
{
    const QString keys = shortcut.toString(QKeySequence::NativeText);
    QString text = hint;
    if (!keys.isEmpty())
        text += QStringLiteral(" (") + keys + QLatin1Char(')');
    setPlaceholderText(text);
    setToolTip(text);
    setAccessibleName(hint);
    auto *search = addAction(icon(IconName::Search), QLineEdit::LeadingPosition);
    search->setEnabled(true);
    auto *clearAction = addAction(icon(IconName::Close), QLineEdit::TrailingPosition);
    clearAction->setText(tr("Clear the filter"));
    clearAction->setToolTip(tr("Clear the filter (Esc)"));
    clearAction->setVisible(false);
    connect(clearAction, &QAction::triggered, this, &QLineEdit::clear);
    connect(this, &QLineEdit::textChanged, clearAction,
            [clearAction](const QString &now) { clearAction->setVisible(!now.isEmpty()); });
    const auto buttons = findChildren<QToolButton *>();
    for (QToolButton *button : buttons)
        button->setAccessibleName(button->defaultAction() == clearAction ? clearAction->text() : tr("Filter"));
}

QSize FilterEdit::sizeHint() const
{
    const QSize size = QLineEdit::sizeHint();
    return {fontMetrics().averageCharWidth() * 34, std::max(size.height(), 28)};
}

void FilterEdit::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty())
        return clear();
    QLineEdit::keyPressEvent(event);
}

} // namespace lbfy
