// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/palette.h"
#include "ui/theme/style.h"

#include <QApplication>
#include <QToolTip>

namespace lbfy {

Theme::Theme(std::unique_ptr<SystemScheme> system, ThemeChoice choice, QObject *parent)
    : QObject(parent)
    , m_system(std::move(system))
    , m_platform(schemeOf(QGuiApplication::palette()))
    , m_choice(choice)
    , m_scheme(wanted())
{
    // The application owns its style.
    QApplication::setStyle(new Style);
    apply();
    connect(m_system.get(), &SystemScheme::changed, this, &Theme::update);
}

void Theme::choose(ThemeChoice choice)
{
    m_choice = choice;
    update();
}

Scheme Theme::wanted() const
{
    switch (m_choice) {
    case ThemeChoice::Light:
        return Scheme::Light;
    case ThemeChoice::Dark:
        return Scheme::Dark;
    case ThemeChoice::System:
        break;
    }
    return m_system->scheme().value_or(m_platform);
}

void Theme::update()
{
    const Scheme scheme = wanted();
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    apply();
    Q_EMIT changed();
}

void Theme::apply() const
{
    const QPalette palette = paletteOf(colors());
    QApplication::setPalette(palette);
    // Tool tips have a palette of their own, which does not follow the application's.
    QToolTip::setPalette(palette);
}

} // namespace lbfy
