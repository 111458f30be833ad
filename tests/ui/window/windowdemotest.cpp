// SPDX-License-Identifier: GPL-3.0-or-later
//
// The demo in the whole window: its banner beside everything else.

#include "core/lab/demo.h"
#include "session.h"
#include "ui/lab/demobanner.h"
#include "ui/text/translations.h"
#include "ui/window/actions.h"
#include "ui/window/lowertabs.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QKeySequence>
#include <QLabel>
#include <QMap>
#include <QMenuBar>
#include <QTest>

#include <algorithm>
#include <optional>

namespace lbfy::test {

class WindowDemoTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void switchIsOfTheDemosServiceWhicheverIsShown();
    void everyKeyWithAltIsOnePartsAlone_data();
    void everyKeyWithAltIsOnePartsAlone();

private:
    void open();
    QAbstractButton *switchButton();

    std::optional<Demo> m_demo;
    std::optional<Session> m_session;
};

namespace {

/// What the user sees that takes a key with Alt: texts by key.
QMap<QString, QStringList> mnemonics(QWidget &window)
{
    QMap<QString, QStringList> found;
    const auto take = [&](const QString &text) {
        if (const QKeySequence key = QKeySequence::mnemonic(text); !key.isEmpty())
            found[key.toString()] << text;
    };
    const auto buttons = window.findChildren<QAbstractButton *>();
    for (const QAbstractButton *button : buttons) {
        if (button->isVisible())
            take(button->text());
    }
    const auto labels = window.findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->isVisible() && label->buddy())
            take(label->text());
    }
    const auto menus = window.findChild<QMenuBar *>()->actions();
    for (const QAction *menu : menus)
        take(menu->text());
    return found;
}

} // namespace

void WindowDemoTest::init()
{
    m_demo.emplace();
    QVERIFY(m_demo->open().ok());
}

void WindowDemoTest::cleanup()
{
    m_session.reset();
    m_demo.reset();
}

void WindowDemoTest::open()
{
    Config config = m_demo->config();
    config.workers = 2;
    m_session.emplace(config, QString(), &*m_demo);
    m_session->start();
}

QAbstractButton *WindowDemoTest::switchButton()
{
    const auto buttons = m_session->window().findChild<DemoBanner *>()->findChildren<QAbstractButton *>();
    const auto found = std::ranges::find_if(buttons, [](const QAbstractButton *button) {
        return button->text().remove(u'&').startsWith(QStringLiteral("Switch to"));
    });
    return found == buttons.end() ? nullptr : *found;
}

void WindowDemoTest::switchIsOfTheDemosServiceWhicheverIsShown()
{
    open();
    Document &document = m_session->document();
    const ServiceId demo = document.services().front();
    m_session->window().actions().of(Command::AddService)->trigger();
    QCOMPARE(document.services().size(), std::size_t {2});
    QVERIFY(m_session->window().service() != demo);
    QTRY_VERIFY(switchButton() && switchButton()->isEnabled());
    switchButton()->click();
    QCOMPARE(document.service(demo)->strategy, StrategyKind::LatencyAware);
    QVERIFY2(m_session->window().service() == demo, "the charts show what the click has done");
}

void WindowDemoTest::everyKeyWithAltIsOnePartsAlone_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << QString();
    QTest::newRow("German") << QStringLiteral("de"); // the last: the program speaks it from here on
}

void WindowDemoTest::everyKeyWithAltIsOnePartsAlone()
{
    QFETCH(QString, language);
    if (!language.isEmpty())
        QVERIFY(installTranslations(*QCoreApplication::instance(), language));
    open();
    LowerTabs &tabs = m_session->window().tabs();
    m_session->window().resize(1400, 900);
    for (int i = 0; i < tabs.count(); ++i) {
        tabs.setCurrentIndex(i);
        for (const bool killed : {false, true}) {
            killed ? m_demo->kill(0) : static_cast<void>(m_demo->revive(0).ok());
            m_session->window().findChild<DemoBanner *>()->follow(m_session->balancer().latest());
            const auto found = mnemonics(m_session->window());
            QVERIFY(found.size() >= 8);
            for (const QStringList &texts : found)
                QVERIFY2(texts.size() == 1, qPrintable(texts.join(QStringLiteral(" / "))));
        }
    }
}

} // namespace lbfy::test

QTEST_MAIN(lbfy::test::WindowDemoTest)
#include "windowdemotest.moc"
