// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the document has to say, in bars: an edit that the engine refused, a start that failed (with a free address to
// take instead), a file that changed on disk, and, as a toast with Undo, an edit that changes where clients go.
// Thread: the window's.

#pragma once

#include "ui/document/document.h"
#include "ui/widgets/infobarstack.h"

#include <QDialog>
#include <QObject>
#include <QPointer>

namespace lbfy {

class DocumentBars final : public QObject
{
    Q_OBJECT
public:
    /// All outlive this.
    DocumentBars(Document &document, InfoBarStack &bars, ToastArea &toasts, QObject *parent = nullptr);

    /// Starts the engine; if it cannot, says why and what can be done.
    void start();
    /// A file that could not be opened, with the first of its problems.
    void showProblems(const QString &path, const std::vector<Diagnostic> &problems);
    /// The edit that has just been made, with an Undo; gone with the next step, which is not what it would undo.
    void toast(const QString &text);
    void showError(const QString &id, const QString &text);
    /// Takes what is on disk; says what is wrong with it.
    void reload();
    /// An edit that was not made, for those whose place has no room to say why. Gone with the next edit that is made.
    void showRefusal(const QString &what, const EditResult &result);

private:
    void showStartError();
    bool use(const ListenProposal &proposal);
    void showChangedOnDisk();
    void showDifference();
    void refreshDifference();

    Document &m_document;
    InfoBarStack &m_bars;
    ToastArea &m_toasts;
    QPointer<QDialog> m_difference; ///< while it is open
};

} // namespace lbfy
