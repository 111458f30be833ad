// SPDX-License-Identifier: GPL-3.0-or-later
//
// The settings of the program: metrics endpoint, threads, stopping, log. Handed over by applied(). Thread: UI.

#pragma once

#include "core/config/config.h"
#include "ui/settings/settingsform.h"

namespace lbfy {

class GlobalSettings final : public SettingsForm
{
    Q_OBJECT
public:
    explicit GlobalSettings(QWidget *parent = nullptr);

    /// Shows them. What was typed before is gone.
    void edit(const Config &config);
    /// As ServiceSettings::follow().
    void follow(const Config &config);

    /// What the fields say, with the services as they are in the configuration.
    Config value() const;

Q_SIGNALS:
    /// Whoever cannot take it calls setErrors().
    void applied(const lbfy::Config &config);

protected:
    std::vector<Diagnostic> checkTogether() const override;
    std::string pathOf(const KeyField &field) const override;
    QString shortened(const KeyField &field, const QString &message) const override;
    void commit() override;

private:
    void show(const Config &config, Fill fill);

    Config m_config;
};

} // namespace lbfy
