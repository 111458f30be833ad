// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/document/headlesscommand.h"

#include "core/config/names.h"
#include "ui/document/backendtext.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

namespace lbfy {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lbfy::HeadlessCommand)
};

/// What the options of a command line can say, and the rest as it is by default.
Config sayable(const Config &config)
{
    Config reduced;
    reduced.metrics = config.metrics;
    reduced.workers = config.workers;
    reduced.log = config.log;
    const ServiceConfig &service = config.services.front();
    ServiceConfig &kept = reduced.services.emplace_back();
    kept.name = "default";
    kept.listen = service.listen;
    kept.strategy = service.strategy;
    kept.maxConnections = service.maxConnections;
    for (BackendConfig backend : service.backends) {
        backend.mode = BackendMode::Ready;
        kept.backends.push_back(backend);
    }
    return reduced;
}

QString wordOf(std::string_view name)
{
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

} // namespace

QString shellQuoted(const QString &word)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_@%+=:,./-]+$"));
    if (plain.match(word).hasMatch())
        return word;
    QString inside = word;
    inside.replace(u'\'', QStringLiteral("'\\''"));
    return QString(u'\'' + inside + u'\'');
}

HeadlessCommand headlessCommand(const Config &config, const QString &savedPath)
{
    if (!savedPath.isEmpty())
        return {QStringLiteral("lbfyd --config ") + shellQuoted(savedPath), {}};
    if (config.services.size() != 1)
        return {{}, Words::tr("Save the configuration first: options cannot describe several services.")};
    const ServiceConfig &service = config.services.front();
    QStringList words {QStringLiteral("lbfyd"), QStringLiteral("--listen"),
                       QString::fromStdString(service.listen.toString())};
    for (const BackendConfig &backend : service.backends)
        words << QStringLiteral("--backend") << writeBackend(backend);
    words << QStringLiteral("--strategy") << wordOf(nameOf(service.strategy)) << QStringLiteral("--max-connections")
          << QString::number(service.maxConnections) << QStringLiteral("--metrics")
          << (config.metrics ? QString::fromStdString(config.metrics->toString()) : QStringLiteral("off"));
    if (config.workers > 0)
        words << QStringLiteral("--workers") << QString::number(config.workers);
    words << QStringLiteral("--log-level") << wordOf(nameOf(config.log.level)) << QStringLiteral("--log-connections")
          << wordOf(nameOf(config.log.connections));
    if (config.log.format)
        words << QStringLiteral("--log-format") << wordOf(nameOf(*config.log.format));
    for (QString &word : words)
        word = shellQuoted(word);
    const bool whole = sayable(config) == config;
    return {words.join(u' '),
            whole ? QString()
                  : Words::tr("Options cannot say everything: save the configuration to keep all settings.")};
}

QString metricsUrl(std::optional<Address> address)
{
    if (!address)
        return {};
    if (address->host == "0.0.0.0")
        address->host = "127.0.0.1";
    else if (address->host == "::")
        address->host = "::1";
    return QStringLiteral("http://%1/metrics").arg(QString::fromStdString(address->toString()));
}

} // namespace lbfy
