// SPDX-License-Identifier: GPL-3.0-or-later
//
// Any configuration, written in any style, changed in any way: the text reads back as what is wanted, and keeps what
// need not change.

#include "core/config/edittoml.h"
#include "core/config/textdiff.h"
#include "tests/config/anyconfig.h"
#include "tests/config/badconfig.h"
#include "tests/config/styledtext.h"

#include <algorithm>

namespace lbfy {

namespace {

bool isValid(const Config &config)
{
    ConfigDraft draft;
    draft.config = config;
    completeConfig(draft);
    return !hasErrors(draft.diagnostics);
}

/// Takes the names from some, so that they follow from addresses. Flags those that keep theirs.
NameFlags dropSomeNames(Config &config)
{
    NameFlags flags;
    for (ServiceConfig &service : config.services) {
        flags.services.push_back(*rc::gen::arbitrary<bool>());
        auto &backends = flags.backends.emplace_back();
        for (BackendConfig &backend : service.backends) {
            backends.push_back(*rc::gen::arbitrary<bool>());
            if (!backends.back())
                backend.name.clear();
        }
        if (!flags.services.back())
            service.name.clear();
    }
    ConfigDraft draft;
    draft.config = config;
    completeConfig(draft);
    config = draft.config;
    return flags;
}

template<typename Section>
void changeKey(Section &section, const Section &other)
{
    const auto keys = keysOf<Section>();
    const Key<Section> &key = keys[*rc::gen::inRange<std::size_t>(0, keys.size())];
    static_cast<void>(key.assign(key, section, key.fetch(other)));
}

void changeAnyKey(Config &config)
{
    const Config other = anyConfig();
    ServiceConfig &service = config.services[*rc::gen::inRange<std::size_t>(0, config.services.size())];
    const ServiceConfig &otherService = other.services.front();
    BackendConfig &backend = service.backends[*rc::gen::inRange<std::size_t>(0, service.backends.size())];
    switch (*rc::gen::inRange(0, 7)) {
    case 0:
        return changeKey(config, other);
    case 1:
        if (*rc::gen::arbitrary<bool>())
            return config.log.format.reset();
        return changeKey(config.log, other.log);
    case 2:
        return changeKey(service, otherService);
    case 3:
        return changeKey(service.health, otherService.health);
    case 4:
        return changeKey(service.ejection, otherService.ejection);
    case 5:
        return changeKey(service.latency, otherService.latency);
    default:
        return changeKey(backend, otherService.backends.front());
    }
}

template<typename Item>
void moveOne(std::vector<Item> &items)
{
    const auto from = static_cast<std::ptrdiff_t>(*rc::gen::inRange<std::size_t>(0, items.size()));
    const Item item = items[static_cast<std::size_t>(from)];
    items.erase(items.begin() + from);
    const auto to = static_cast<std::ptrdiff_t>(*rc::gen::inRange<std::size_t>(0, items.size() + 1));
    items.insert(items.begin() + to, item);
}

template<typename Item>
void removeOne(std::vector<Item> &items)
{
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(*rc::gen::inRange<std::size_t>(0, items.size())));
}

void addBackend(ServiceConfig &service)
{
    BackendConfig backend = anyBackend(*rc::gen::inRange<std::size_t>(10, 99));
    if (*rc::gen::arbitrary<bool>())
        backend.name = backend.address.toString();
    const auto at = *rc::gen::inRange<std::size_t>(0, service.backends.size() + 1);
    service.backends.insert(service.backends.begin() + static_cast<std::ptrdiff_t>(at), backend);
}

void addService(Config &config)
{
    const auto at = *rc::gen::inRange<std::size_t>(0, config.services.size() + 1);
    config.services.insert(config.services.begin() + static_cast<std::ptrdiff_t>(at),
                           anyService(*rc::gen::inRange<std::size_t>(10, 99)));
}

/// Lists of services and backends.
void changeLists(Config &config)
{
    ServiceConfig &service = config.services[*rc::gen::inRange<std::size_t>(0, config.services.size())];
    switch (*rc::gen::inRange(0, 6)) {
    case 0:
        return moveOne(service.backends);
    case 1:
        return removeOne(service.backends);
    case 2:
        return addBackend(service);
    case 3:
        return moveOne(config.services);
    case 4:
        return removeOne(config.services);
    default:
        return addService(config);
    }
}

/// As many times as it takes; what would not be valid is not done.
Config changed(const Config &config, void (*change)(Config &))
{
    Config result = config;
    for (int i = *rc::gen::inRange(1, 5); i > 0; --i) {
        Config next = result;
        change(next);
        if (isValid(next))
            result = next;
    }
    return result;
}

std::string editedTo(const std::string &text, const Config &wanted)
{
    const auto result = editToml(text, wanted);
    if (!result)
        RC_FAIL(result.message() + '\n' + text);
    const ConfigDraft draft = readCompleted(*result);
    RC_ASSERT(!hasErrors(draft.diagnostics));
    RC_ASSERT(draft.config == wanted);
    return *result;
}

bool keeps(const Config &config, const StyledComment &comment)
{
    if (comment.service.empty())
        return true;
    const auto service = std::ranges::find(config.services, comment.service, &ServiceConfig::name);
    if (service == config.services.end())
        return false;
    return comment.backend.empty()
            || std::ranges::find(service->backends, comment.backend, &BackendConfig::name) != service->backends.end();
}

TEST(AnyEdit, readsBackAndKeepsTheCommentsOfAllThatStays)
{
    EXPECT_TRUE(rc::check([] {
        Config config = anyConfig();
        const NameFlags names = dropSomeNames(config);
        const StyledText styled(config, names, *rc::gen::arbitrary<unsigned>());
        RC_ASSERT(editedTo(styled.text(), config) == styled.text());
        const Config wanted = changed(
                config, [](Config &next) { *rc::gen::arbitrary<bool>() ? changeLists(next) : changeAnyKey(next); });
        const std::string text = editedTo(styled.text(), wanted);
        for (const StyledComment &comment : styled.comments()) {
            if (keeps(wanted, comment) && text.find(comment.text) == std::string::npos)
                RC_FAIL(comment.text + " is lost\n" + styled.text() + "\n==>\n" + text);
        }
        editedTo(text, config);
    }));
}

TEST(AnyEdit, ofKeysAloneTouchesNoOtherLine)
{
    EXPECT_TRUE(rc::check([] {
        Config config = anyConfig();
        const NameFlags names = dropSomeNames(config);
        const StyledText styled(config, names, *rc::gen::arbitrary<unsigned>());
        int changes = 0;
        Config wanted = config;
        for (int i = *rc::gen::inRange(1, 4); i > 0; --i) {
            Config next = wanted;
            changeAnyKey(next);
            // What was renamed is found by other means; not what this is about.
            const bool sameNames = isValid(next)
                    && std::ranges::equal(next.services, config.services, {}, &ServiceConfig::name,
                                          &ServiceConfig::name);
            if (!sameNames)
                continue;
            changes += next == wanted ? 0 : 1;
            wanted = next;
        }
        const std::string text = editedTo(styled.text(), wanted);
        // A value of several lines, and the last line's end.
        std::ptrdiff_t most = changes + (styled.text().ends_with('\n') ? 0 : 1);
        for (const ServiceConfig &service : config.services)
            most += std::ranges::count(service.health.send + service.health.expect, '\n') * 2 + 2;
        const auto lines = diffLines(styled.text(), text);
        RC_ASSERT(std::ranges::count(lines, DiffKind::Removed, &DiffLine::kind) <= most);
    }));
}

TEST(AnyEdit, aNewFileReadsBackEqual)
{
    EXPECT_TRUE(rc::check([] {
        Config config = anyConfig();
        dropSomeNames(config);
        const ConfigDraft draft = readCompleted(newToml(config));
        RC_ASSERT(!hasErrors(draft.diagnostics));
        RC_ASSERT(draft.config == config);
        editedTo({}, config);
    }));
}

} // namespace

} // namespace lbfy
