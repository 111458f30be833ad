// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/documentbars.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QFontDatabase>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <chrono>
#include <functional>

namespace lbfy {

using namespace std::chrono_literals;

namespace {

constexpr auto toastLife = 8s;
constexpr qsizetype problemsShown = 4;

QString firstOf(const QStringList &lines)
{
    QStringList shown = lines.mid(0, problemsShown);
    if (lines.size() > problemsShown)
        shown << DocumentBars::tr("… and %1 more").arg(lines.size() - problemsShown);
    return shown.join(QChar(u'\n'));
}

} // namespace

DocumentBars::DocumentBars(Document &document, InfoBarStack &bars, ToastArea &toasts, QObject *parent)
    : QObject(parent)
    , m_document(document)
    , m_bars(bars)
    , m_toasts(toasts)
{
    connect(&document, &Document::refused, this, &DocumentBars::showRefusal);
    connect(&document, &Document::changedOnDisk, this, &DocumentBars::showChangedOnDisk);
    connect(&document, &Document::edited, this, [this] { m_bars.dismiss(QStringLiteral("refused")); });
    connect(&document, &Document::applied, this, [this](const QString &, const QStringList &notes) {
        m_bars.dismiss(QStringLiteral("refused"));
        if (!notes.isEmpty())
            m_bars.show({InfoKind::Info, firstOf(notes), {}, std::nullopt, QStringLiteral("notes")});
    });
    connect(&document, &Document::runningChanged, this, [this](bool running) {
        if (running)
            m_bars.dismiss(QStringLiteral("start"));
    });
    connect(&document, &Document::pathChanged, this, [this] {
        m_bars.dismiss(QStringLiteral("disk"));
        if (m_difference)
            m_difference->close(); // it was of another file
    });
    connect(&document.undoStack(), &QUndoStack::indexChanged, this,
            [this] { m_toasts.stack().dismiss(QStringLiteral("undo")); });
}

void DocumentBars::start()
{
    if (!m_document.start().ok())
        showStartError();
}

void DocumentBars::showStartError()
{
    QList<InfoAction> actions;
    if (const auto &proposal = m_document.lastStart().proposal) {
        actions << InfoAction {tr("&Use %1").arg(proposal->address), [this, proposal] {
                                   if (use(*proposal))
                                       start();
                               }};
    }
    actions << InfoAction {tr("&Try again"), [this] { start(); }};
    m_bars.show(
            {InfoKind::Error, firstOf(m_document.lastStart().errors), actions, std::nullopt, QStringLiteral("start")});
}

bool DocumentBars::use(const ListenProposal &proposal)
{
    const EditResult result = m_document.useProposal(proposal);
    if (!result.ok())
        showRefusal(tr("Listen on %1").arg(proposal.address), result);
    return result.ok();
}

void DocumentBars::showRefusal(const QString &what, const EditResult &result)
{
    QList<InfoAction> actions;
    if (const auto &proposal = result.proposal)
        actions << InfoAction {tr("&Use %1").arg(proposal->address), [this, proposal] { use(*proposal); }};
    const QString text = tr("Not done: %1").arg(what) + QChar(u'\n') + firstOf(result.errors);
    m_bars.show({InfoKind::Error, text, actions, std::nullopt, QStringLiteral("refused")});
}

void DocumentBars::showProblems(const QString &path, const std::vector<Diagnostic> &problems)
{
    QStringList lines;
    for (const Diagnostic &problem : problems)
        lines << QString::fromStdString(problem.toString());
    const bool refused = hasErrors(problems);
    const QString head = refused ? tr("%1 was not opened:").arg(QFileInfo(path).fileName())
                                 : tr("%1 was opened, but:").arg(QFileInfo(path).fileName());
    m_bars.show({refused ? InfoKind::Error : InfoKind::Warning,
                 head + QChar(u'\n') + firstOf(lines),
                 {},
                 std::nullopt,
                 QStringLiteral("open")});
}

void DocumentBars::showError(const QString &id, const QString &text)
{
    m_bars.show({InfoKind::Error, text, {}, std::nullopt, id});
}

void DocumentBars::toast(const QString &text)
{
    InfoContent content {InfoKind::Info, text, {}, std::chrono::milliseconds(toastLife), QStringLiteral("undo")};
    content.actions << InfoAction {tr("&Undo"), [this] { m_document.undo(); }};
    m_toasts.show(std::move(content));
}

void DocumentBars::showChangedOnDisk()
{
    const QString name = QFileInfo(m_document.path()).fileName();
    const QString text = m_document.isModified()
            ? tr("%1 has changed on disk, and you have changes that are not saved.").arg(name)
            : tr("%1 has changed on disk.").arg(name);
    m_bars.show({InfoKind::Warning,
                 text,
                 {InfoAction {tr("&Reload"), [this] { reload(); }},
                  InfoAction {tr("Show &difference"), [this] { showDifference(); }, InfoAfter::Keep},
                  InfoAction {tr("&Keep mine"), [this] { m_document.keepMine(); }}},
                 std::nullopt,
                 QStringLiteral("disk")});
    refreshDifference();
}

void DocumentBars::reload()
{
    const auto problems = m_document.reload();
    if (!problems.empty())
        showProblems(m_document.path(), problems);
    if (!hasErrors(problems))
        m_bars.dismiss(QStringLiteral("disk"));
}

/// The window with the difference, if it is open, shows what it is by now.
void DocumentBars::refreshDifference()
{
    if (m_difference)
        m_difference->findChild<QPlainTextEdit *>()->setPlainText(m_document.difference());
}

void DocumentBars::showDifference()
{
    if (m_difference) {
        m_difference->activateWindow();
        return;
    }
    auto *dialog = new QDialog(m_bars.window());
    m_difference = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("%1: difference").arg(QFileInfo(m_document.path()).fileName()));
    auto *text = new QPlainTextEdit(m_document.difference(), dialog);
    text->setReadOnly(true);
    text->setLineWrapMode(QPlainTextEdit::NoWrap);
    text->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    text->setAccessibleName(tr("Lines only on disk begin with +, lines only here with -"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, dialog);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::close);
    const auto offer = [&](const QString &label, const std::function<void()> &run) {
        connect(buttons->addButton(label, QDialogButtonBox::ActionRole), &QPushButton::clicked, dialog,
                [this, dialog, run] {
                    m_bars.dismiss(QStringLiteral("disk"));
                    run();
                    dialog->close();
                });
    };
    offer(tr("&Reload"), [this] { reload(); });
    offer(tr("&Keep mine"), [this] { m_document.keepMine(); });
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(text);
    layout->addWidget(buttons);
    dialog->resize(720, 480);
    dialog->show();
}

} // namespace lbfy
