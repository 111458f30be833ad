// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/servicelist.h"

#include "ui/text/format.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/palette.h"

#include <QSignalBlocker>

#include <algorithm>

namespace lbfy {

namespace {

constexpr int glyphSize = 14;
/// What the icon shows, as shape and colour.
constexpr int DrawnRole = Qt::UserRole + 1;

struct ServiceLook {
    Glyph glyph;
    QColor ink;
    QString words;
};

ServiceLook lookOf(const ServiceSnapshot *service, const Colors &colors)
{
    if (!service)
        return {Glyph::Square, colors.disabled, ServiceList::tr("stopped")};
    const auto isUp = [](const BackendSnapshot &backend) { return backend.state == BackendState::Up; };
    const auto up = std::count_if(service->backends.begin(), service->backends.end(), isUp);
    const QString words = ServiceList::tr("%1 of %2 up, %3 open")
                                  .arg(up)
                                  .arg(service->backends.size())
                                  .arg(formatCount(service->active));
    if (!service->notReady.empty() || up == 0)
        return {Glyph::Octagon, colors.down, words};
    if (static_cast<std::size_t>(up) < service->backends.size())
        return {Glyph::Triangle, colors.slow, words};
    return {Glyph::CircleCheck, colors.up, words};
}

} // namespace

ServiceList::ServiceList(const Document &document, QWidget *parent) : QListWidget(parent), m_document(document)
{
    setAccessibleName(tr("Services"));
    setFrameShape(QFrame::NoFrame);
    setIconSize(QSize(glyphSize, glyphSize));
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideRight);
    connect(this, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            Q_EMIT chosen(item(row)->data(Qt::UserRole).toUInt());
    });
}

void ServiceList::refill()
{
    const QSignalBlocker quiet(this);
    const QVariant current = currentItem() ? currentItem()->data(Qt::UserRole) : QVariant();
    clear();
    for (const ServiceId id : m_document.services()) {
        auto *row = new QListWidgetItem(QString::fromStdString(m_document.service(id)->name), this);
        row->setSizeHint(QSize(0, 2 * fontMetrics().height() + 14));
        row->setData(Qt::UserRole, id);
        if (current == QVariant(id))
            setCurrentItem(row);
    }
    setVisible(count() > 1);
}

void ServiceList::setCurrent(ServiceId service)
{
    const QSignalBlocker quiet(this);
    for (int i = 0; i < count(); ++i) {
        if (item(i)->data(Qt::UserRole).toUInt() == service)
            setCurrentRow(i);
    }
}

void ServiceList::tick(const SnapshotPtr &snapshot)
{
    if (!isVisible())
        return;
    for (int i = 0; i < count(); ++i) {
        const ServiceConfig *config = m_document.service(item(i)->data(Qt::UserRole).toUInt());
        if (!config)
            continue;
        const ServiceSnapshot *service = nullptr;
        if (snapshot) {
            const auto found = std::ranges::find(snapshot->services, config->name, &ServiceSnapshot::name);
            service = found != snapshot->services.end() ? &*found : nullptr;
        }
        show(*item(i), *config, service);
    }
}

/// Texts that are as they were cost nothing, and an icon is drawn when its shape or the theme is another.
void ServiceList::show(QListWidgetItem &row, const ServiceConfig &config, const ServiceSnapshot *service) const
{
    const Colors &colors = colorsFor(palette());
    const ServiceLook look = lookOf(service, colors);
    row.setText(QString::fromStdString(config.name) + QChar(u'\n') + look.words);
    row.setToolTip(QString::fromStdString(service ? service->listen : config.listen.toString()));
    const QVariant drawn = QVariantList {static_cast<int>(look.glyph), look.ink};
    if (row.data(DrawnRole) == drawn)
        return;
    row.setData(DrawnRole, drawn);
    // On the colour of the selection a state's own colour cannot be read; its shape can.
    QIcon icon(glyphPixmap(look.glyph, glyphSize, look.ink, colors.base, devicePixelRatioF()));
    icon.addPixmap(glyphPixmap(look.glyph, glyphSize, colors.onAccent, colors.accent, devicePixelRatioF()),
                   QIcon::Selected);
    row.setIcon(icon);
}

QSize ServiceList::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 24, 200};
}

} // namespace lbfy
