// SPDX-License-Identifier: GPL-3.0-or-later
//
// The menus of the Connections tab: of rows, of the button in its bar, of its columns.

#include "ui/tabs/connectionstab.h"

#include "ui/tabs/dataview.h"
#include "ui/text/format.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QMenu>

namespace lbfy {

/// Everything is taken down by value: what is under the pointer may be another connection once an entry is chosen.
void ConnectionsTab::fillRowMenu(QMenu &menu, const QModelIndex &at)
{
    const std::vector<std::uint64_t> ids = selectedIds();
    if (m_switch->currentIndex() == openPage && !ids.empty()) {
        QAction *close = menu.addAction(tr("Close selected (%1)").arg(formatCount(ids.size())), this,
                                        [this, ids] { Q_EMIT closeRequested(ids); });
        close->setShortcut(QKeySequence::Delete);
        menu.addSeparator();
    }
    if (!at.isValid())
        return;
    const ConnectionFacts &facts = page().model->factsAt(at.row());
    const auto offer = [&](const QString &text, const QString &field, std::string_view value) {
        const QString exactly = QString::fromUtf8(value.data(), static_cast<qsizetype>(value.size()));
        if (!exactly.isEmpty())
            menu.addAction(text.arg(exactly), this, [this, field, exactly] { addFilterTerm(field, exactly); });
    };
    offer(tr("Only backend %1"), QStringLiteral("backend"), facts.backend);
    offer(tr("Only client %1"), QStringLiteral("client"), hostOf(facts.client));
    if (facts.reason)
        offer(tr("Only reason %1"), QStringLiteral("reason"), nameOf(*facts.reason));
}

void ConnectionsTab::fillMoreMenu()
{
    m_moreMenu->clear();
    DataView *view = page().view;
    QAction *copy = m_moreMenu->addAction(tr("Copy all as CSV"), this,
                                          [view] { QApplication::clipboard()->setText(view->allAsCsv()); });
    copy->setEnabled(page().model->rowCount() > 0);
    m_moreMenu->addSeparator();
    fillOrderMenu(*m_moreMenu);
    QMenu *columns = m_moreMenu->addMenu(tr("Columns"));
    columns->setToolTipsVisible(true);
    view->columns().fillChooser(*columns);
}

void ConnectionsTab::fillOrderMenu(QMenu &menu)
{
    QAction *keep = menu.addAction(tr("Keep sorted"));
    keep->setCheckable(true);
    keep->setChecked(m_keepSorted);
    keep->setToolTip(tr("Sorts again at each update, except while the pointer is over the rows"));
    connect(keep, &QAction::toggled, this, [this](bool on) {
        m_keepSorted = on;
        rest(m_pointed);
        Q_EMIT stateChanged();
    });
}

} // namespace lbfy
