// SPDX-License-Identifier: GPL-3.0-or-later
//
// The bottom line: what lbfy itself costs, where its metrics are and how the same starts without a window (both to be
// copied), and what undo would take back. Thread: the window's.

#pragma once

#include "ui/document/headlesscommand.h"

#include <QStatusBar>

#include <chrono>
#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE

namespace lbfy {

class CopyButton;
class ElidedLabel;

class StatusLine final : public QStatusBar
{
    Q_OBJECT
public:
    explicit StatusLine(QWidget *parent = nullptr);

    void setMetricsUrl(const QString &url);
    void setHeadlessCommand(const HeadlessCommand &command);
    void setUndoText(const QString &text);
    /// Reads the process's own use; at most once a second.
    void refreshUse();

private:
    QLabel *m_use;
    QLabel *m_metrics;
    CopyButton *m_copyMetrics;
    CopyButton *m_copyCommand;
    ElidedLabel *m_undo;
    QString m_url;
    QString m_command;
    std::chrono::steady_clock::time_point m_readAt {};
    std::optional<double> m_cpuSeconds;
};

} // namespace lbfy
