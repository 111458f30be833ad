// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/document/editcommand.h"

#include <utility>

namespace lbfy {

namespace {

constexpr std::chrono::milliseconds longestPause {1000};

} // namespace

EditCommand::EditCommand(Document &document, DocumentStatePtr before, DocumentStatePtr after, Document::Edit edit,
                         std::chrono::milliseconds at)
    : QUndoCommand(edit.text)
    , m_document(document)
    , m_before(std::move(before))
    , m_after(std::move(after))
    , m_edit(std::move(edit))
    , m_at(at)
{ }

bool EditCommand::mergeWith(const QUndoCommand *other)
{
    const auto *next = static_cast<const EditCommand *>(other);
    if (next->m_edit.mergeKey != m_edit.mergeKey || next->m_at - m_at > longestPause)
        return false;
    m_after = next->m_after;
    m_edit = next->m_edit;
    m_at = next->m_at;
    setText(m_edit.text);
    // Spun there and back again: nothing is left to undo.
    setObsolete(*m_before == *m_after);
    return true;
}

} // namespace lbfy
