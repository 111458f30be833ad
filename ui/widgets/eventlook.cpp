// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/eventlook.h"

#include <QCoreApplication>

namespace lbfy {

namespace {

using Kind = TimelineEvent::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lbfy::EventWords)
};

} // namespace

QString wordOf(Kind kind)
{
    switch (kind) {
    case Kind::Up:
        return Words::tr("Up");
    case Kind::Down:
        return Words::tr("Down");
    case Kind::Ejected:
        return Words::tr("Ejected");
    case Kind::Restored:
        return Words::tr("Restored");
    case Kind::Strategy:
        return Words::tr("Strategy");
    case Kind::Edit:
        return Words::tr("Edit");
    case Kind::Reload:
        return Words::tr("Reload");
    case Kind::Shed:
        return Words::tr("Refused");
    case Kind::Mark:
        return Words::tr("Marker");
    case Kind::Other:
        return Words::tr("Note");
    }
    return {};
}

Glyph glyphOf(Kind kind)
{
    switch (kind) {
    case Kind::Up:
    case Kind::Restored:
        return Glyph::CircleCheck;
    case Kind::Down:
        return Glyph::Octagon;
    case Kind::Ejected:
        return Glyph::Triangle;
    case Kind::Strategy:
        return Glyph::Flag;
    case Kind::Mark:
        return Glyph::Diamond;
    case Kind::Edit:
        return Glyph::Pencil;
    case Kind::Reload:
        return Glyph::Turn;
    case Kind::Shed:
        return Glyph::SquareMinus;
    case Kind::Other:
        return Glyph::Dot;
    }
    return Glyph::None;
}

Tone toneOf(Kind kind)
{
    switch (kind) {
    case Kind::Up:
    case Kind::Restored:
        return Tone::Good;
    case Kind::Down:
        return Tone::Bad;
    case Kind::Ejected:
    case Kind::Shed:
        return Tone::Warning;
    case Kind::Strategy:
    case Kind::Mark:
        return Tone::Accent;
    case Kind::Edit:
    case Kind::Reload:
    case Kind::Other:
        return Tone::Muted; // the colours of states are kept for states
    }
    return Tone::Plain;
}

} // namespace lbfy
