// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/accessible.h"

#include <QAccessibleWidget>
#include <QVariant>
#include <QWidget>

namespace lbfy {

namespace {

constexpr const char *property = "lbfyAccessibleRole";

/// Qt asks every factory for every object; this one answers for those that were given a role.
QAccessibleInterface *interfaceFor(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    const QVariant role = widget ? widget->property(property) : QVariant();
    if (!role.isValid())
        return nullptr;
    // Qt's accessibility cache owns what a factory makes.
    return new QAccessibleWidget(widget, static_cast<QAccessible::Role>(role.toInt()));
}

} // namespace

void speakAs(QWidget *widget, QAccessible::Role role)
{
    // Installing a factory that is installed changes nothing.
    QAccessible::installFactory(interfaceFor);
    widget->setProperty(property, static_cast<int>(role));
}

void announce(QWidget *widget)
{
    QAccessibleEvent event(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace lbfy
