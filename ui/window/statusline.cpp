// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/statusline.h"

#include "core/observe/processinfo.h"
#include "ui/text/format.h"
#include "ui/text/plaintip.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/elidedlabel.h"

#include <QLabel>

namespace lbfy {

using namespace std::chrono_literals;

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
    , m_use(new QLabel(this))
    , m_metrics(new QLabel(this))
    , m_copyMetrics(new CopyButton(
              tr("Copy the metrics address"), [this] { return m_url; }, this))
    , m_copyCommand(new CopyButton(
              tr("Copy the command that starts this without a window"), [this] { return m_command; }, this))
    , m_undo(new ElidedLabel(this))
{
    setSizeGripEnabled(false);
    setContentsMargins(8, 0, 8, 0);
    for (QLabel *label : {m_use, m_metrics})
        label->setTextFormat(Qt::PlainText);
    // Room for any figure from the start, so that nothing beside it moves.
    m_use->setText(tr("lbfy takes %1 of a core, %2").arg(formatShare(8.88), formatBytes(888.8 * 1024 * 1024)));
    m_use->setMinimumWidth(m_use->minimumSizeHint().width());
    m_use->clear();
    m_use->setToolTip(tr("What lbfy itself takes: of one core, and of memory"));
    addWidget(m_use);
    addWidget(m_metrics);
    addWidget(m_copyMetrics);
    // Two of one picture side by side would have to be told apart by their tool tips.
    m_copyCommand->setText(tr("Command"));
    m_copyCommand->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    addWidget(m_copyCommand);
    // The name of a backend may be long; the window must not grow with it.
    addPermanentWidget(m_undo, 1);
}

void StatusLine::setMetricsUrl(const QString &url)
{
    m_url = url;
    m_metrics->setText(url.isEmpty() ? tr("Metrics are off") : tr("Metrics: %1").arg(url));
    m_copyMetrics->setVisible(!url.isEmpty());
}

void StatusLine::setHeadlessCommand(const HeadlessCommand &command)
{
    m_command = command.command;
    m_copyCommand->setEnabled(!command.command.isEmpty());
    const QString copies = tr("Copies: %1").arg(command.command);
    const QString tip = command.note.isEmpty() ? copies : copies + QChar(u'\n') + command.note;
    m_copyCommand->setToolTip(plainTip(tip));
    m_copyCommand->setAccessibleDescription(tip); // a tool tip would be read with its mark-up
}

void StatusLine::setUndoText(const QString &text)
{
    m_undo->setText(text.isEmpty() ? QString() : tr("Undo: %1").arg(text));
}

void StatusLine::refreshUse()
{
    const auto now = std::chrono::steady_clock::now();
    const double passed = std::chrono::duration<double>(now - m_readAt).count();
    if (m_cpuSeconds && passed < 1)
        return;
    const ProcessInfo info = readProcessInfo();
    if (m_cpuSeconds && info.cpuSeconds && info.residentBytes) {
        m_use->setText(tr("lbfy takes %1 of a core, %2")
                               .arg(formatShare((*info.cpuSeconds - *m_cpuSeconds) / passed),
                                    formatBytes(static_cast<double>(*info.residentBytes))));
    }
    m_cpuSeconds = info.cpuSeconds;
    m_readAt = now;
}

} // namespace lbfy
