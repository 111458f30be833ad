// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/document/backendtext.h"

#include "core/config/backendoption.h"
#include "ui/text/coretext.h"

#include <QCoreApplication>

namespace lbfy {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lbfy::BackendText)
};

/// The name in quotes that the text begins with, quotes included; empty: none.
QString quotedName(const QString &text)
{
    const std::string bytes = text.toStdString();
    return QString::fromStdString(bytes.substr(0, quotedNameLength(bytes)));
}

/// One line up to its comment, cut at commas; what stands in the quotes of a name is no comma and no comment. Names may
/// contain the mark of a comment ("127.0.0.1:9000#2"), so that one begins the line or follows a blank.
QStringList wordsOf(const QString &line)
{
    QStringList words {QString()};
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line[i];
        QString &word = words.back();
        const auto quoted = word.trimmed().isEmpty() ? quotedName(line.sliced(i)) : QString();
        if (!quoted.isEmpty()) {
            word += quoted;
            i += quoted.size() - 1;
        } else if (c == u'#' && (i == 0 || line[i - 1].isSpace())) {
            break;
        } else if (c == u',') {
            words << QString();
        } else {
            word += c;
        }
    }
    return words;
}

/// One line, cut where a new backend begins.
QStringList backendsOfLine(const QString &line)
{
    QStringList found;
    const QStringList parts = wordsOf(line);
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
        const QStringList words = backendsOfLine(lines[i]);
        for (const QString &word : words) {
            BackendOption option = parseBackendOption(word.toStdString());
            for (const std::string &problem : option.problems) {
                const QString message = coreText(problem);
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
    return QString::fromStdString(writeBackendOption(backend));
}

} // namespace lbfy
