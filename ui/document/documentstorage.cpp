// SPDX-License-Identifier: GPL-3.0-or-later
//
// Document and its file.

#include "ui/document/document.h"

#include "ui/document/editcommand.h"

#include <QFileInfo>

#include <utility>

namespace lbfy {

/// Another document: nothing of the old one can be undone. If the engine refuses it, it is shown all the same, stopped,
/// since somebody who opens a file wants to see it and to mend it.
void Document::replaceAll(Config config, const QString &path)
{
    const bool restart = m_running && !m_apply(config).ok();
    if (restart) {
        Config nothing = m_state->config;
        nothing.services.clear();
        m_apply(nothing);
        m_running = false;
    }
    m_stack.clear();
    adopt(std::make_shared<const DocumentState>(identify(std::move(config), {}, m_ids)));
    Q_EMIT pathChanged(path);
    if (restart && !start().ok())
        Q_EMIT runningChanged(false);
}

void Document::newFile()
{
    m_file.detach();
    replaceAll(defaultConfig(), {});
}

std::vector<Diagnostic> Document::open(const QString &path)
{
    DocumentFile::Loaded loaded = DocumentFile::load(path);
    if (hasErrors(loaded.draft.diagnostics))
        return loaded.draft.diagnostics;
    m_file.attach(loaded);
    replaceAll(std::move(loaded.draft.config), m_file.path());
    return loaded.draft.diagnostics;
}

void Document::setConfig(const Config &config, const QString &path)
{
    m_file.detach();
    if (!path.isEmpty())
        m_file.attach(DocumentFile::load(path));
    replaceAll(config, m_file.path());
    // What options have changed of a file is not in the file.
    if (!path.isEmpty() && DocumentFile::load(path).draft.config != config)
        m_stack.resetClean();
}

EditResult Document::save()
{
    if (path().isEmpty())
        return {{tr("This configuration has no file yet: choose “Save as…”.")}, {}};
    if (const QString problem = m_file.save(config()); !problem.isEmpty())
        return {{problem}, {}};
    m_stack.setClean();
    return {};
}

EditResult Document::saveAs(const QString &path)
{
    if (const QString problem = m_file.saveAs(config(), path); !problem.isEmpty())
        return {{problem}, {}};
    m_stack.setClean();
    Q_EMIT pathChanged(m_file.path());
    return {};
}

std::vector<Diagnostic> Document::reload()
{
    DocumentFile::Loaded loaded = DocumentFile::load(path());
    if (hasErrors(loaded.draft.diagnostics))
        return loaded.draft.diagnostics;
    const EditResult result = commit(
            identify(std::move(loaded.draft.config), *m_state, m_ids),
            {tr("Reload %1").arg(QFileInfo(path()).fileName()), TimelineEvent::Kind::Reload, {}, {}, {}});
    for (const QString &error : result.errors)
        loaded.draft.diagnostics.push_back({path().toStdString(), 0, 0, Severity::Error, error.toStdString()});
    if (!result.ok())
        return loaded.draft.diagnostics;
    m_file.attach(loaded);
    m_stack.setClean();
    return loaded.draft.diagnostics;
}

QString Document::difference() const
{
    return m_file.difference(config());
}

void Document::keepMine()
{
    m_file.acceptDisk();
    m_stack.resetClean();
}

} // namespace lbfy
