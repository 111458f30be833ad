// SPDX-License-Identifier: GPL-3.0-or-later
//
// The colours can be read and told apart: WCAG 2's contrast for text (4.5:1) and for graphics (3:1) on every ground they
// are used on, and CIEDE2000 of at least 10 between any two series under four kinds of colour vision.

#include "tests/ui/theme/colorscience.h"
#include "ui/theme/palette.h"

#include <QTest>

using namespace lbfy;

namespace {

constexpr double forText = 4.5;
constexpr double forGraphics = 3;
constexpr double apart = 10;

struct Named {
    const char *name;
    QColor color;
};

} // namespace

class ColorsTest : public QObject
{
    Q_OBJECT
private:
    static void requireContrast(const QList<Named> &inks, const QList<Named> &grounds, double ratio)
    {
        for (const Named &ink : inks) {
            for (const Named &ground : grounds) {
                const double found = contrastRatio(ink.color, ground.color);
                QVERIFY2(found >= ratio,
                         qPrintable(QStringLiteral("%1 on %2: %3:1")
                                            .arg(QLatin1String(ink.name), QLatin1String(ground.name))
                                            .arg(found, 0, 'f', 2)));
            }
        }
    }

    static void schemes()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("light") << Scheme::Light;
        QTest::newRow("dark") << Scheme::Dark;
    }

    static QList<Named> states(const Colors &c)
    {
        return {{"up", c.up}, {"slow", c.slow}, {"down", c.down}, {"drain", c.drain}, {"disabled", c.disabled}};
    }

private Q_SLOTS:
    void scienceAgreesWithPublishedValues()
    {
        QVERIFY(std::abs(contrastRatio(Qt::black, Qt::white) - 21) < 1e-9);
        QVERIFY(std::abs(contrastRatio(QColor(0x777777), Qt::white) - 4.48) < 0.01);
        QCOMPARE(difference(Qt::red, Qt::red), 0);
        // From the reference implementation of CIEDE2000, for the sRGB primaries.
        QVERIFY(std::abs(difference(QColor(255, 0, 0), QColor(0, 255, 0)) - 86.6) < 0.1);
        QVERIFY(std::abs(difference(QColor(0, 0, 255), QColor(255, 0, 0)) - 52.9) < 0.1);
        QVERIFY(difference(seenWith(Vision::Deutan, QColor(0xc62828)), seenWith(Vision::Deutan, QColor(0x5a7d00)))
                < difference(QColor(0xc62828), QColor(0x5a7d00)) / 2);
        QCOMPARE(seenWith(Vision::Protan, Qt::white), QColor(Qt::white));
    }

    void textCanBeReadOnEveryGround_data() { schemes(); }
    void textCanBeReadOnEveryGround()
    {
        QFETCH(Scheme, scheme);
        const Colors &c = colorsOf(scheme);
        const QList<Named> grounds {{"window", c.window},
                                    {"base", c.base},
                                    {"alternate", c.alternate},
                                    {"button", c.button},
                                    {"plot", c.plot}};
        requireContrast({{"text", c.text}, {"axisText", c.axisText}}, grounds, forText);
        requireContrast({{"onAccent", c.onAccent}}, {{"accent", c.accent}}, forText);
        // Words of state and messages stand in tables and below fields.
        requireContrast({{"down", c.down}, {"up", c.up}, {"drain", c.drain}, {"disabled", c.disabled}},
                        {{"base", c.base}, {"alternate", c.alternate}, {"window", c.window}}, forText);
        requireContrast({{"slow", c.slow}}, {{"base", c.base}}, forText);
    }

    void messagesCanBeReadOnTheirTintedBars_data() { schemes(); }
    void messagesCanBeReadOnTheirTintedBars()
    {
        QFETCH(Scheme, scheme);
        const Colors &c = colorsOf(scheme);
        for (const QColor &ink : {c.down, c.slow, c.drain}) {
            const QColor bar = mixed(c.base, ink, 0.10);
            requireContrast({{"text", c.text}}, {{"bar", bar}}, forText);
            requireContrast({{"shape", ink}}, {{"bar", bar}}, forGraphics);
        }
    }

    void graphicsStandOutFromEveryGround_data() { schemes(); }
    void graphicsStandOutFromEveryGround()
    {
        QFETCH(Scheme, scheme);
        const Colors &c = colorsOf(scheme);
        QList<Named> lines {{"otherSeries", c.otherSeries}};
        for (const QColor &series : c.series)
            lines.append({"series", series});
        requireContrast(lines, {{"plot", c.plot}}, forGraphics);
        const QList<Named> grounds {{"window", c.window}, {"base", c.base}, {"alternate", c.alternate}};
        requireContrast(states(c), grounds, forGraphics);
        requireContrast({{"control", c.control}, {"accent", c.accent}}, grounds + QList<Named> {{"button", c.button}},
                        forGraphics);
    }

    void everyTwoSeriesAreToldApartByEveryKindOfVision_data() { schemes(); }
    void everyTwoSeriesAreToldApartByEveryKindOfVision()
    {
        QFETCH(Scheme, scheme);
        const Colors &c = colorsOf(scheme);
        for (const Vision vision : allVisions) {
            for (std::size_t i = 0; i < c.series.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) {
                    const double found = difference(seenWith(vision, c.series[i]), seenWith(vision, c.series[j]));
                    QVERIFY2(found >= apart,
                             qPrintable(QStringLiteral("%1 and %2, vision %3: %4")
                                                .arg(i)
                                                .arg(j)
                                                .arg(static_cast<int>(vision))
                                                .arg(found)));
                }
            }
        }
    }

    void aPaletteTellsItsSchemeInEveryGroupAndTextStaysReadable_data() { schemes(); }
    void aPaletteTellsItsSchemeInEveryGroupAndTextStaysReadable()
    {
        QFETCH(Scheme, scheme);
        const QPalette palette = paletteOf(colorsOf(scheme));
        QCOMPARE(schemeOf(palette), scheme);
        QCOMPARE(&colorsFor(palette), &colorsOf(scheme));
        for (const auto group : {QPalette::Active, QPalette::Inactive}) {
            const auto pair = [&](QPalette::ColorRole ink, QPalette::ColorRole ground) {
                return contrastRatio(palette.color(group, ink), palette.color(group, ground));
            };
            QVERIFY(pair(QPalette::WindowText, QPalette::Window) >= forText);
            QVERIFY(pair(QPalette::Text, QPalette::Base) >= forText);
            QVERIFY(pair(QPalette::PlaceholderText, QPalette::Base) >= forText);
            QVERIFY(pair(QPalette::ButtonText, QPalette::Button) >= forText);
            QVERIFY(pair(QPalette::HighlightedText, QPalette::Highlight) >= forText);
            QVERIFY(pair(QPalette::ToolTipText, QPalette::ToolTipBase) >= forText);
            QVERIFY(pair(QPalette::Link, QPalette::Base) >= forText);
        }
        // Disabled text need not meet the ratio, but must be seen, and seen to be disabled.
        const double faint = contrastRatio(palette.color(QPalette::Disabled, QPalette::Text),
                                           palette.color(QPalette::Disabled, QPalette::Base));
        QVERIFY2(faint >= 2 && faint < forText, qPrintable(QString::number(faint)));
    }
};

QTEST_GUILESS_MAIN(ColorsTest)
#include "colorstest.moc"
