// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/colors.h"

namespace lbfy {

namespace {

Colors lightColors()
{
    return {
            .plot = 0xffffff,
            .grid = 0xe3e5e8,
            .axisText = 0x5a6068,
            .text = 0x1b1e22,
            .window = 0xf4f5f7,
            .base = 0xffffff,
            .alternate = 0xf9fafb,
            .button = 0xffffff,
            .border = 0xc9ced4,
            .control = 0x81878f,
            .accent = 0x2059e7,
            .onAccent = 0xffffff,
            .series = {0x2059e7, 0xea7214, 0x0c523e, 0xb43479, 0x725b11, 0x179dd1},
            .otherSeries = 0x8a9099,
            .up = 0x1b7f4b,
            .slow = 0xb36200,
            .down = 0xc62828,
            .drain = 0x0b6bcb,
            .disabled = 0x5f6b7a,
    };
}

Colors darkColors()
{
    return {
            .plot = 0x1e1f22,
            .grid = 0x34373c,
            .axisText = 0xa9b0b9,
            .text = 0xe6e8eb,
            .window = 0x26282c,
            .base = 0x1e1f22,
            .alternate = 0x232529,
            .button = 0x303338,
            .border = 0x484c53,
            .control = 0x7a7f87,
            .accent = 0x35a2fc,
            .onAccent = 0x10131a,
            .series = {0x35a2fc, 0xe9410a, 0x308c75, 0xdb5bad, 0xf3c646, 0x55ebfd},
            .otherSeries = 0x7c828a,
            .up = 0x4cc38a,
            .slow = 0xf2b84b,
            .down = 0xff7b72,
            .drain = 0x6cb6ff,
            .disabled = 0xa9b1bc,
    };
}

} // namespace

const QColor &Colors::of(BackendState state) const
{
    switch (state) {
    case BackendState::Up:
        return up;
    case BackendState::Down:
        return down;
    case BackendState::Ejected:
        return slow;
    case BackendState::Drain:
        return drain;
    case BackendState::Disabled:
        return disabled;
    }
    return disabled;
}

const QColor &Colors::seriesColor(std::size_t index) const
{
    return index < series.size() ? series[index] : otherSeries;
}

const Colors &colorsOf(Scheme scheme)
{
    static const Colors light = lightColors();
    static const Colors dark = darkColors();
    return scheme == Scheme::Dark ? dark : light;
}

const QColor &colorOf(Tone tone, const Colors &colors)
{
    switch (tone) {
    case Tone::Plain:
        return colors.text;
    case Tone::Muted:
        return colors.axisText;
    case Tone::Good:
        return colors.up;
    case Tone::Warning:
        return colors.slow;
    case Tone::Bad:
        return colors.down;
    case Tone::Notice:
        return colors.drain;
    case Tone::Accent:
        return colors.accent;
    }
    return colors.text;
}

} // namespace lbfy
