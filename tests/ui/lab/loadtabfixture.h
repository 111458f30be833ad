// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Load tab with a test backend that it can send its load to, and hands to work it with.

#pragma once

#include "core/config/address.h"
#include "core/lab/testbackend.h"
#include "tests/engine/network.h"
#include "ui/lab/labfield.h"
#include "ui/lab/loadresult.h"
#include "ui/lab/loadtab.h"
#include "ui/text/format.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <memory>

namespace lbfy::test {

constexpr int closedLoop = 1; // of the segments

inline QString nobody()
{
    return QString::fromStdString(unusedAddress().toString());
}

class LoadTabFixture : public QObject
{
protected:
    void open();
    void close();
    QPushButton *startStop() const { return m_tab->findChild<QPushButton *>(QStringLiteral("startStop")); }
    LabField &field(const char *key) const { return *m_tab->findChild<LabField *>(QLatin1String(key)); }
    QComboBox &box(const QString &name) const;
    QLineEdit &target() const { return *box(QStringLiteral("Target")).lineEdit(); }
    void type(const char *key, const QString &text) const;
    void typeTarget(const QString &text) const;
    void press() const { QTest::mouseClick(startStop(), Qt::LeftButton); }
    void choose(int loop) const { Q_EMIT m_tab->findChild<SegmentedControl *>()->chosen(loop); }
    /// The text in the row of that title.
    QString shown(const QString &title, int column = LoadResult::P50) const;
    QString address() const { return QString::fromStdString(m_backend->address().toString()); }
    void offer(const QString &listen) const
    {
        m_tab->setServices({{QStringLiteral("web"), listen}}, QStringLiteral("web"));
    }

    std::unique_ptr<TestBackend> m_backend;
    std::unique_ptr<LoadTab> m_tab;
};

inline void LoadTabFixture::open()
{
    m_backend = std::make_unique<TestBackend>();
    QCOMPARE(m_backend->start(*SocketAddress::fromLiteral("127.0.0.1", 0)), 0);
    m_tab = std::make_unique<LoadTab>();
    m_tab->resize(1000, 400);
    m_tab->show();
}

/// The load first: its backend would be missed otherwise.
inline void LoadTabFixture::close()
{
    m_tab.reset();
    m_backend.reset();
}

inline QComboBox &LoadTabFixture::box(const QString &name) const
{
    const auto boxes = m_tab->findChildren<QComboBox *>();
    return **std::find_if(boxes.begin(), boxes.end(), [&](const auto *box) { return box->accessibleName() == name; });
}

inline void LoadTabFixture::type(const char *key, const QString &text) const
{
    field(key).setFocus();
    field(key).selectAll();
    QTest::keyClicks(&field(key), text);
    QTest::keyClick(&field(key), Qt::Key_Return);
}

inline void LoadTabFixture::typeTarget(const QString &text) const
{
    target().setFocus();
    target().selectAll();
    QTest::keyClicks(&target(), text);
}

inline QString LoadTabFixture::shown(const QString &title, int column) const
{
    const QAbstractItemModel &model = *m_tab->findChild<LoadResult *>();
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.index(row, LoadResult::Title).data().toString() == title)
            return model.index(row, column).data().toString();
    }
    return {};
}

} // namespace lbfy::test
