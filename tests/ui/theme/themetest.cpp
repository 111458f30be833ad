// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which scheme is on, and that the application has it: the user's choice before the desktop's wish before the platform's
// look, while running too.

#include "ui/theme/theme.h"
#include "ui/theme/palette.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace lbfy;

namespace {

class FakeSystem final : public SystemScheme
{
public:
    std::optional<Scheme> scheme() const override { return m_scheme; }
    void wish(std::optional<Scheme> scheme)
    {
        m_scheme = scheme;
        Q_EMIT changed();
    }

private:
    std::optional<Scheme> m_scheme;
};

struct ThemeOnFake {
    explicit ThemeOnFake(ThemeChoice choice = ThemeChoice::System)
        : system(new FakeSystem)
        , theme(std::unique_ptr<SystemScheme>(system), choice)
    { }
    FakeSystem *system; ///< the theme's
    Theme theme;
};

} // namespace

class ThemeTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup() { QApplication::setPalette(paletteOf(colorsOf(Scheme::Light))); }

    void followsTheDesktopWhileRunning()
    {
        ThemeOnFake on;
        QSignalSpy changes(&on.theme, &Theme::changed);
        QCOMPARE(on.theme.scheme(), Scheme::Light);
        on.system->wish(Scheme::Dark);
        QCOMPARE(on.theme.scheme(), Scheme::Dark);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(QApplication::palette().color(QPalette::Window), colorsOf(Scheme::Dark).window);
        on.system->wish(Scheme::Dark);
        QCOMPARE(changes.size(), 1);
    }

    void theUsersChoiceIsStrongerThanTheDesktops()
    {
        ThemeOnFake on(ThemeChoice::Light);
        on.system->wish(Scheme::Dark);
        QCOMPARE(on.theme.scheme(), Scheme::Light);
        on.theme.choose(ThemeChoice::System);
        QCOMPARE(on.theme.scheme(), Scheme::Dark);
        on.theme.choose(ThemeChoice::Light);
        QCOMPARE(on.theme.scheme(), Scheme::Light);
    }

    void withoutAWishThePlatformsLookDecides()
    {
        QApplication::setPalette(paletteOf(colorsOf(Scheme::Dark)));
        ThemeOnFake on;
        QCOMPARE(on.theme.scheme(), Scheme::Dark);
        on.system->wish(Scheme::Light);
        QCOMPARE(on.theme.scheme(), Scheme::Light);
        // Not its own palette, which it has put there meanwhile.
        on.system->wish(std::nullopt);
        QCOMPARE(on.theme.scheme(), Scheme::Dark);
    }

    void widgetsAreToldAndShownInTheNewColours()
    {
        ThemeOnFake on;
        QWidget widget;
        widget.resize(8, 8);
        widget.show();
        on.theme.choose(ThemeChoice::Dark);
        QTRY_COMPARE(&colorsFor(widget.palette()), &colorsOf(Scheme::Dark));
        QCOMPARE(widget.grab().toImage().pixelColor(4, 4), colorsOf(Scheme::Dark).window);
    }
};

QTEST_MAIN(ThemeTest)
#include "themetest.moc"
