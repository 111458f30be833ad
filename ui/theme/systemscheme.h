// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the desktop wants, light or dark, if it says. An interface, so that Theme can be tested without a desktop.
// Thread: UI.

#pragma once

#include "ui/theme/colors.h"

#include <QObject>

#include <memory>
#include <optional>

namespace lbfy {

class SystemScheme : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    /// Nothing: the desktop has no wish, or has not answered yet.
    virtual std::optional<Scheme> scheme() const = 0;

Q_SIGNALS:
    void changed();
};

/// The one of the desktop lbfy runs on. Answers later, by changed().
std::unique_ptr<SystemScheme> makeSystemScheme();

} // namespace lbfy
