// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/document/document.h"

#include "ui/document/editcommand.h"
#include "ui/text/coretext.h"

#include <QAction>
#include <QRegularExpression>

#include <algorithm>
#include <set>
#include <utility>

namespace lbfy {

namespace {

EditResult toResult(const ApplyResult &result)
{
    return {coreTexts(result.errors), {}, Document::proposalIn(result.errors)};
}

/// A step holds whole configurations, and a window may be open for months.
constexpr int mostSteps = 200;

std::chrono::milliseconds steadyNow()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

} // namespace

Document::Document(Apply apply, QObject *parent)
    : QObject(parent)
    , m_apply(std::move(apply))
    , m_clock(steadyNow)
    , m_state(std::make_shared<const DocumentState>())
{
    m_stack.setUndoLimit(mostSteps);
    connect(&m_stack, &QUndoStack::cleanChanged, this, [this](bool clean) { Q_EMIT modifiedChanged(!clean); });
    connect(&m_file, &DocumentFile::changedOnDisk, this, &Document::changedOnDisk);
    newFile();
}

Document::~Document()
{
    // Members go in reverse order; nobody is to be told of it.
    m_stack.disconnect(this);
}

std::vector<ServiceId> Document::services() const
{
    std::vector<ServiceId> all;
    for (const ServiceIds &service : m_state->ids)
        all.push_back(service.id);
    return all;
}

const ServiceConfig *Document::service(ServiceId id) const
{
    const auto index = m_state->find(id);
    return index ? &config().services[*index] : nullptr;
}

const BackendConfig *Document::backend(BackendId id) const
{
    const auto place = m_state->findBackend(id);
    return place ? &m_state->at(*place) : nullptr;
}

std::vector<BackendId> Document::backends(ServiceId id) const
{
    const auto index = m_state->find(id);
    return index ? m_state->ids[*index].backends : std::vector<BackendId>();
}

std::optional<ServiceId> Document::serviceNamed(const QString &name) const
{
    const auto found = std::ranges::find(config().services, name.toStdString(), &ServiceConfig::name);
    if (found == config().services.end())
        return std::nullopt;
    return m_state->ids[static_cast<std::size_t>(found - config().services.begin())].id;
}

std::optional<BackendId> Document::backendNamed(ServiceId id, const QString &name) const
{
    const auto index = m_state->find(id);
    if (!index)
        return std::nullopt;
    const auto &all = config().services[*index].backends;
    const auto found = std::ranges::find(all, name.toStdString(), &BackendConfig::name);
    if (found == all.end())
        return std::nullopt;
    return m_state->ids[*index].backends[static_cast<std::size_t>(found - all.begin())];
}

std::optional<ServiceId> Document::serviceOf(BackendId id) const
{
    const auto place = m_state->findBackend(id);
    return place ? std::optional(m_state->ids[place->service].id) : std::nullopt;
}

int Document::colorIndex(BackendId id) const
{
    const auto found = m_colors.find(id);
    return found == m_colors.end() ? 0 : found->second;
}

void Document::giveColors(const DocumentState &state)
{
    for (const ServiceIds &service : state.ids) {
        std::set<int> taken;
        for (const BackendId id : service.backends) {
            if (const auto known = m_colors.find(id); known != m_colors.end())
                taken.insert(known->second);
        }
        for (const BackendId id : service.backends) {
            if (m_colors.contains(id))
                continue;
            int free = 0;
            while (taken.contains(free))
                ++free;
            taken.insert(free);
            m_colors.emplace(id, free);
        }
    }
}

EditResult Document::applyState(const DocumentState &next, const QString &what)
{
    if (!m_running)
        return {};
    const ApplyResult result = m_apply(next.config);
    if (result.ok()) {
        Q_EMIT applied(what, coreTexts(result.notes));
        return {};
    }
    return toResult(result);
}

EditResult Document::commit(DocumentState next, Edit edit)
{
    if (const QStringList problems = completeAndCheck(next.config); !problems.isEmpty())
        return {problems, {}};
    if (next == *m_state)
        return {};
    if (EditResult result = applyState(next, edit.text); !result.ok())
        return result;
    const Edit told = edit;
    m_stack.push(new EditCommand(*this, m_state, std::make_shared<const DocumentState>(std::move(next)),
                                 std::move(edit), m_clock()));
    Q_EMIT edited(told.kind, told.service, told.backend, told.text);
    return {};
}

void Document::adopt(DocumentStatePtr next)
{
    const DocumentStatePtr old = std::exchange(m_state, std::move(next));
    giveColors(*m_state);
    const auto sameServices = std::ranges::equal(old->ids, m_state->ids,
                                                 [](const ServiceIds &a, const ServiceIds &b) { return a.id == b.id; });
    const auto sameNames = std::ranges::equal(old->config.services, m_state->config.services, {}, &ServiceConfig::name,
                                              &ServiceConfig::name);
    if (!sameServices || !sameNames)
        Q_EMIT servicesChanged();
    for (std::size_t i = 0; i < m_state->ids.size(); ++i) {
        const ServiceIds &ids = m_state->ids[i];
        const auto before = old->find(ids.id);
        if (!before || old->ids[*before] != ids
            || old->config.services[*before].backends != m_state->config.services[i].backends)
            Q_EMIT backendsChanged(ids.id);
    }
    Q_EMIT configChanged();
}

EditResult Document::undo()
{
    if (!m_stack.canUndo())
        return {};
    return travel(m_stack.index() - 1, tr("Undo: %1").arg(m_stack.undoText()));
}

EditResult Document::redo()
{
    if (!m_stack.canRedo())
        return {};
    return travel(m_stack.index() + 1, m_stack.redoText());
}

/// One step to the index given. The engine is asked first: the stack itself cannot refuse.
EditResult Document::travel(int index, const QString &what)
{
    const bool back = index < m_stack.index();
    const auto *step = static_cast<const EditCommand *>(m_stack.command(back ? index : index - 1));
    if (EditResult result = applyState(back ? *step->before() : *step->after(), what); !result.ok()) {
        Q_EMIT refused(what, result);
        return result;
    }
    const Edit edit = step->edit();
    m_stack.setIndex(index);
    Q_EMIT edited(edit.kind, edit.service, edit.backend, what);
    return {};
}

QAction *Document::createUndoAction(QObject *parent)
{
    auto *action = new QAction(tr("Undo"), parent);
    action->setShortcut(QKeySequence::Undo);
    const auto update = [this, action] {
        action->setEnabled(m_stack.canUndo());
        action->setText(m_stack.canUndo() ? tr("Undo “%1”").arg(m_stack.undoText()) : tr("Undo"));
    };
    connect(&m_stack, &QUndoStack::indexChanged, action, update);
    connect(action, &QAction::triggered, this, &Document::undo);
    update();
    return action;
}

QAction *Document::createRedoAction(QObject *parent)
{
    auto *action = new QAction(tr("Redo"), parent);
    action->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    const auto update = [this, action] {
        action->setEnabled(m_stack.canRedo());
        action->setText(m_stack.canRedo() ? tr("Redo “%1”").arg(m_stack.redoText()) : tr("Redo"));
    };
    connect(&m_stack, &QUndoStack::indexChanged, action, update);
    connect(action, &QAction::triggered, this, &Document::redo);
    update();
    return action;
}

EditResult Document::start()
{
    const ApplyResult result = m_apply(config());
    m_lastStart = toResult(result);
    if (!result.ok())
        return m_lastStart;
    Q_EMIT applied(tr("Start"), coreTexts(result.notes));
    if (!std::exchange(m_running, true))
        Q_EMIT runningChanged(true);
    return {};
}

/// Without services the engine listens on nothing and lets open connections finish.
void Document::stop()
{
    if (!m_running)
        return;
    Config nothing = config();
    nothing.services.clear();
    const ApplyResult result = m_apply(nothing);
    if (!result.ok()) {
        Q_EMIT refused(tr("Stop"), toResult(result));
        return;
    }
    m_running = false;
    Q_EMIT applied(tr("Stop"), coreTexts(result.notes));
    Q_EMIT runningChanged(false);
}

/// The engine's message ends with what to type on a command line: "…; try --listen 127.0.0.1:8081".
std::optional<ListenProposal> Document::proposalIn(const std::vector<std::string> &errors)
{
    static const QRegularExpression pattern(
            QStringLiteral("^cannot listen on (\\S+): .*; try --(listen|metrics) (\\S+)$"));
    for (const std::string &error : errors) {
        const auto match = pattern.match(QString::fromStdString(error));
        if (match.hasMatch())
            return ListenProposal {match.captured(1), match.captured(3), match.captured(2) == u"metrics"};
    }
    return std::nullopt;
}

} // namespace lbfy
