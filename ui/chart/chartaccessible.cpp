// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/chartaccessible.h"

#include "ui/chart/timeseriesview.h"

#include <QAccessible>
#include <QAccessibleWidget>
#include <QVariant>

namespace lbfy {

namespace {

constexpr auto sentenceProperty = "lbfyChartSentence";

class AccessibleChart final : public QAccessibleWidget
{
public:
    explicit AccessibleChart(QWidget *view) : QAccessibleWidget(view, QAccessible::Chart) { }

    QString text(QAccessible::Text which) const override
    {
        if (which == QAccessible::Description)
            return widget()->property(sentenceProperty).toString();
        return QAccessibleWidget::text(which);
    }
};

QAccessibleInterface *makeAccessible(const QString &, QObject *object)
{
    auto *view = qobject_cast<TimeSeriesView *>(object);
    return view ? new AccessibleChart(view) : nullptr; // Qt's cache of interfaces owns it
}

void announce(TimeSeriesView *view)
{
    QAccessibleEvent event(view, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

} // namespace

void installChartAccessibility()
{
    QAccessible::installFactory(makeAccessible);
}

void describeChart(TimeSeriesView *view, const QString &sentence)
{
    if (view->property(sentenceProperty).toString() == sentence)
        return;
    view->setProperty(sentenceProperty, sentence);
    if (!view->hasFocus())
        announce(view);
}

void sayAtChart(TimeSeriesView *view, const QString &sentence)
{
    view->setProperty(sentenceProperty, sentence);
    announce(view);
}

} // namespace lbfy
