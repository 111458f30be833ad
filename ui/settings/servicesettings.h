// SPDX-License-Identifier: GPL-3.0-or-later
//
// The settings of one service but its backends, which have a table of their own. Checked as you type, beside the other
// services and the metrics endpoint; handed over by applied(). Thread: UI.

#pragma once

#include "core/config/config.h"
#include "ui/settings/settingsform.h"

namespace lbfy {

class ServiceSettings final : public SettingsForm
{
    Q_OBJECT
public:
    explicit ServiceSettings(QWidget *parent = nullptr);

    /// Shows that service of the configuration. What was typed before is gone.
    void edit(const Config &config, std::size_t service);
    /// The configuration has become another while the page is open (an edit in the table, undo, a reload): follows it,
    /// but keeps what the user has changed here. `service`: where it is now.
    void follow(const Config &config, std::size_t service);
    std::size_t serviceIndex() const { return m_index; }

    /// What the fields say, with the backends as they are in the configuration.
    ServiceConfig value() const;

Q_SIGNALS:
    /// Whoever cannot take it calls setErrors().
    void applied(const lbfy::ServiceConfig &service);

protected:
    std::vector<Diagnostic> checkTogether() const override;
    std::string pathOf(const KeyField &field) const override;
    QString shortened(const KeyField &field, const QString &message) const override;
    void commit() override;
    void adapt() override;

private:
    void addGroups();
    void show(const Config &config, std::size_t service, Fill fill);

    Config m_config;
    std::size_t m_index = 0;
};

} // namespace lbfy
