// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/palette.h"

namespace lbfy {

QColor mixed(const QColor &under, const QColor &over, double share)
{
    const auto part = [share](int a, int b) { return static_cast<int>(a + (b - a) * share + 0.5); };
    return {part(under.red(), over.red()), part(under.green(), over.green()), part(under.blue(), over.blue())};
}

QPalette paletteOf(const Colors &colors)
{
    QPalette palette;
    palette.setColor(QPalette::Window, colors.window);
    palette.setColor(QPalette::WindowText, colors.text);
    palette.setColor(QPalette::Base, colors.base);
    palette.setColor(QPalette::AlternateBase, colors.alternate);
    palette.setColor(QPalette::Text, colors.text);
    palette.setColor(QPalette::PlaceholderText, colors.axisText);
    palette.setColor(QPalette::Button, colors.button);
    palette.setColor(QPalette::ButtonText, colors.text);
    palette.setColor(QPalette::BrightText, colors.down);
    palette.setColor(QPalette::ToolTipBase, colors.button);
    palette.setColor(QPalette::ToolTipText, colors.text);
    palette.setColor(QPalette::Highlight, colors.accent);
    palette.setColor(QPalette::HighlightedText, colors.onAccent);
    palette.setColor(QPalette::Link, colors.accent);
    palette.setColor(QPalette::LinkVisited, colors.accent);
    // What Fusion shades its edges with.
    palette.setColor(QPalette::Light, mixed(colors.button, Qt::white, 0.15));
    palette.setColor(QPalette::Midlight, mixed(colors.button, colors.border, 0.4));
    palette.setColor(QPalette::Mid, colors.border);
    palette.setColor(QPalette::Dark, mixed(colors.border, Qt::black, 0.3));
    palette.setColor(QPalette::Shadow, mixed(colors.border, Qt::black, 0.7));

    const QColor faint = mixed(colors.window, colors.text, 0.45);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::PlaceholderText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Base, colors.window);
    palette.setColor(QPalette::Disabled, QPalette::Button, colors.window);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, mixed(colors.window, colors.text, 0.25));
    palette.setColor(QPalette::Disabled, QPalette::HighlightedText, colors.text);
    return palette;
}

Scheme schemeOf(const QPalette &palette)
{
    return palette.color(QPalette::Active, QPalette::WindowText).lightness()
                    > palette.color(QPalette::Active, QPalette::Window).lightness()
            ? Scheme::Dark
            : Scheme::Light;
}

const Colors &colorsFor(const QPalette &palette)
{
    return colorsOf(schemeOf(palette));
}

} // namespace lbfy
