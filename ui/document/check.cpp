// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/document/check.h"

#include "core/config/keys.h"
#include "core/config/validate.h"
#include "ui/text/coretext.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace lbfy {

namespace {

struct FieldRow {
    BackendField field;
    std::string_view key;
    const char *name;
};

constexpr std::array fields {
        FieldRow {BackendField::Name, "name", QT_TRANSLATE_NOOP("lbfy::Check", "name")},
        FieldRow {BackendField::Address, "address", QT_TRANSLATE_NOOP("lbfy::Check", "address")},
        FieldRow {BackendField::Weight, "weight", QT_TRANSLATE_NOOP("lbfy::Check", "weight")},
        FieldRow {BackendField::MaxConnections, "max_connections",
                  QT_TRANSLATE_NOOP("lbfy::Check", "most connections")},
        FieldRow {BackendField::Backup, "backup", QT_TRANSLATE_NOOP("lbfy::Check", "backup")},
        FieldRow {BackendField::Mode, "state", QT_TRANSLATE_NOOP("lbfy::Check", "state")},
};

const FieldRow &rowOf(BackendField field)
{
    return *std::ranges::find(fields, field, &FieldRow::field);
}

const Key<BackendConfig> &keyOf(BackendField field)
{
    return *findKey<BackendConfig>(rowOf(field).key);
}

QString withCapital(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

/// "must be 1 to 256" lacks its subject, "the port must be 1 to 65535" has one.
QString sentence(BackendField field, const std::string &message)
{
    const QString text = coreText(message);
    return withCapital(message.starts_with("must ") ? fieldName(field) + u' ' + text : text);
}

/// Messages begin with the place, as in `service "web": backend "a": `, which whoever edits it knows.
QString withoutPlace(const std::string &message)
{
    QString text = QString::fromStdString(message);
    for (const QStringView kind : {QStringView(u"service \""), QStringView(u"backend \"")}) {
        if (!text.startsWith(kind))
            continue;
        // Quotes inside a name are escaped, so this ends the name.
        const qsizetype end = text.indexOf(QStringView(u"\": "), kind.size());
        if (end > 0)
            text.remove(0, end + 3);
    }
    return withCapital(coreText(text));
}

} // namespace

QString fieldName(BackendField field)
{
    return QCoreApplication::translate("lbfy::Check", rowOf(field).name);
}

QString assignField(BackendConfig &backend, BackendField field, const QString &text)
{
    const Key<BackendConfig> &key = keyOf(field);
    const auto value = valueFromText(key.type, key.min, key.max, text.trimmed().toStdString());
    if (!value)
        return sentence(field, value.message());
    const auto done = key.assign(key, backend, *value);
    return done ? QString() : sentence(field, done.message());
}

QString fieldText(const BackendConfig &backend, BackendField field)
{
    const Key<BackendConfig> &key = keyOf(field);
    const Value value = key.fetch(backend);
    const auto *text = std::get_if<std::string>(&value);
    return QString::fromStdString(text ? *text : toToml(value));
}

QStringList completeAndCheck(Config &config)
{
    ConfigDraft draft;
    draft.config = std::move(config);
    completeConfig(draft);
    config = std::move(draft.config);
    QStringList problems;
    for (const Diagnostic &diagnostic : draft.diagnostics) {
        if (diagnostic.severity == Severity::Error)
            problems << withoutPlace(diagnostic.message);
    }
    return problems;
}

} // namespace lbfy
