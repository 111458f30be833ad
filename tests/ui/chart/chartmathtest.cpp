// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ends of axes, places of labels and clusters of marks: the arithmetic of the charts, for any numbers.

#include "ui/chart/scale.h"
#include "ui/chart/spread.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <numeric>

using namespace lbfy;
using namespace std::chrono_literals;

namespace {

bool isOneTwoFive(double value)
{
    const double digit = value / std::pow(10.0, std::floor(std::log10(value) + 1e-9));
    return std::abs(digit - 1) < 1e-6 || std::abs(digit - 2) < 1e-6 || std::abs(digit - 5) < 1e-6;
}

/// Positive numbers over many powers of ten.
double anyPositive()
{
    const int mantissa = *rc::gen::inRange(1000, 10'000);
    const int exponent = *rc::gen::inRange(-6, 9);
    return mantissa / 1000.0 * std::pow(10.0, exponent);
}

std::vector<double> anyPlaces()
{
    const auto drawn = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 3000));
    std::vector<double> places;
    for (const int place : drawn)
        places.push_back(place / 10.0);
    return places;
}

} // namespace

class ChartMathTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void topIsTheSmallestOneTwoFiveThatIsNotBelow()
    {
        QVERIFY(rc::check([] {
            const double value = anyPositive();
            const double top = niceTop(value, 1e-9);
            RC_ASSERT(isOneTwoFive(top));
            RC_ASSERT(top >= value * (1 - 1e-9));
            RC_ASSERT(top <= value * 2.5 * (1 + 1e-9));
        }));
    }

    void topIsNeverBelowTheLeast()
    {
        QCOMPARE(niceTop(0, 5), 5.0);
        QCOMPARE(niceTop(4.9, 5), 5.0);
        QCOMPARE(niceTop(5.1, 5), 10.0);
    }

    void ticksAreEvenAndEndAtTheTop()
    {
        QVERIFY(rc::check([] {
            const double top = niceTop(anyPositive(), 1e-9);
            const int most = *rc::gen::inRange(1, 6);
            const std::vector<double> ticks = valueTicks(top, most);
            RC_ASSERT(!ticks.empty() && static_cast<int>(ticks.size()) <= most);
            RC_ASSERT(std::abs(ticks.back() - top) <= 1e-9 * top);
            for (std::size_t i = 1; i < ticks.size(); ++i)
                RC_ASSERT(std::abs(ticks[i] - ticks[i - 1] - ticks.front()) <= 1e-9 * top);
        }));
    }

    void countsHaveNoTickBetweenWholeNumbers()
    {
        for (const double top : {1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 1000.0}) {
            for (int most = 1; most <= 5; ++most) {
                for (const double tick : wholeTicks(top, most))
                    QCOMPARE(tick, std::round(tick));
            }
        }
    }

    void topGrowsAtOnceAndShrinksLate()
    {
        AxisTop top(1);
        QCOMPARE(top.update(9, 0s), 10.0);
        QCOMPARE(top.update(30, 1s), 50.0);
        QCOMPARE(top.update(9, 2s), 50.0);
        QCOMPARE(top.update(9, 11'999ms), 50.0);
        QCOMPARE(top.update(9, 12s), 10.0);
    }

    void oneValueAboveHalfStartsTheWaitAnew()
    {
        AxisTop top(1);
        top.update(30, 0s);
        top.update(9, 1s);
        top.update(26, 9s);
        QCOMPARE(top.update(9, 12s), 50.0);
        QCOMPARE(top.update(9, 21s), 50.0);
        QCOMPARE(top.update(9, 22s), 10.0);
    }

    void labelsNeitherOverlapNorLeaveTheirRoom()
    {
        QVERIFY(rc::check([] {
            std::vector<double> wanted = anyPlaces();
            constexpr double height = 12;
            if (wanted.size() > 25)
                wanted.resize(25);
            const std::vector<double> placed = spreadLabels(wanted, height, 0, 300);
            RC_ASSERT(placed.size() == wanted.size());
            std::vector<double> sorted = placed;
            std::ranges::sort(sorted);
            for (std::size_t i = 0; i < sorted.size(); ++i) {
                RC_ASSERT(sorted[i] - height / 2 >= -1e-6 && sorted[i] + height / 2 <= 300 + 1e-6);
                RC_ASSERT((i == 0 || sorted[i] - sorted[i - 1] >= height - 1e-6)); // RC_ASSERT's own || evaluates both
            }
            for (std::size_t a = 0; a < wanted.size(); ++a) {
                for (std::size_t b = 0; b < wanted.size(); ++b)
                    RC_ASSERT(!(wanted[a] < wanted[b]) || placed[a] < placed[b]);
            }
        }));
    }

    void labelsWithRoomStayWhereTheyAreWanted()
    {
        const std::vector<double> wanted {20, 90, 50};
        QCOMPARE(spreadLabels(wanted, 10, 0, 100), wanted);
    }

    void clustersHoldEveryMarkOnceAndStandApart()
    {
        QVERIFY(rc::check([] {
            std::vector<double> places = anyPlaces();
            std::ranges::sort(places);
            const std::vector<Cluster> clusters = clusterMarks(places, 20);
            std::size_t next = 0;
            for (std::size_t i = 0; i < clusters.size(); ++i) {
                RC_ASSERT(clusters[i].first == next && clusters[i].count > 0);
                next += clusters[i].count;
                RC_ASSERT((i == 0 || clusters[i].x - clusters[i - 1].x >= 20));
            }
            RC_ASSERT(next == places.size());
        }));
    }
};

QTEST_APPLESS_MAIN(ChartMathTest)
#include "chartmathtest.moc"
