// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/copytext.h"
#include "ui/tabs/cellroles.h"

#include <QAbstractItemModel>
#include <QLocale>
#include <QVariant>

#include <algorithm>

namespace lbfy {

namespace {

bool isNumeric(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::Double:
        return true;
    default:
        return false;
    }
}

/// What makes a spreadsheet calculate, also behind blanks.
bool startsLikeFormula(const QString &text)
{
    const auto first = std::find_if(text.begin(), text.end(), [](QChar c) { return !c.isSpace(); });
    if (!text.isEmpty() && (text.front() == u'\t' || text.front() == u'\r' || text.front() == u'\n'))
        return true;
    return first != text.end() && QStringLiteral("=+-@\uff1d\uff0b\uff0d\uff20").contains(*first);
}

QString numberText(const QVariant &value)
{
    return value.typeId() == QMetaType::Double
            ? QLocale::c().toString(value.toDouble(), 'g', QLocale::FloatingPointShortest)
            : value.toString();
}

template<typename Field>
QString linesOf(const QList<int> &rows, const QList<int> &columns, QChar separator, const QString &lineEnd,
                const Field &field)
{
    QString text;
    for (const int row : rows) {
        for (qsizetype i = 0; i < columns.size(); ++i) {
            if (i > 0)
                text += separator;
            text += field(row, columns[i]);
        }
        text += lineEnd;
    }
    return text;
}

} // namespace

QString csvField(const QVariant &value)
{
    if (isNumeric(value))
        return numberText(value);
    QString text = value.toString();
    if (startsLikeFormula(text))
        text.prepend(u'\'');
    const bool plain = std::none_of(text.begin(), text.end(), [](QChar c) {
        return c == u',' || c == u';' || c == u'"' || c == u'\n' || c == u'\r' || c == u'\t';
    });
    if (plain && text == text.trimmed())
        return text;
    text.replace(QStringLiteral("\""), QStringLiteral("\"\""));
    return QStringLiteral("\"") + text + QStringLiteral("\"");
}

QString tsvField(const QString &text)
{
    QString field = text;
    std::replace_if(
            field.begin(), field.end(), [](QChar c) { return c == u'\t' || c == u'\n' || c == u'\r'; }, u' ');
    return field;
}

QString csvOf(const QAbstractItemModel &model, const QList<int> &rows, const QList<int> &columns)
{
    const auto title = [&model](int, int column) {
        return csvField(model.headerData(column, Qt::Horizontal, Qt::DisplayRole));
    };
    const auto cell = [&model](int row, int column) { return csvField(model.index(row, column).data(ExportRole)); };
    const QString lineEnd = QStringLiteral("\r\n");
    return linesOf({0}, columns, u',', lineEnd, title) + linesOf(rows, columns, u',', lineEnd, cell);
}

QString tsvOf(const QAbstractItemModel &model, const QList<int> &rows, const QList<int> &columns)
{
    QString lines;
    for (const int row : rows) {
        const QVariant line = model.index(row, 0).data(LineRole);
        if (line.isValid())
            lines += line.toString() + QStringLiteral("\n");
    }
    if (!lines.isEmpty())
        return lines;
    return linesOf(rows, columns, u'\t', QStringLiteral("\n"), [&model](int row, int column) {
        return tsvField(model.index(row, column).data(Qt::DisplayRole).toString());
    });
}

} // namespace lbfy
