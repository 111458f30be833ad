// SPDX-License-Identifier: GPL-3.0-or-later
//
// The charts as files. Drawn by the same code as on the screen, so that what is shared is what was seen.

#include "ui/chart/chartpanel.h"

#include "ui/chart/chartcsv.h"
#include "ui/chart/eventlane.h"
#include "ui/chart/timeseriesview.h"

#include <QBuffer>
#include <QDateTime>
#include <QImage>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <algorithm>
#include <cmath>

namespace lbfy {

namespace {

constexpr QSize leastSize {720, 360};
constexpr int headHeight = 34;
/// SVG's own unit, and what fonts in points are reckoned with.
constexpr int svgDotsPerInch = 96;

Result<Done> writeFile(const QString &path, const QByteArray &content)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.commit())
        return Done {};
    return Failure {
            ChartPanel::tr("cannot write %1: %2; choose another place").arg(path, file.errorString()).toStdString()};
}

QString dateTimeText(WallTime at)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

} // namespace

QString ChartPanel::rangeText() const
{
    const WallTime end = shown().wall;
    return tr("%1 to %2").arg(dateTimeText(end - m_window), dateTimeText(end));
}

void ChartPanel::catchUp()
{
    // A panel that was never shown has not laid its charts out yet, and their width decides how fine the lines are.
    layOut();
    if (m_stale)
        refresh();
}

QSize ChartPanel::reportSize() const
{
    return size().expandedTo(leastSize) + QSize(0, headHeight);
}

void ChartPanel::drawReport(QPainter &painter, QSizeF size) const
{
    const ChartPainter chart(m_colors, font());
    painter.fillRect(QRectF(QPointF(), size), m_colors.plot);
    QFont bold = font();
    bold.setPointSizeF(bold.pointSizeF() * 1.2);
    bold.setBold(true);
    const QRectF head(8, 6, size.width() - 16, headHeight - 6);
    painter.setFont(font());
    painter.setPen(m_colors.axisText);
    const QString range = rangeText();
    painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, range);
    painter.setFont(bold);
    painter.setPen(m_colors.text);
    const double room = head.width() - QFontMetricsF(font()).horizontalAdvance(range) - 24;
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(bold).elidedText(tr("Service %1").arg(m_service), Qt::ElideRight, room));
    painter.setFont(font());

    const double lane = m_lane->sizeHint().height();
    const double each = (size.height() - headHeight - lane - chart.timeAxisHeight()) / 2;
    const QRectF upper(0, headHeight, size.width(), std::floor(each));
    const QRectF lower(0, upper.bottom(), size.width(), size.height() - upper.bottom() - lane);
    m_views[0]->draw(painter, upper);
    m_views[1]->draw(painter, lower);

    EventLane events;
    events.setFont(font());
    events.setColors(m_colors);
    const QRectF plot = m_views[0]->plotWithin(upper);
    events.setEntries(entriesWithin(plot), plot.left(), plot.right());
    events.draw(painter, QRectF(0, size.height() - lane, size.width(), lane));
}

Result<Done> ChartPanel::exportPng(const QString &path, double scale)
{
    catchUp();
    const QSize size = reportSize();
    QImage image((QSizeF(size) * scale).toSize(), QImage::Format_RGB32);
    if (image.isNull())
        return Failure {tr("the picture would be too large; choose a smaller scale").toStdString()};
    image.setDevicePixelRatio(scale);
    QPainter painter(&image);
    drawReport(painter, size);
    painter.end();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        return Failure {tr("the picture cannot be stored as PNG").toStdString()};
    return writeFile(path, buffer.data());
}

Result<Done> ChartPanel::exportSvg(const QString &path)
{
    catchUp();
    const QSize size = reportSize();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(svgDotsPerInch);
    generator.setSize(size);
    generator.setViewBox(QRect(QPoint(), size));
    generator.setTitle(tr("Service %1").arg(m_service));
    generator.setDescription(rangeText());
    QPainter painter(&generator);
    drawReport(painter, size);
    painter.end();
    return writeFile(path, buffer.data());
}

QByteArray ChartPanel::csv() const
{
    QStringList names;
    for (const ChartBackend &backend : m_backends)
        names += backend.name;
    for (const ChartBackend &backend : m_removed)
        names += backend.name;
    return chartCsv(source(), m_service, names, m_events, m_window, shown());
}

Result<Done> ChartPanel::exportCsv(const QString &path) const
{
    return writeFile(path, csv());
}

} // namespace lbfy
