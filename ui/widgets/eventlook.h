// SPDX-License-Identifier: GPL-3.0-or-later
//
// What each kind of event looks like, on the charts and in the list: a word, a shape, a tone. Pure.

#pragma once

#include "ui/events/timeline.h"
#include "ui/theme/glyphs.h"

#include <array>

namespace lbfy {

inline constexpr std::array eventKinds {TimelineEvent::Kind::Up,      TimelineEvent::Kind::Down,
                                        TimelineEvent::Kind::Ejected, TimelineEvent::Kind::Restored,
                                        TimelineEvent::Kind::Shed,    TimelineEvent::Kind::Strategy,
                                        TimelineEvent::Kind::Edit,    TimelineEvent::Kind::Reload,
                                        TimelineEvent::Kind::Mark,    TimelineEvent::Kind::Other};

QString wordOf(TimelineEvent::Kind kind);
Glyph glyphOf(TimelineEvent::Kind kind);
Tone toneOf(TimelineEvent::Kind kind);

} // namespace lbfy
