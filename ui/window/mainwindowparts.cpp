// SPDX-License-Identifier: GPL-3.0-or-later
//
// How much of the window's height table, charts and tabs get, as long as the user has not moved the lines between them.

#include "ui/window/mainwindow.h"

#include "ui/backends/backendsview.h"
#include "ui/window/lowertabs.h"

#include <QEvent>
#include <QSplitter>

#include <algorithm>
#include <numeric>

namespace lbfy {

namespace {

/// Of the window's height: with less, tabs with pages would leave room for one chart at most.
constexpr int roomForPages = 640;

} // namespace

/// The table gets the height of its rows, but leaves most of the window to charts and tabs. In a low window the tabs fold:
/// two charts tell more than a list of three lines.
void MainWindow::fitParts()
{
    if (!isVisible())
        return;
    m_tabs->suggestPages(height() < roomForPages ? LowerTabs::Pages::Folded : LowerTabs::Pages::Shown);
    if (!m_partsChosen)
        shareHeight();
}

void MainWindow::shareHeight()
{
    const QList<int> sizes = m_parts->sizes();
    const int all = std::accumulate(sizes.begin(), sizes.end(), 0);
    if (all == 0)
        return; // not laid out yet
    const int table = m_partsChosen ? sizes.constFirst() : std::min(m_backends->sizeHint().height(), all * 2 / 5);
    const bool folded = m_tabs->pages() == LowerTabs::Pages::Folded;
    const int tabs = folded ? m_tabs->minimumSizeHint().height() : (all - table) * 2 / 5;
    m_parts->setSizes({table, all - table - tabs, tabs});
}

bool MainWindow::eventFilter(QObject *watched, QEvent *event)
{
    // When the splitter has laid itself out in its new size.
    if (watched == m_parts && event->type() == QEvent::Resize)
        QMetaObject::invokeMethod(this, &MainWindow::fitParts, Qt::QueuedConnection);
    return QMainWindow::eventFilter(watched, event);
}

} // namespace lbfy
