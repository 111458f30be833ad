// SPDX-License-Identifier: GPL-3.0-or-later
//
// The configuration being edited. Every edit is checked as a file would be, applied to the running engine at once, and
// then, if the engine took it, one step of the undo stack; an edit that is refused leaves everything as it was. A step
// is a state before and a state after: whole configurations, so that undo cannot miss a part. The file is another
// matter and changes only by save(): see documentfile.h.
//
// Owner and thread: the window's. The engine is a function, so that tests can refuse and count.

#pragma once

#include "core/config/diagnostic.h"
#include "core/engine/balancer.h"
#include "ui/document/check.h"
#include "ui/document/documentfile.h"
#include "ui/document/documentstate.h"
#include "ui/document/headlesscommand.h"
#include "ui/events/timeline.h"

#include <QObject>
#include <QStringList>
#include <QUndoStack>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

QT_BEGIN_NAMESPACE
class QAction;
QT_END_NAMESPACE

namespace lbfy {

/// A free address to listen on, which the engine proposed when it could not have the one wanted.
struct ListenProposal {
    QString wanted;
    QString address; ///< "127.0.0.1:8081"
    bool metrics = false; ///< of the metrics endpoint; else of a service
};

/// What became of an edit.
struct EditResult {
    QStringList errors; ///< empty: it is in force (or changed nothing)
    std::vector<BackendId> added; ///< by an edit that adds backends
    std::optional<ListenProposal> proposal = {}; ///< with an error of the engine

    bool ok() const { return errors.isEmpty(); }
    QString message() const { return errors.join(u'\n'); }
};

/// Whether an edit may join the one before it, if that was of the same value within the last second: spinning.
enum class Merging { Separate, WithPrevious };

enum class Move { Up, Down };

class Document final : public QObject
{
    Q_OBJECT
public:
    using Apply = std::function<ApplyResult(const Config &)>;
    /// A steady time; tests give their own.
    using Clock = std::function<std::chrono::milliseconds()>;

    /// Starts as newFile(), stopped.
    explicit Document(Apply apply, QObject *parent = nullptr);
    ~Document() override;
    void setClock(Clock clock) { m_clock = std::move(clock); }

    // What is being edited.
    const Config &config() const { return m_state->config; }
    const DocumentState &state() const { return *m_state; }
    std::vector<ServiceId> services() const;
    /// Both null for an id that is not in the configuration (now: undo may bring it back).
    const ServiceConfig *service(ServiceId id) const;
    const BackendConfig *backend(BackendId id) const;
    std::vector<BackendId> backends(ServiceId id) const;
    std::optional<ServiceId> serviceNamed(const QString &name) const;
    std::optional<BackendId> backendNamed(ServiceId service, const QString &name) const;
    std::optional<ServiceId> serviceOf(BackendId id) const;
    /// Which of the series' colours is the backend's, for life: the lowest that was free in its service.
    int colorIndex(BackendId id) const;

    // Edits of backends. Several ids are one step.
    EditResult setField(const std::vector<BackendId> &ids, BackendField field, const QString &text,
                        Merging merging = Merging::Separate);
    /// What setField() would say, without doing it; the engine is not asked.
    EditResult checkField(BackendId id, BackendField field, const QString &text) const;
    /// See backendtext.h for the form. All or none.
    EditResult addBackends(ServiceId service, const QString &text);
    EditResult duplicateBackends(const std::vector<BackendId> &ids);
    /// New clients go elsewhere at once; open connections may finish within the drain timeout.
    EditResult removeBackends(const std::vector<BackendId> &ids);
    EditResult moveBackends(const std::vector<BackendId> &ids, Move direction);

    // Edits of services and of the whole.
    EditResult setStrategy(ServiceId service, StrategyKind strategy);
    EditResult setListen(ServiceId service, const QString &address);
    EditResult renameService(ServiceId service, const QString &name);
    /// All settings of `wanted` but its backends.
    EditResult setServiceSettings(ServiceId service, const ServiceConfig &wanted);
    EditResult addService(const ServiceConfig &service);
    EditResult removeService(ServiceId service);
    /// All of `wanted` but its services.
    EditResult setGlobalSettings(const Config &wanted);
    /// Takes the address that the engine proposed when it refused to start.
    EditResult useProposal(const ListenProposal &proposal);

    // Undo. The stack is for its signals and texts; steps are taken by undo() and redo(), which the engine may refuse.
    const QUndoStack &undoStack() const { return m_stack; }
    EditResult undo();
    EditResult redo();
    /// Actions with the step's text, enabled when there is one; owned by `parent`.
    QAction *createUndoAction(QObject *parent);
    QAction *createRedoAction(QObject *parent);

    // The engine.
    bool isRunning() const { return m_running; }
    EditResult start();
    void stop();
    /// What the last start() led to.
    const EditResult &lastStart() const { return m_lastStart; }
    static std::optional<ListenProposal> proposalIn(const std::vector<std::string> &errors);

    // The file.
    QString path() const { return m_file.path(); }
    bool isModified() const { return !m_stack.isClean(); }
    void newFile();
    /// Errors leave the document as it is; warnings come with a document that is open.
    std::vector<Diagnostic> open(const QString &path);
    /// A configuration from elsewhere (options, the last session); `path` may be empty.
    void setConfig(const Config &config, const QString &path);
    EditResult save();
    EditResult saveAs(const QString &path);
    /// After changedOnDisk(): takes the file's content, as an undo step.
    std::vector<Diagnostic> reload();
    /// From what save() would write to what is on disk: lines that begin with "- ", "+ " or two spaces.
    QString difference() const;
    /// The next save() replaces what is on disk.
    void keepMine();
    /// The command that starts the same without a window: see headlesscommand.h.
    HeadlessCommand headlessCommand() const
    {
        return lbfy::headlessCommand(config(), isModified() ? QString() : path());
    }

Q_SIGNALS:
    void configChanged();
    /// Services were added, removed, renamed or moved.
    void servicesChanged();
    /// Backends of this service, or their settings, are others now.
    void backendsChanged(lbfy::ServiceId service);
    void applied(const QString &what, const QStringList &notes);
    /// The engine refused what nobody waits for the result of: undo and redo by their actions, stopping. An edit's
    /// refusal is its result, for its caller to show where the edit was made.
    void refused(const QString &what, const lbfy::EditResult &result);
    /// For the timeline: an edit, its undo or its redo.
    void edited(lbfy::TimelineEvent::Kind kind, const QString &service, const QString &backend, const QString &text);
    void runningChanged(bool running);
    void modifiedChanged(bool modified);
    void pathChanged(const QString &path);
    void changedOnDisk();

private:
    friend class EditCommand;

    /// How an edit calls itself.
    struct Edit {
        QString text; ///< of the undo step
        TimelineEvent::Kind kind = TimelineEvent::Kind::Edit;
        QString service;
        QString backend;
        std::string mergeKey; ///< empty: a step of its own
    };

    EditResult commit(DocumentState next, Edit edit);
    EditResult applyState(const DocumentState &next, const QString &what);
    EditResult travel(int index, const QString &what);
    /// Takes over a state that the engine has; tells everybody.
    void adopt(DocumentStatePtr next);
    void replaceAll(Config config, const QString &path);
    void giveColors(const DocumentState &state);
    Edit editOf(const std::vector<BackendId> &ids, QString one, QString several) const;
    EditResult insertBackends(DocumentState next, std::size_t service, std::size_t at,
                              std::vector<BackendConfig> backends, const QString &duplicateOf);

    Apply m_apply;
    Clock m_clock;
    IdSource m_ids;
    DocumentStatePtr m_state;
    std::map<BackendId, int> m_colors;
    QUndoStack m_stack;
    DocumentFile m_file;
    EditResult m_lastStart;
    bool m_running = false;
};

} // namespace lbfy
