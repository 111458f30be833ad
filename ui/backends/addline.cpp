// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/backends/addline.h"

#include "ui/theme/icons.h"

#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>

namespace lbfy {

void AddField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT cancelled();
    const QString pasted = event->matches(QKeySequence::Paste) ? QApplication::clipboard()->text() : QString();
    if (pasted.trimmed().contains(u'\n'))
        return Q_EMIT linesPasted(pasted);
    QLineEdit::keyPressEvent(event);
}

AddLine::AddLine(QWidget *parent)
    : QWidget(parent)
    , m_open(new QPushButton(icon(IconName::Add), tr("Add backend…"), this))
    , m_field(new AddField(this))
    , m_add(new QPushButton(tr("Add"), this))
{
    m_open->setFlat(true);
    m_open->setToolTip(
            tr("Add one or several backends (Ctrl+N). Lines of host:port can be pasted into the table as well"));
    m_field->setPlaceholderText(tr("host:port, e.g. 127.0.0.1:8081; several with commas"));
    m_field->setAccessibleName(tr("New backends"));
    m_field->setAccessibleDescription(tr(
            "host:port, optionally with a name before it and weight, max and backup behind it, separated by commas"));
    m_field->setToolTip(tr("[name=]host:port[,weight=N][,max=N][,backup]"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_open, 0, Qt::AlignLeft);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_add);
    m_field->hide();
    m_add->hide();
    connect(m_open, &QPushButton::clicked, this, &AddLine::open);
    const auto enter = [this] { Q_EMIT entered(m_field->text()); };
    connect(m_field, &QLineEdit::returnPressed, this, enter);
    connect(m_add, &QPushButton::clicked, this, enter);
    connect(m_field, &AddField::linesPasted, this, &AddLine::entered);
    connect(m_field, &AddField::cancelled, this, &AddLine::close);
}

void AddLine::open()
{
    m_open->hide();
    m_field->show();
    m_add->show();
    m_field->setFocus();
    Q_EMIT opened();
}

void AddLine::close()
{
    m_field->clear();
    m_field->hide();
    m_add->hide();
    m_open->show();
    Q_EMIT closed();
}

} // namespace lbfy
