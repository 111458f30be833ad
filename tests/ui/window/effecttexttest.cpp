// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/effecttext.h"

#include <QTest>

namespace lbfy {

class EffectTextTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void saysHowManyAreMissingInsteadOfClaiming();
    void namesTheChangesAndTheSamplesBehindThem();
    void leavesOutSharesThatHardlyMoved();
    void escapesNamesInTheTable();
    void namesStrategiesAsTheButtonsDo();
    void saysThatBackendsHaveChangedAsWell();
};

namespace {

QString plain(QString text)
{
    return text.replace(QChar(u'\u00a0'), QChar(u' '));
}

SwitchEffect::Effect sample()
{
    SwitchEffect::Effect effect;
    effect.from = StrategyKind::RoundRobin;
    effect.to = StrategyKind::LatencyAware;
    effect.before = {0.010, 0.100, 1200, 1200, 0, 30};
    effect.after = {0.005, 0.062, 3120, 3120, 0.5, 60};
    effect.shares = {{"fast", 0.25, 0.32}, {"same", 0.25, 0.251}, {"slow", 0.25, 0.04}};
    return effect;
}

} // namespace

void EffectTextTest::saysHowManyAreMissingInsteadOfClaiming()
{
    SwitchEffect::Effect effect = sample();
    effect.after.samples = 87;
    const QString text = effectText(effect, QLocale::c());
    QCOMPARE(text,
             QStringLiteral("not enough traffic to compare yet: 1200 turns before and 87 since, 200 needed on "
                            "each side"));
}

void EffectTextTest::namesTheChangesAndTheSamplesBehindThem()
{
    QCOMPARE(plain(effectText(sample(), QLocale::c())),
             QStringLiteral("p50 \u221250 %, p99 \u221238 %, errors 0 → 0.5 /s; slow 25 % → 4 %, fast 25 % → 32 % "
                            "(1200 turns before, 3120 since)"));
}

void EffectTextTest::leavesOutSharesThatHardlyMoved()
{
    QVERIFY(!effectText(sample(), QLocale::c()).contains(QStringLiteral("same")));
    QVERIFY(effectDetails(sample(), QLocale::c()).contains(QStringLiteral("same")));
}

void EffectTextTest::escapesNamesInTheTable()
{
    SwitchEffect::Effect effect = sample();
    effect.shares.front().backend = "<b>";
    QVERIFY(effectDetails(effect, QLocale::c()).contains(QStringLiteral("&lt;b&gt;")));
}

void EffectTextTest::namesStrategiesAsTheButtonsDo()
{
    const QString table = effectDetails(sample(), QLocale::c());
    QVERIFY2(table.contains(QStringLiteral("Round robin")) && table.contains(QStringLiteral("Latency-aware")),
             qPrintable(table));
}

void EffectTextTest::saysThatBackendsHaveChangedAsWell()
{
    const QString claim = QStringLiteral("backends have changed as well");
    SwitchEffect::Effect effect = sample();
    QVERIFY(!effectText(effect, QLocale::c()).contains(claim));
    effect.backendsChanged = true;
    QVERIFY(effectText(effect, QLocale::c()).contains(claim));
}

} // namespace lbfy

QTEST_GUILESS_MAIN(lbfy::EffectTextTest)
#include "effecttexttest.moc"
