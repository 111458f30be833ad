// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window's texts, and Qt's own, in the user's language. Call before the first widget is made. Thread: UI.

#pragma once

#include <QString>

class QCoreApplication;

namespace lbfy {

/// "de", "en"; empty: what the system wants, as far as there is a catalogue. Numbers and dates follow a language that
/// was chosen. False: English, for want of a catalogue.
bool installTranslations(QCoreApplication &application, const QString &language);

} // namespace lbfy
