// SPDX-License-Identifier: GPL-3.0-or-later
//
// The portal's answers, on a bus of the test's own with a portal of the test's own.

#include "ui/theme/portal.h"

#include <QDBusAbstractAdaptor>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

using namespace lbfy;

namespace {

const char *const service = "org.freedesktop.portal.Desktop";
const char *const path = "/org/freedesktop/portal/desktop";
const char *const settings = "org.freedesktop.portal.Settings";

QString text(const char *of)
{
    return QString::fromLatin1(of);
}

} // namespace

/// Answers Read as the real one does: the value in a variant inside the variant of the answer.
class FakePortal final : public QDBusAbstractAdaptor
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    explicit FakePortal(QObject *parent) : QDBusAbstractAdaptor(parent) { }
    uint wish = 0;
    int reads = 0;

public Q_SLOTS:
    QDBusVariant Read(const QString &group, const QString &key)
    {
        if (group == text("org.freedesktop.appearance") && key == text("color-scheme"))
            ++reads;
        return QDBusVariant(QVariant::fromValue(QDBusVariant(wish)));
    }
};

class PortalTest : public QObject
{
    Q_OBJECT
private:
    static QDBusConnection bus(const QString &name, const QString &address)
    {
        return QDBusConnection::connectToBus(address, name);
    }

    void changeTo(const QString &group, uint wish)
    {
        auto signal = QDBusMessage::createSignal(text(path), text(settings), text("SettingChanged"));
        signal << group << text("color-scheme") << QVariant::fromValue(QDBusVariant(wish));
        QVERIFY(m_server.send(signal));
    }

    QProcess m_daemon;
    QString m_address;
    QDBusConnection m_server {QString()};
    QDBusConnection m_client {QString()};
    QObject m_object;
    FakePortal *m_portal = new FakePortal(&m_object);

private Q_SLOTS:
    void initTestCase()
    {
        const QString program = QStandardPaths::findExecutable(text("dbus-daemon"));
        QVERIFY2(!program.isEmpty(), "no dbus-daemon; ./lbfy.sh test installs what tests need");
        m_daemon.start(program, {text("--session"), text("--nofork"), text("--print-address=1")});
        QVERIFY(m_daemon.waitForReadyRead());
        m_address = QString::fromLatin1(m_daemon.readLine()).trimmed();
        m_server = bus(text("server"), m_address);
        QVERIFY(m_server.isConnected());
    }

    /// A connection for each test: Qt forgets a receiver later than it dies, and would take the next one at the same
    /// address for it.
    void init()
    {
        m_client = bus(QString::fromLatin1(QTest::currentTestFunction()), m_address);
        QVERIFY(m_client.isConnected());
    }

    void cleanupTestCase()
    {
        m_daemon.terminate();
        m_daemon.waitForFinished();
    }

    void cleanup()
    {
        m_server.unregisterService(text(service));
        m_server.unregisterObject(text(path));
    }

    void withoutAPortalThereIsNoWishAndNobodyWaits()
    {
        PortalScheme scheme;
        scheme.follow(m_client);
        QVERIFY(!scheme.scheme());
    }

    void anAnswerArrivesLater()
    {
        m_portal->wish = 1;
        QVERIFY(m_server.registerObject(text(path), &m_object));
        QVERIFY(m_server.registerService(text(service)));
        PortalScheme scheme;
        QSignalSpy changes(&scheme, &SystemScheme::changed);
        scheme.follow(m_client);
        QVERIFY(!scheme.scheme());
        QTRY_COMPARE(scheme.scheme(), std::optional(Scheme::Dark));
        QCOMPARE(changes.size(), 1);
        QCOMPARE(m_portal->reads, 1);
    }

    void aChangeAfterTheAnswerIsFollowed()
    {
        m_portal->wish = 1;
        QVERIFY(m_server.registerObject(text(path), &m_object));
        QVERIFY(m_server.registerService(text(service)));
        PortalScheme scheme;
        scheme.follow(m_client);
        QTRY_COMPARE(scheme.scheme(), std::optional(Scheme::Dark));
        changeTo(text("org.freedesktop.appearance"), 2);
        QTRY_COMPARE(scheme.scheme(), std::optional(Scheme::Light));
    }

    void aValueThatMeansNothingIsNoWishAndChangesAreFollowed()
    {
        m_portal->wish = 77;
        m_portal->reads = 0;
        QVERIFY(m_server.registerObject(text(path), &m_object));
        QVERIFY(m_server.registerService(text(service)));
        PortalScheme scheme;
        scheme.follow(m_client);
        QTRY_COMPARE(m_portal->reads, 1);
        changeTo(text("org.freedesktop.appearance"), 1);
        QTRY_COMPARE(scheme.scheme(), std::optional(Scheme::Dark));
        changeTo(text("org.freedesktop.appearance"), 2);
        QTRY_COMPARE(scheme.scheme(), std::optional(Scheme::Light));
        // A setting of that name in another group is not ours; the one after it shows that it has passed.
        changeTo(text("org.gnome.desktop.interface"), 1);
        changeTo(text("org.freedesktop.appearance"), 0);
        QTRY_COMPARE(scheme.scheme(), std::optional<Scheme>());
    }
};

QTEST_GUILESS_MAIN(PortalTest)
#include "portaltest.moc"
