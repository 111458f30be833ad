// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/jsonfile.h"

#include "core/config/text.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <cstdio>

namespace lbfy {

namespace {

Failure cannotWrite(const std::string &file, const QFileDevice &device)
{
    return {"cannot write " + oneLine(file) + ": " + device.errorString().toStdString()};
}

QString nameOfFile(const std::string &file)
{
    return QFile::decodeName(QByteArray::fromStdString(file));
}

} // namespace

Result<Done> checkJsonFile(const std::string &file)
{
    if (file == "-")
        return Done {};
    QSaveFile target(nameOfFile(file));
    if (!target.open(QIODevice::WriteOnly))
        return cannotWrite(file, target);
    target.cancelWriting();
    return Done {};
}

Result<Done> writeJson(const std::string &file, const QJsonObject &content)
{
    const QByteArray text = QJsonDocument(content).toJson();
    if (file == "-") {
        QFile output;
        if (!output.open(stdout, QIODevice::WriteOnly) || output.write(text) != text.size() || !output.flush())
            return cannotWrite("to standard output", output);
        return Done {};
    }
    QSaveFile target(nameOfFile(file));
    if (!target.open(QIODevice::WriteOnly) || target.write(text) != text.size() || !target.commit())
        return cannotWrite(file, target);
    return Done {};
}

} // namespace lbfy
