// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/shortcutsheet.h"

#include "ui/theme/palette.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace lbfy {

namespace {

QString withoutMnemonic(QString text)
{
    text.replace(QStringLiteral("&&"), QStringLiteral("\n"));
    text.remove(QLatin1Char('&'));
    text.replace(QLatin1Char('\n'), QLatin1Char('&'));
    return text;
}

/// A key as it looks on a keyboard.
class KeyCap final : public QLabel
{
public:
    KeyCap(const QString &text, QWidget *parent) : QLabel(text, parent)
    {
        setContentsMargins(7, 2, 7, 3);
        setAlignment(Qt::AlignCenter);
    }

    /// Never narrower than its text: a row of three keys would else be squeezed.
    QSize minimumSizeHint() const override { return sizeHint(); }
    QSize sizeHint() const override { return QLabel::sizeHint().expandedTo(QSize(28, 0)); }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        const Colors &colors = colorsFor(palette());
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colors.control, 1));
        painter.setBrush(colors.button);
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
        painter.end();
        QLabel::paintEvent(event);
    }
};

QWidget *keysOf(const QKeySequence &shortcut, QWidget *parent)
{
    auto *row = new QWidget(parent);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3);
    QString text = shortcut.toString(QKeySequence::NativeText);
    row->setAccessibleName(text);
    // The plus itself may be a key: "Ctrl++".
    const bool endsInPlus = text.endsWith(QLatin1Char('+'));
    if (endsInPlus)
        text.chop(text.size() > 1 ? 2 : 1);
    QStringList keys = text.split(QLatin1Char('+'), Qt::SkipEmptyParts);
    if (endsInPlus)
        keys.append(QStringLiteral("+"));
    layout->addStretch(1);
    for (const QString &key : std::as_const(keys))
        layout->addWidget(new KeyCap(key.trimmed(), row));
    return row;
}

void collect(const QList<QAction *> &from, QList<QAction *> &into)
{
    for (QAction *action : from) {
        if (action->menu())
            collect(action->menu()->actions(), into);
        else if (!action->shortcut().isEmpty())
            into.append(action);
    }
}

QWidget *makeGroup(const ShortcutGroup &group, QWidget *parent)
{
    auto *box = new QWidget(parent);
    box->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    auto *layout = new QGridLayout(box);
    layout->setContentsMargins(0, 0, 0, 12);
    layout->setHorizontalSpacing(24);
    layout->setVerticalSpacing(5);
    layout->setColumnStretch(0, 1);
    auto *title = new QLabel(group.title, box);
    QFont bold = title->font();
    bold.setWeight(QFont::DemiBold);
    title->setFont(bold);
    layout->addWidget(title, 0, 0, 1, 2);
    for (QAction *action : group.actions) {
        const int row = layout->rowCount();
        layout->addWidget(new QLabel(withoutMnemonic(action->text()), box), row, 0);
        layout->addWidget(keysOf(action->shortcut(), box), row, 1);
    }
    return box;
}

/// Two columns of about the same length, the order kept.
void fillColumns(const QList<ShortcutGroup> &groups, QHBoxLayout &columns, QWidget *parent)
{
    qsizetype rows = 0;
    for (const ShortcutGroup &group : groups)
        rows += group.actions.size() + 2;
    auto *left = new QVBoxLayout;
    auto *right = new QVBoxLayout;
    // Or they would take over the distance between the columns.
    left->setSpacing(6);
    right->setSpacing(6);
    columns.addLayout(left, 1);
    columns.addLayout(right, 1);
    qsizetype used = 0;
    for (const ShortcutGroup &group : groups) {
        const qsizetype here = group.actions.size() + 2;
        (used + here / 2 < rows / 2 || used == 0 ? left : right)->addWidget(makeGroup(group, parent));
        used += here;
    }
    left->addStretch(1);
    right->addStretch(1);
}

} // namespace

QList<ShortcutGroup> shortcutsOf(const QMenuBar &menuBar)
{
    QList<ShortcutGroup> groups;
    const QList<QAction *> menus = menuBar.actions();
    for (const QAction *menu : menus) {
        if (menu->menu())
            groups.append({withoutMnemonic(menu->text()), menu->menu()->actions()});
    }
    return groups;
}

ShortcutSheet::ShortcutSheet(const QList<ShortcutGroup> &groups, QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    QList<ShortcutGroup> shown;
    for (const ShortcutGroup &group : groups) {
        ShortcutGroup with {group.title, {}};
        collect(group.actions, with.actions);
        if (!with.actions.isEmpty())
            shown.append(with);
    }
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setAccessibleName(windowTitle());
    auto *page = new QWidget(area);
    auto *columns = new QHBoxLayout(page);
    columns->setContentsMargins(4, 4, 16, 4);
    columns->setSpacing(40);
    fillColumns(shown, *columns, page);
    area->setWidget(page);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 12);
    layout->addWidget(area);
    layout->addWidget(buttons);
    resize(std::max(page->sizeHint().width() + 56, 560), std::min(page->sizeHint().height() + 90, 620));
}

} // namespace lbfy
