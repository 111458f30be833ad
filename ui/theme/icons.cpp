// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "ui/theme/palette.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <array>
#include <optional>

namespace lbfy {

namespace {

struct Row {
    IconName name;
    const char *file;
};

constexpr std::array rows {
        Row {IconName::Start, "start"},
        Row {IconName::Stop, "stop"},
        Row {IconName::Freeze, "freeze"},
        Row {IconName::New, "new"},
        Row {IconName::Open, "open"},
        Row {IconName::Save, "save"},
        Row {IconName::Reload, "reload"},
        Row {IconName::Export, "export"},
        Row {IconName::Undo, "undo"},
        Row {IconName::Redo, "redo"},
        Row {IconName::Add, "add"},
        Row {IconName::Remove, "remove"},
        Row {IconName::Edit, "edit"},
        Row {IconName::Enable, "enable"},
        Row {IconName::Drain, "drain"},
        Row {IconName::Disable, "disable"},
        Row {IconName::Up, "up"},
        Row {IconName::Down, "down"},
        Row {IconName::Kill, "kill"},
        Row {IconName::Filter, "filter"},
        Row {IconName::Search, "search"},
        Row {IconName::Close, "close"},
        Row {IconName::Copy, "copy"},
        Row {IconName::Check, "check"},
        Row {IconName::Reset, "reset"},
        Row {IconName::ChevronDown, "chevron-down"},
        Row {IconName::ChevronUp, "chevron-up"},
        Row {IconName::More, "more"},
        Row {IconName::Marker, "marker"},
        Row {IconName::Chart, "chart"},
        Row {IconName::Table, "table"},
        Row {IconName::Connections, "connections"},
        Row {IconName::Events, "events"},
        Row {IconName::Picks, "picks"},
        Row {IconName::Log, "log"},
        Row {IconName::Settings, "settings"},
        Row {IconName::Preferences, "preferences"},
        Row {IconName::Sun, "sun"},
        Row {IconName::Moon, "moon"},
        Row {IconName::System, "system"},
        Row {IconName::Keyboard, "keyboard"},
        Row {IconName::Help, "help"},
        Row {IconName::Demo, "demo"},
        Row {IconName::Info, "info"},
        Row {IconName::Warning, "warning"},
        Row {IconName::Error, "error"},
};

constexpr auto names = [] {
    std::array<IconName, rows.size()> all {};
    for (std::size_t i = 0; i < rows.size(); ++i)
        all[i] = rows[i].name;
    return all;
}();

QByteArray readIcon(const QString &file)
{
    QFile source(QStringLiteral(":/icons/") + file + QStringLiteral(".svg"));
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

QColor faint(const Colors &colors)
{
    return mixed(colors.window, colors.text, 0.4);
}

/// What decides the colour of an icon; what is not set follows the application's palette.
struct Ink {
    std::optional<QColor> normal {};
    std::optional<QColor> disabled {};
    bool ownColors = false; ///< the file's, whatever the palette

    QColor of(QIcon::Mode mode) const
    {
        const Colors &colors = colorsFor(QGuiApplication::palette());
        if (mode == QIcon::Disabled)
            return disabled.value_or(faint(colors));
        if (mode == QIcon::Selected)
            return colors.onAccent;
        return normal.value_or(colors.text);
    }
};

class SvgIconEngine final : public QIconEngine
{
public:
    SvgIconEngine(QString file, Ink ink) : m_file(std::move(file)), m_ink(std::move(ink)) { }

    QIconEngine *clone() const override { return new SvgIconEngine(*this); }
    QString key() const override { return QStringLiteral("lbfy"); }
    bool isNull() override { return false; }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        QByteArray svg = readIcon(m_file);
        if (!m_ink.ownColors)
            svg.replace("currentColor", m_ink.of(mode).name().toLatin1());
        QSvgRenderer renderer(svg);
        renderer.setAspectRatioMode(Qt::KeepAspectRatio);
        renderer.render(painter, rect);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        const QString key = QStringLiteral("lbfy-icon/%1/%2/%3x%4")
                                    .arg(m_file, m_ink.ownColors ? QString() : m_ink.of(mode).name())
                                    .arg(size.width())
                                    .arg(size.height());
        QPixmap pixmap;
        if (QPixmapCache::find(key, &pixmap))
            return pixmap;
        pixmap = QPixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        painter.end();
        QPixmapCache::insert(key, pixmap);
        return pixmap;
    }

    /// `size` is in pixels already: scale tells how many of them are a point, which a drawing need not know.
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override
    {
        QPixmap drawn = pixmap(size, mode, state);
        drawn.setDevicePixelRatio(scale);
        return drawn;
    }

private:
    QString m_file;
    Ink m_ink;
};

QIcon made(IconName name, Ink ink)
{
    // The icon owns its engine.
    return QIcon(new SvgIconEngine(fileNameOf(name), std::move(ink)));
}

} // namespace

std::span<const IconName> allIcons()
{
    return names;
}

QString fileNameOf(IconName name)
{
    for (const Row &row : rows) {
        if (row.name == name)
            return QString::fromLatin1(row.file);
    }
    return {};
}

QIcon icon(IconName name)
{
    return made(name, {});
}

QIcon icon(IconName name, const Colors &colors)
{
    return made(name, {.normal = colors.text, .disabled = faint(colors)});
}

QIcon icon(IconName name, const QColor &ink)
{
    return made(name, {.normal = ink});
}

QIcon applicationIcon()
{
    return QIcon(new SvgIconEngine(QStringLiteral("io.github.lbfy.lbfy"), Ink {.ownColors = true}));
}

} // namespace lbfy
