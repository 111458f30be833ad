// SPDX-License-Identifier: GPL-3.0-or-later
//
// One step of the undo stack: the state before, the state after, and what it is called.

#pragma once

#include "ui/document/document.h"

#include <QUndoCommand>

namespace lbfy {

class EditCommand final : public QUndoCommand
{
public:
    EditCommand(Document &document, DocumentStatePtr before, DocumentStatePtr after, Document::Edit edit,
                std::chrono::milliseconds at);

    const DocumentStatePtr &before() const { return m_before; }
    const DocumentStatePtr &after() const { return m_after; }
    const Document::Edit &edit() const { return m_edit; }

    void undo() override { m_document.adopt(m_before); }
    void redo() override { m_document.adopt(m_after); }
    /// Steps that may merge have one id; mergeWith() decides.
    int id() const override { return m_edit.mergeKey.empty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand *other) override;

private:
    Document &m_document;
    DocumentStatePtr m_before;
    DocumentStatePtr m_after;
    Document::Edit m_edit;
    std::chrono::milliseconds m_at; ///< of the newest edit in this step
};

} // namespace lbfy
