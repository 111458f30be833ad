// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/eventwords.h"

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

Shape shapeOf(Kind kind)
{
    switch (kind) {
    case Kind::Up:
    case Kind::Restored:
        return Shape::Check;
    case Kind::Down:
        return Shape::Octagon;
    case Kind::Ejected:
        return Shape::Triangle;
    case Kind::Strategy:
    case Kind::Mark:
        return Shape::Flag;
    case Kind::Edit:
        return Shape::Pencil;
    case Kind::Reload:
        return Shape::Turn;
    case Kind::Shed:
        return Shape::Square;
    case Kind::Other:
        return Shape::Dot;
    }
    return Shape::None;
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
        return Tone::Notice;
    case Kind::Other:
        return Tone::Muted;
    }
    return Tone::Plain;
}

} // namespace lbfy
