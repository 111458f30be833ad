// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/eventlane.h"

#include "ui/chart/chartpainter.h"
#include "ui/text/format.h"
#include "ui/widgets/eventlook.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QStringList>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace lbfy {

namespace {

using Kind = TimelineEvent::Kind;

constexpr double glyphSize = 12;
constexpr double gap = 5;
constexpr std::size_t mostInTip = 12;

int gravityOf(Kind kind)
{
    switch (kind) {
    case Kind::Down:
        return 6;
    case Kind::Ejected:
        return 5;
    case Kind::Shed:
        return 4;
    case Kind::Strategy:
        return 3;
    case Kind::Mark:
    case Kind::Reload:
    case Kind::Edit:
        return 2;
    case Kind::Up:
    case Kind::Restored:
        return 1;
    case Kind::Other:
        break;
    }
    return 0;
}

} // namespace

QString eventLine(const TimelineEvent &event)
{
    return formatTimeOfDay(event.at) + QStringLiteral("  ") + event.text;
}

EventLane::EventLane(QWidget *parent) : QWidget(parent), m_colors(colorsOf(Scheme::Light))
{
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Events in view"));
}

void EventLane::setColors(const Colors &colors)
{
    m_colors = colors;
    update();
}

void EventLane::setEntries(std::vector<Entry> entries, double plotLeft, double plotRight)
{
    std::ranges::stable_sort(entries, {}, &Entry::x);
    m_entries = std::move(entries);
    m_plotLeft = plotLeft;
    m_plotRight = plotRight;
    std::vector<double> places;
    for (const Entry &entry : m_entries)
        places.push_back(entry.x);
    m_clusters = clusterMarks(places, clusterDistance);
    update();
}

QSize EventLane::sizeHint() const
{
    return {200, std::max(24, fontMetrics().height() + 8)};
}

const Cluster *EventLane::clusterAt(QPointF place) const
{
    const auto nearest = std::ranges::min_element(
            m_clusters, {}, [place](const Cluster &cluster) { return std::abs(cluster.x - place.x()); });
    return nearest != m_clusters.end() && std::abs(nearest->x - place.x()) <= 12 ? &*nearest : nullptr;
}

const TimelineEvent &EventLane::gravest(const Cluster &cluster) const
{
    const TimelineEvent *found = &m_entries[cluster.first].event;
    for (std::size_t i = cluster.first; i < cluster.first + cluster.count; ++i) {
        const TimelineEvent &event = m_entries[i].event;
        if (gravityOf(event.kind) >= gravityOf(found->kind))
            found = &event;
    }
    return *found;
}

QString EventLane::words(const Cluster &cluster) const
{
    return cluster.count == 1 ? m_entries[cluster.first].event.text : tr("%1 events").arg(cluster.count);
}

QString EventLane::tipAt(QPointF place) const
{
    const Cluster *cluster = clusterAt(place);
    if (!cluster)
        return {};
    QStringList lines;
    const std::size_t shown = std::min(cluster->count, mostInTip);
    for (std::size_t i = cluster->first; i < cluster->first + shown; ++i)
        lines += eventLine(m_entries[i].event);
    if (cluster->count > shown)
        lines += tr("and %1 more").arg(cluster->count - shown);
    return lines.join(QChar(u'\n'));
}

void EventLane::draw(QPainter &painter, const QRectF &area) const
{
    const QFont small = ChartPainter(m_colors, font()).smallFont();
    const QFontMetricsF metrics(small);
    const double y = area.center().y();
    painter.fillRect(area, m_colors.plot);
    painter.setFont(small);
    painter.setPen(m_colors.axisText);
    const QString caption = tr("Events");
    if (metrics.horizontalAdvance(caption) + 2 * gap < m_plotLeft) {
        painter.drawText(QRectF(area.left() + 8, area.top(), m_plotLeft - 8, area.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, caption);
    }
    for (std::size_t i = 0; i < m_clusters.size(); ++i) {
        const Cluster &cluster = m_clusters[i];
        const double x = area.left() + cluster.x;
        const Kind kind = gravest(cluster).kind;
        drawGlyph(painter, QRectF(x - glyphSize / 2, y - glyphSize / 2, glyphSize, glyphSize), glyphOf(kind),
                  colorOf(toneOf(kind), m_colors), m_colors.plot);
        const double next = i + 1 < m_clusters.size() ? area.left() + m_clusters[i + 1].x - glyphSize / 2
                                                      : area.right();
        const double left = x + glyphSize / 2 + gap;
        const double room = next - gap - left;
        const QString text = words(cluster);
        // A word cut after two letters says nothing.
        if (room < std::min(metrics.horizontalAdvance(text), metrics.averageCharWidth() * 8)) {
            if (cluster.count > 1)
                painter.drawText(QPointF(left - gap + 3, y + metrics.ascent() / 2 - 1), QString::number(cluster.count));
            continue;
        }
        painter.drawText(QRectF(left, area.top(), room, area.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(text, Qt::ElideRight, room));
    }
}

void EventLane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    draw(painter, rect());
}

bool EventLane::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), tipAt(help->pos()), this);
        return true;
    }
    return QWidget::event(event);
}

void EventLane::mouseMoveEvent(QMouseEvent *event)
{
    const Cluster *cluster = clusterAt(event->position());
    setCursor(cluster ? Qt::PointingHandCursor : Qt::ArrowCursor);
    Q_EMIT hovered(cluster ? cluster->x : event->position().x());
}

void EventLane::mouseReleaseEvent(QMouseEvent *event)
{
    const Cluster *cluster = clusterAt(event->position());
    if (event->button() == Qt::LeftButton && cluster)
        Q_EMIT activated(gravest(*cluster));
}

void EventLane::leaveEvent(QEvent *event)
{
    Q_EMIT hovered(std::nullopt);
    QWidget::leaveEvent(event);
}

} // namespace lbfy
