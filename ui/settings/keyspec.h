// SPDX-License-Identifier: GPL-3.0-or-later
//
// One row of the tables in core/config/keys.h as a form needs it: without the type of its section, so that one widget
// serves them all. Checks are those of the table itself, and so are the messages. Pure.

#pragma once

#include "core/config/keys.h"
#include "ui/settings/keytexts.h"

#include <QList>
#include <QString>

#include <functional>
#include <optional>
#include <string>

namespace lbfy {

struct WordChoice {
    Value value;
    QString title;
};

struct KeySpec {
    std::string section; ///< "health"; empty: the service's own, or the file's
    std::string name;
    KeyType type = KeyType::Text;
    std::int64_t min = 0;
    std::int64_t max = 0;
    QString title;
    QString explanation;
    QList<WordChoice> words; ///< Word only
    Value standard; ///< what holds without the key
    /// The value as the section would hold it, or what is wrong with it. Changes nothing.
    std::function<Result<Value>(const Value &)> check;

    /// False for the few that must be given.
    bool hasStandard() const { return type == KeyType::Word || check(standard).ok(); }
    /// True if it may hold line feeds and the like, which are then typed as escapes.
    bool takesEscapes() const { return type == KeyType::Text && check(std::string("\r\n")).ok(); }
};

/// What was typed as a value, or the message that the same text would get in a file. Nothing typed: the default.
Result<Value> valueOfText(const KeySpec &spec, const QString &text);
/// The reverse.
QString textOfValue(const KeySpec &spec, const Value &value);
/// As it is shown to people: words by their titles.
QString shownValue(const KeySpec &spec, const Value &value);

template<typename Section>
KeySpec specOf(std::string_view section, const Key<Section> &key)
{
    KeySpec spec;
    spec.section = section;
    spec.name = key.name;
    spec.type = key.type;
    spec.min = key.min;
    spec.max = key.max;
    spec.title = keyTitle(key.name);
    spec.explanation = keyExplanation(key.doc);
    spec.standard = key.fetch(Section {});
    if (key.words) {
        // Not set at all is a choice of its own where it is the default.
        if (std::holds_alternative<std::monostate>(spec.standard))
            spec.words.append({spec.standard, automaticTitle()});
        for (const std::string_view word : key.words())
            spec.words.append({std::string(word), wordTitle(word)});
    }
    // The tables are constants: the row outlives every form.
    spec.check = [&key](const Value &value) -> Result<Value> {
        Section scratch {};
        const auto done = key.assign(key, scratch, value);
        return done ? Result<Value>(key.fetch(scratch)) : Result<Value>(done.failure());
    };
    return spec;
}

} // namespace lbfy
