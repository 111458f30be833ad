// SPDX-License-Identifier: GPL-3.0-or-later
//
// The freedesktop portal's "color-scheme": read once, then followed. Qt learned to do this in 6.5 only. Every call is
// asynchronous, and none is made before the event loop runs: a portal that is slow to start, hangs or is not there
// costs the window no time. Thread: UI.

#pragma once

#include "ui/theme/systemscheme.h"

#include <QDBusConnection>
#include <QDBusVariant>

namespace lbfy {

class PortalScheme final : public SystemScheme
{
    Q_OBJECT
public:
    using SystemScheme::SystemScheme;

    /// Starts asking and listening on that bus.
    void follow(QDBusConnection bus);
    std::optional<Scheme> scheme() const override { return m_scheme; }

private Q_SLOTS:
    void settingChanged(const QString &group, const QString &key, const QDBusVariant &value);

private:
    void take(const QVariant &value);

    std::optional<Scheme> m_scheme;
};

} // namespace lbfy
