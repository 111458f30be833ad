// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/theme/colorscience.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lbfy {

namespace {

using Triple = std::array<double, 3>;
using Matrix = std::array<Triple, 3>;

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double gammaCoded(double channel)
{
    const double inside = std::clamp(channel, 0.0, 1.0);
    return inside <= 0.0031308 ? inside * 12.92 : 1.055 * std::pow(inside, 1 / 2.4) - 0.055;
}

Triple linearOf(const QColor &color)
{
    return {linear(color.redF()), linear(color.greenF()), linear(color.blueF())};
}

Triple times(const Matrix &matrix, const Triple &vector)
{
    Triple result {};
    for (std::size_t i = 0; i < 3; ++i)
        result[i] = matrix[i][0] * vector[0] + matrix[i][1] * vector[1] + matrix[i][2] * vector[2];
    return result;
}

double luminance(const QColor &color)
{
    const Triple rgb = linearOf(color);
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

const Matrix &matrixOf(Vision vision)
{
    static constexpr std::array<Matrix, 4> matrices {{
            {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
            {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
            {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
            {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}},
    }};
    return matrices[static_cast<std::size_t>(vision)];
}

/// CIE L*a*b* under D65.
Triple labOf(const QColor &color)
{
    static constexpr Matrix toXyz {
            {{0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}}};
    const Triple xyz = times(toXyz, linearOf(color));
    const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
    const double x = f(xyz[0] / 0.95047);
    const double y = f(xyz[1]);
    const double z = f(xyz[2] / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

constexpr double degrees(double of)
{
    return of * std::numbers::pi / 180;
}

double hue(double a, double b)
{
    const double angle = std::atan2(b, a);
    return angle < 0 ? angle + 2 * std::numbers::pi : angle;
}

} // namespace

double contrastRatio(const QColor &a, const QColor &b)
{
    const auto [dark, light] = std::minmax({luminance(a), luminance(b)});
    return (light + 0.05) / (dark + 0.05);
}

QColor seenWith(Vision vision, const QColor &color)
{
    const Triple seen = times(matrixOf(vision), linearOf(color));
    return QColor::fromRgbF(static_cast<float>(gammaCoded(seen[0])), static_cast<float>(gammaCoded(seen[1])),
                            static_cast<float>(gammaCoded(seen[2])));
}

/// As in Sharma, Wu and Dalal (2005), in their order.
double difference(const QColor &a, const QColor &b)
{
    const Triple one = labOf(a);
    const Triple two = labOf(b);
    const double pow7 = std::pow(25.0, 7);
    const double meanC = (std::hypot(one[1], one[2]) + std::hypot(two[1], two[2])) / 2;
    const double g = 0.5 * (1 - std::sqrt(std::pow(meanC, 7) / (std::pow(meanC, 7) + pow7)));
    const double a1 = (1 + g) * one[1];
    const double a2 = (1 + g) * two[1];
    const double c1 = std::hypot(a1, one[2]);
    const double c2 = std::hypot(a2, two[2]);
    const double h1 = hue(a1, one[2]);
    const double h2 = hue(a2, two[2]);
    const double pi = std::numbers::pi;

    const double dL = two[0] - one[0];
    const double dC = c2 - c1;
    double dh = c1 * c2 == 0 ? 0 : h2 - h1;
    dh += dh > pi ? -2 * pi : dh < -pi ? 2 * pi : 0;
    const double dH = 2 * std::sqrt(c1 * c2) * std::sin(dh / 2);

    const double l = (one[0] + two[0]) / 2;
    const double c = (c1 + c2) / 2;
    double h = h1 + h2;
    if (c1 * c2 != 0)
        h = std::abs(h1 - h2) <= pi ? h / 2 : h < 2 * pi ? (h + 2 * pi) / 2 : (h - 2 * pi) / 2;
    const double t = 1 - 0.17 * std::cos(h - degrees(30)) + 0.24 * std::cos(2 * h) + 0.32 * std::cos(3 * h + degrees(6))
            - 0.20 * std::cos(4 * h - degrees(63));
    const double turn = degrees(30) * std::exp(-std::pow((h - degrees(275)) / degrees(25), 2));
    const double rc = 2 * std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + pow7));
    const double sl = 1 + 0.015 * std::pow(l - 50, 2) / std::sqrt(20 + std::pow(l - 50, 2));
    const double sc = 1 + 0.045 * c;
    const double sh = 1 + 0.015 * c * t;
    const double rt = -std::sin(2 * turn) * rc;
    return std::sqrt(std::pow(dL / sl, 2) + std::pow(dC / sc, 2) + std::pow(dH / sh, 2) + rt * (dC / sc) * (dH / sh));
}

} // namespace lbfy
