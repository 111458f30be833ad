// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/document/backendtext.h"

#include "core/config/backendoption.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace lbfy {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lbfy::BackendText)
};

/// Names may contain the mark ("127.0.0.1:9000#2"), so a comment begins the line or follows a space.
QString withoutComment(const QString &line)
{
    static const QRegularExpression comment(QStringLiteral("(^|\\s)#.*"));
    return QString(line).remove(comment);
}

/// One line, cut where a new backend begins.
QStringList backendsOfLine(const QString &line)
{
    QStringList found;
    const QStringList parts = line.split(u',', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        const QString word = part.trimmed();
        if (word.isEmpty())
            continue;
        if (found.isEmpty() || word.contains(u':'))
            found << word;
        else
            found.back() += u',' + word;
    }
    return found;
}

} // namespace

ReadBackends readBackends(const QString &text)
{
    ReadBackends result;
    const QStringList lines = text.split(u'\n');
    const bool several = text.trimmed().contains(u'\n');
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QStringList words = backendsOfLine(withoutComment(lines[i]));
        for (const QString &word : words) {
            BackendOption option = parseBackendOption(word.toStdString());
            for (const std::string &problem : option.problems) {
                const QString message = QString::fromStdString(problem);
                result.problems << (several ? Words::tr("Line %1, “%2”: %3").arg(i + 1).arg(word, message)
                                            : Words::tr("“%1”: %2").arg(word, message));
            }
            result.backends.push_back(std::move(option.backend));
        }
    }
    if (result.backends.empty())
        result.problems << Words::tr("Type an address as host:port, for example 127.0.0.1:8081.");
    return result;
}

QString writeBackend(const BackendConfig &backend)
{
    const QString address = QString::fromStdString(backend.address.toString());
    const QString name = QString::fromStdString(backend.name);
    QString text = name.isEmpty() || name == address ? address : QString(name + u'=' + address);
    if (backend.weight != 1)
        text += QStringLiteral(",weight=%1").arg(backend.weight);
    if (backend.maxConnections != 0)
        text += QStringLiteral(",max=%1").arg(backend.maxConnections);
    if (backend.backup)
        text += QStringLiteral(",backup");
    return text;
}

} // namespace lbfy
