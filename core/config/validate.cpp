// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/validate.h"

#include "core/config/address.h"
#include "core/config/text.h"
#include "core/config/units.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace lbfy {

namespace {

/// Hands out default names: the wished one, else with "#2", "#3" …; names that were given explicitly are taken.
class NameGiver
{
public:
    void take(const std::string &name) { m_taken.insert(name); }

    std::string give(const std::string &wish)
    {
        std::string name = wish;
        int &number = m_numbers[wish];
        while (!m_taken.insert(name).second) {
            number = std::max(number, 1) + 1;
            name = wish + '#' + std::to_string(number);
        }
        return name;
    }

private:
    std::set<std::string> m_taken;
    std::map<std::string, int> m_numbers;
};

/// The range of items may be of services or backends; a name that is empty was not given.
template<typename Items, typename AddressOf>
void nameAll(Items &items, AddressOf &&addressOf)
{
    NameGiver names;
    for (const auto &item : items)
        names.take(item.name);
    for (auto &item : items) {
        const Address address = addressOf(item);
        if (!item.name.empty() || address.host.empty())
            continue;
        // A name has at most 64 characters, a host name may have 253.
        std::string wish = address.toString();
        if (wish.size() > 58)
            wish = wish.substr(0, 55) + "...";
        item.name = names.give(wish);
    }
}

class Validator
{
public:
    explicit Validator(ConfigDraft &draft) : m_draft(draft), m_config(draft.config) { }

    void run()
    {
        if (m_config.services.empty()) {
            if (m_draft.origins.isAccepted("service"))
                m_draft.diagnostics.push_back(
                        {m_draft.file, 0, 0, Severity::Error, "no service; at least one [[service]] is needed"});
            return;
        }
        for (std::size_t i = 0; i < m_config.services.size(); ++i)
            checkService(i);
        checkServiceNames();
        checkListenAddresses();
    }

private:
    std::string keyPath(std::size_t service, std::string_view key) const
    {
        return servicePath(service) + '.' + std::string(key);
    }

    std::string label(std::size_t service) const
    {
        const std::string &name = m_config.services[service].name;
        return "service " + (name.empty() ? std::to_string(service + 1) : quoted(name)) + ": ";
    }

    std::string label(std::size_t service, std::size_t backend) const
    {
        const std::string &name = m_config.services[service].backends[backend].name;
        return label(service) + "backend " + (name.empty() ? std::to_string(backend + 1) : quoted(name)) + ": ";
    }

    /// At the value's place, or at its table's if the value has its default.
    void report(const std::string &path, const std::string &tablePath, std::string message,
                Severity severity = Severity::Error)
    {
        const Origin &value = m_draft.origins.of(path);
        const Origin &at = value.source == Origin::Source::Default ? m_draft.origins.of(tablePath) : value;
        if (at.source == Origin::Source::File)
            m_draft.diagnostics.push_back({at.name, at.line, at.column, severity, std::move(message)});
        else if (at.source == Origin::Source::Default)
            m_draft.diagnostics.push_back({m_draft.file, 0, 0, severity, std::move(message)});
        else
            m_draft.diagnostics.push_back({{}, 0, 0, severity, at.name + ": " + message});
    }

    bool given(const std::string &path) const { return m_draft.origins.of(path).source != Origin::Source::Default; }

    bool accepted(const std::string &path) const { return m_draft.origins.isAccepted(path); }

    void checkService(std::size_t i)
    {
        const ServiceConfig &service = m_config.services[i];
        const std::string path = servicePath(i);
        if (service.listen.host.empty() && accepted(path + ".listen"))
            report(path, path, label(i) + "missing key \"listen\"");
        if (service.backends.empty() && accepted(path + ".backend"))
            report(path, path, label(i) + "no backend; at least one [[service.backend]] is needed");
        checkHealth(i);
        checkEjection(i);
        std::map<std::string, std::size_t> names;
        for (std::size_t b = 0; b < service.backends.size(); ++b)
            checkBackend(i, b, names);
        const auto isReady = [](const BackendConfig &backend) { return backend.mode == BackendMode::Ready; };
        if (!service.backends.empty() && std::ranges::none_of(service.backends, isReady))
            report(path, path, label(i) + R"(no backend has the state "ready": every client is refused)",
                   Severity::Warning);
    }

    void checkHealth(std::size_t i)
    {
        const HealthConfig &health = m_config.services[i].health;
        const std::string path = keyPath(i, "health.check");
        if (health.check == CheckKind::SendExpect && health.expect.empty() && accepted(keyPath(i, "health.expect")))
            report(path, servicePath(i),
                   label(i) + R"(health: check "send-expect": needs the key "expect", not empty)");
    }

    void checkEjection(std::size_t i)
    {
        const EjectionConfig &ejection = m_config.services[i].ejection;
        const std::string base = keyPath(i, "ejection.base_time");
        const std::string max = keyPath(i, "ejection.max_time");
        if (ejection.baseTime <= ejection.maxTime || !accepted(base) || !accepted(max))
            return;
        const std::string baseText = quoted(formatDuration(ejection.baseTime));
        const std::string maxText = quoted(formatDuration(ejection.maxTime));
        if (given(max))
            report(max, servicePath(i),
                   label(i) + "ejection: max_time " + maxText + ": must not be below base_time, which is " + baseText);
        else
            report(base, servicePath(i),
                   label(i) + "ejection: base_time " + baseText + ": must not be above max_time, which is " + maxText);
    }

    void checkBackend(std::size_t i, std::size_t b, std::map<std::string, std::size_t> &names)
    {
        const ServiceConfig &service = m_config.services[i];
        const BackendConfig &backend = service.backends[b];
        const std::string path = backendPath(i, b);
        if (backend.address.host.empty() && accepted(path + ".address"))
            report(path, path, label(i, b) + "missing key \"address\"");
        if (!backend.address.host.empty() && reaches(backend.address, service.listen))
            report(path + ".address", path,
                   label(i, b) + "address " + quoted(backend.address.toString())
                           + ": the service's own listen address; it would connect to itself");
        if (backend.name.empty())
            return;
        const auto [first, isNew] = names.emplace(backend.name, b);
        if (!isNew)
            reportTaken(path, label(i, b), backendPath(i, first->second), "backend");
    }

    void checkServiceNames()
    {
        std::map<std::string, std::size_t> names;
        for (std::size_t i = 0; i < m_config.services.size(); ++i) {
            if (m_config.services[i].name.empty())
                continue;
            const auto [first, isNew] = names.emplace(m_config.services[i].name, i);
            if (!isNew)
                reportTaken(servicePath(i), label(i), servicePath(first->second), "service");
        }
    }

    /// The name of the item at path is already that of another of its kind.
    void reportTaken(const std::string &path, const std::string &itemLabel, const std::string &first,
                     const std::string &kind)
    {
        report(path + ".name", path,
               itemLabel + "the name is already that of another " + kind + placeOf(first + ".name", first));
    }

    /// " (line 12)" for what stands in a file, else nothing.
    std::string placeOf(const std::string &path, const std::string &tablePath) const
    {
        const Origin &value = m_draft.origins.of(path);
        const Origin &at = value.source == Origin::Source::Default ? m_draft.origins.of(tablePath) : value;
        return at.source == Origin::Source::File ? " (line " + std::to_string(at.line) + ')' : std::string();
    }

    void checkListenAddresses()
    {
        std::map<std::string, std::size_t> addresses;
        for (std::size_t i = 0; i < m_config.services.size(); ++i) {
            const Address &listen = m_config.services[i].listen;
            if (listen.host.empty())
                continue;
            const std::string text = listen.toString();
            const std::string path = keyPath(i, "listen");
            checkMetrics(i, text);
            if (listen.port == 0)
                continue;
            const auto [first, isNew] = addresses.emplace(text, i);
            if (!isNew)
                report(path, servicePath(i),
                       label(i) + "listen " + quoted(text) + ": already the address of "
                               + quoted(m_config.services[first->second].name)
                               + placeOf(keyPath(first->second, "listen"), servicePath(first->second)));
        }
    }

    void checkMetrics(std::size_t i, const std::string &listenText)
    {
        if (!m_config.metrics || !accepted("metrics") || !collides(*m_config.metrics, m_config.services[i].listen))
            return;
        report(keyPath(i, "listen"), servicePath(i),
               label(i) + "listen " + quoted(listenText) + ": collides with the metrics endpoint on "
                       + m_config.metrics->toString());
    }

    ConfigDraft &m_draft;
    const Config &m_config;
};

} // namespace

void completeConfig(ConfigDraft &draft)
{
    if (draft.readable) {
        nameAll(draft.config.services, [](const ServiceConfig &service) { return service.listen; });
        for (ServiceConfig &service : draft.config.services)
            nameAll(service.backends, [](const BackendConfig &backend) { return backend.address; });
        Validator(draft).run();
    }
    std::ranges::stable_sort(draft.diagnostics, {},
                             [](const Diagnostic &d) { return std::tuple(d.file.empty(), d.line, d.column); });
}

} // namespace lbfy
