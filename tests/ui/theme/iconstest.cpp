// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every icon has a drawing, in the colour asked for, at every size and scale; glyphs differ by shape alone.

#include "ui/theme/icons.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/palette.h"

#include <QApplication>
#include <QDir>
#include <QSet>
#include <QTest>

using namespace lbfy;

namespace {

/// The colour of the most opaque pixel.
QColor inkOf(const QImage &image)
{
    QColor ink = Qt::transparent;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y).alpha() > ink.alpha())
                ink = image.pixelColor(x, y);
        }
    }
    return ink;
}

bool alike(const QColor &a, const QColor &b)
{
    return std::abs(a.red() - b.red()) < 12 && std::abs(a.green() - b.green()) < 12
            && std::abs(a.blue() - b.blue()) < 12;
}

} // namespace

class IconsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyNameHasADrawingAndEveryDrawingAName()
    {
        QSet<QString> named;
        for (const IconName name : allIcons()) {
            named.insert(fileNameOf(name));
            const QImage image = icon(name).pixmap(QSize(16, 16), 1.0).toImage();
            QVERIFY2(inkOf(image).alpha() > 150, qPrintable(fileNameOf(name)));
        }
        QStringList files = QDir(QStringLiteral(":/icons")).entryList();
        files.removeIf([](const QString &file) { return file.startsWith(QStringLiteral("io.github")); });
        QCOMPARE(named.size(), static_cast<qsizetype>(allIcons().size()));
        for (const QString &file : std::as_const(files))
            QVERIFY2(named.contains(file.chopped(4)), qPrintable(file));
        QCOMPARE(files.size(), named.size());
    }

    void anIconHasTheColourOfItsScheme()
    {
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
            const Colors &colors = colorsOf(scheme);
            const QIcon play = icon(IconName::Stop, colors);
            const QColor normal = inkOf(play.pixmap(QSize(32, 32), 1.0).toImage());
            const QColor disabled = inkOf(play.pixmap(QSize(32, 32), 1.0, QIcon::Disabled).toImage());
            QVERIFY2(alike(normal, colors.text), qPrintable(normal.name()));
            QVERIFY2(!alike(disabled, colors.text), qPrintable(disabled.name()));
        }
        QVERIFY(alike(inkOf(icon(IconName::Stop, QColor(Qt::red)).pixmap(QSize(32, 32), 1.0).toImage()), Qt::red));
    }

    void anIconWithoutASchemeFollowsTheApplications()
    {
        const QIcon add = icon(IconName::Add);
        for (const Scheme scheme : {Scheme::Light, Scheme::Dark, Scheme::Light}) {
            QApplication::setPalette(paletteOf(colorsOf(scheme)));
            QVERIFY(alike(inkOf(add.pixmap(QSize(32, 32), 1.0).toImage()), colorsOf(scheme).text));
        }
    }

    void isAsSharpAsTheScreen()
    {
        const QPixmap twice = icon(IconName::Add).pixmap(QSize(16, 16), 2.0);
        QCOMPARE(twice.size(), QSize(32, 32));
        QCOMPARE(twice.devicePixelRatio(), 2.0);
        QVERIFY(!applicationIcon().pixmap(QSize(256, 256), 1.0).isNull());
    }

    void glyphsDifferByShapeAlone()
    {
        QList<QImage> seen;
        for (int number = static_cast<int>(Glyph::CircleCheck); number <= static_cast<int>(Glyph::Turn); ++number) {
            const QImage image = glyphPixmap(static_cast<Glyph>(number), 12, Qt::black, Qt::white, 1).toImage();
            QVERIFY(inkOf(image).alpha() > 200);
            QVERIFY(!seen.contains(image));
            seen.append(image);
        }
    }
};

QTEST_MAIN(IconsTest)
#include "iconstest.moc"
