// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/chart/eventlane.h"

#include "ui/chart/chartpainter.h"
#include "ui/text/format.h"
#include "ui/text/plaintip.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/eventlook.h"

#include <QHelpEvent>
#include <QKeyEvent>
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
    setFocusPolicy(Qt::StrongFocus);
    speakAs(this, QAccessible::List);
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
    return cluster.count == 1 ? m_entries[cluster.first].event.text : tr("%n events", nullptr, pluralOf(cluster.count));
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
    if (m_ring && hasFocus())
        drawFocus(painter);
}

/// Round the shape that stands for the current event; round all where there is none.
void EventLane::drawFocus(QPainter &painter) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_colors.accent, 2));
    painter.setBrush(Qt::NoBrush);
    const std::optional<std::size_t> index = currentIndex();
    const auto around = std::ranges::find_if(m_clusters, [index](const Cluster &cluster) {
        return index && *index >= cluster.first && *index < cluster.first + cluster.count;
    });
    if (around == m_clusters.end()) {
        painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
        return;
    }
    const double side = glyphSize + 6;
    painter.drawRoundedRect(QRectF(around->x - side / 2, rect().center().y() + 0.5 - side / 2, side, side), 4, 4);
}

bool EventLane::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        QToolTip::showText(help->globalPos(), plainTip(tipAt(help->pos())), this);
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
    if (event->button() != Qt::LeftButton || !cluster)
        return;
    // By value: who is told may bring other events into view, and ours with them.
    const TimelineEvent chosen = gravest(*cluster);
    m_current = chosen.id;
    Q_EMIT activated(chosen);
}

void EventLane::leaveEvent(QEvent *event)
{
    Q_EMIT hovered(std::nullopt);
    QWidget::leaveEvent(event);
}

std::optional<std::size_t> EventLane::currentIndex() const
{
    if (!m_current)
        return std::nullopt;
    const auto found = std::ranges::find(m_entries, *m_current, [](const Entry &entry) { return entry.event.id; });
    return found == m_entries.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - m_entries.begin()));
}

const TimelineEvent *EventLane::current() const
{
    const std::optional<std::size_t> index = currentIndex();
    return index ? &m_entries[*index].event : nullptr;
}

/// From nowhere, the first step is to the newest.
void EventLane::step(int by)
{
    if (m_entries.empty())
        return;
    const auto last = static_cast<int>(m_entries.size()) - 1;
    const std::optional<std::size_t> index = currentIndex();
    goTo(static_cast<std::size_t>(index ? std::clamp(static_cast<int>(*index) + by, 0, last) : last));
}

/// Shown to those who see it, and said to those who hear it.
void EventLane::goTo(std::size_t index)
{
    const Entry &entry = m_entries[index];
    m_current = entry.event.id;
    m_ring = true;
    const QString line = eventLine(entry.event);
    setAccessibleDescription(tr("%1, %2 of %3").arg(line).arg(index + 1).arg(m_entries.size()));
    QToolTip::showText(mapToGlobal(QPoint(static_cast<int>(entry.x), height() / 2)), plainTip(line), this);
    update();
}

void EventLane::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return step(-1);
    case Qt::Key_Right:
        return step(1);
    case Qt::Key_Home:
        if (!m_entries.empty())
            goTo(0);
        return;
    case Qt::Key_End:
        if (!m_entries.empty())
            goTo(m_entries.size() - 1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (const TimelineEvent *found = current()) {
            const TimelineEvent chosen = *found;
            QToolTip::hideText();
            Q_EMIT activated(chosen);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

void EventLane::focusInEvent(QFocusEvent *event)
{
    // Who came by mouse sees where the pointer is.
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason)
        m_ring = event->reason() != Qt::MouseFocusReason;
    if (!current())
        setAccessibleDescription(m_entries.empty() ? tr("No events") : tr("Events: %1").arg(m_entries.size()));
    update();
    QWidget::focusInEvent(event);
}

void EventLane::focusOutEvent(QFocusEvent *event)
{
    update();
    QWidget::focusOutEvent(event);
}

} // namespace lbfy
