// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/translations.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace lbfy {

bool installTranslations(QCoreApplication &application, const QString &language)
{
    const QLocale locale = language.isEmpty() ? QLocale::system() : QLocale(language);
    if (!language.isEmpty())
        QLocale::setDefault(locale);
    const auto install = [&](const QString &name, const QString &folder) {
        auto *translator = new QTranslator(&application);
        if (translator->load(locale, name, QStringLiteral("_"), folder))
            return QCoreApplication::installTranslator(translator);
        delete translator;
        return false;
    };
    // Qt's own alone would give half a window: its buttons in one language, the rest in another.
    if (locale.language() == QLocale::English || !install(QStringLiteral("lbfy"), QStringLiteral(":/i18n"))) {
        // English is in the sources, but for one and many.
        auto *plurals = new QTranslator(&application);
        if (plurals->load(QStringLiteral(":/i18n/lbfy_en.qm")))
            QCoreApplication::installTranslator(plurals);
        return false;
    }
    install(QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    return true;
}

} // namespace lbfy
