// SPDX-License-Identifier: GPL-3.0-or-later
//
// The table of the sample service on the screen, with the keyboard's focus, and an engine that can be told to refuse.

#pragma once

#include "sampleservice.h"
#include "ui/backends/backendsview.h"
#include "ui/document/document.h"

#include <QtTest>

#include <string>
#include <vector>

namespace lbfy::test {

struct Shown {
    std::vector<std::string> refusal;
    Document document {[this](const Config &) {
        return refusal.empty() ? ApplyResult() : ApplyResult {ApplyResult::Kind::AddressUnavailable, refusal, {}};
    }};
    BackendsView view {document};
    BackendsTable &table = view.table();
    BackendModel &model = view.model();

    Shown()
    {
        document.setConfig(eightBackends(), {});
        view.setService(document.services().front());
        view.resize(1280, 300);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        view.activateWindow();
        table.setFocus();
        QTRY_VERIFY(table.hasFocus());
    }
    void tick(int number)
    {
        const ServiceSnapshot service = sampleService(document.config(), number);
        view.setSnapshot(&service, sampleTime(number));
    }
    template<typename Editor>
    Editor *editAt(int row, Column column)
    {
        table.setCurrentIndex(model.index(row, toInt(column)));
        QTest::keyClick(&table, Qt::Key_F2);
        return editor<Editor>();
    }
    template<typename Editor>
    Editor *editor() const
    {
        const auto all = table.viewport()->findChildren<Editor *>();
        for (Editor *one : all) {
            if (one->isVisible())
                return one;
        }
        return nullptr;
    }
    const BackendConfig &config(std::size_t i) const { return document.config().services.front().backends.at(i); }
};

} // namespace lbfy::test
