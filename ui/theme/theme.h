// SPDX-License-Identifier: GPL-3.0-or-later
//
// Light or dark: what the user chose, else what the desktop wants, else what the platform's own palette looks like.
// Puts style and palette on the application when made, and again whenever the answer changes; widgets then get
// QEvent::PaletteChange, and what is no widget connects to changed(). Thread: UI. Make one, before the first window.

#pragma once

#include "ui/theme/colors.h"
#include "ui/theme/systemscheme.h"

#include <QObject>

#include <memory>

namespace lbfy {

enum class ThemeChoice { System, Light, Dark };

class Theme final : public QObject
{
    Q_OBJECT
public:
    explicit Theme(std::unique_ptr<SystemScheme> system, ThemeChoice choice = ThemeChoice::System,
                   QObject *parent = nullptr);

    ThemeChoice choice() const { return m_choice; }
    void choose(ThemeChoice choice);

    Scheme scheme() const { return m_scheme; }
    const Colors &colors() const { return colorsOf(m_scheme); }

Q_SIGNALS:
    /// The scheme is another one; the application has its palette already.
    void changed();

private:
    Scheme wanted() const;
    void update();
    void apply() const;

    std::unique_ptr<SystemScheme> m_system;
    Scheme m_platform; ///< as the platform's palette was before ours replaced it
    ThemeChoice m_choice;
    Scheme m_scheme;
};

} // namespace lbfy
