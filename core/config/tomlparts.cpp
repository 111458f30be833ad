// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/tomlparts.h"

#include "core/config/textlines.h"

#include <algorithm>
#include <iterator>

namespace lbfy {

namespace {

const TomlPath servicePathOfToml {"service"};
const TomlPath backendPathOfToml {"service", "backend"};

bool isService(const TomlPiece &piece)
{
    return piece.block && piece.block->isArray && piece.block->path == servicePathOfToml;
}

bool isBackend(const TomlPiece &piece)
{
    return piece.block && piece.block->isArray && piece.block->path == backendPathOfToml;
}

bool isRoot(const TomlPiece &piece)
{
    return piece.block && piece.block->header.empty();
}

/// The service itself or one of its tables.
bool isOfService(const TomlPiece &piece)
{
    return piece.block && !piece.block->path.empty() && piece.block->path.front() == "service";
}

void append(TomlPieces &pieces, TomlPieces more)
{
    std::ranges::move(more, std::back_inserter(pieces));
}

TomlPiece blockPiece(const NewBlock &block, const BlockStyle &style, const std::string &lineEnd)
{
    return {{}, makeBlock(block, style, lineEnd)};
}

/// The backends of a service as elements, everything else in the gaps.
TomlChain chainOfBackends(TomlPieces own)
{
    TomlChain chain;
    chain.gaps.emplace_back();
    for (TomlPiece &piece : own) {
        if (!isBackend(piece)) {
            chain.gaps.back().push_back(std::move(piece));
            continue;
        }
        chain.elements.emplace_back().push_back(std::move(piece));
        chain.gaps.emplace_back();
    }
    return chain;
}

bool hasBlankLines(const TomlPieces &pieces)
{
    return std::ranges::any_of(pieces, [](const TomlPiece &piece) { return !piece.block && !piece.text.empty(); });
}

} // namespace

std::vector<std::pair<std::string, NewKeys>> newSectionsOf(const ServiceConfig &service)
{
    std::vector<std::pair<std::string, NewKeys>> sections {
            {"health", newKeysOf(service.health, WriteName::No)},
            {"ejection", newKeysOf(service.ejection, WriteName::No)},
            {"latency", newKeysOf(service.latency, WriteName::No)},
    };
    std::erase_if(sections, [](const auto &section) { return section.second.empty(); });
    return sections;
}

TomlParts::TomlParts(TomlPieces pieces)
{
    m_rootWasEmpty = std::ranges::find_if(pieces, isRoot)->block->body.items.empty();
    for (TomlPiece &piece : pieces) {
        if (isService(piece))
            m_parts.emplace_back();
        (m_parts.empty() ? m_head : m_parts.back().own).push_back(std::move(piece));
    }
    for (Part &part : m_parts) {
        const auto end = std::find_if(part.own.rbegin(), part.own.rend(), isOfService).base();
        std::move(end, part.own.end(), std::back_inserter(part.after));
        part.own.erase(end, part.own.end());
    }
}

void TomlParts::addLog(const NewKeys &keys, const std::string &lineEnd)
{
    if (!endsWithBlankLine(m_head))
        m_head.push_back({lineEnd, nullptr});
    BlockStyle style;
    if (!m_parts.empty())
        style = styleOf(*m_parts.front().own.front().block);
    style.line.column = 0;
    m_head.push_back(blockPiece({{"log"}, false, keys}, style, lineEnd));
    if (!m_parts.empty())
        m_head.push_back({lineEnd, nullptr});
}

void TomlParts::addSection(std::size_t service, const std::string &name, const NewKeys &keys,
                           const std::string &lineEnd)
{
    TomlPieces &own = m_parts[service].own;
    const bool dense = own.size() > 1 && !hasBlankLines(own);
    const auto isSection = [](const TomlPiece &piece) { return isOfService(piece) && !isBackend(piece); };
    const auto neighbour = std::find_if(own.rbegin(), own.rend(), isSection);
    BlockStyle style = styleOf(*neighbour->block);
    if (isService(*neighbour) && own.size() > 1)
        style.headerIndent = backendStyle(service).headerIndent;
    TomlPieces added;
    if (!dense)
        added.push_back({lineEnd, nullptr});
    added.push_back(blockPiece({{"service", name}, false, keys}, style, lineEnd));
    own.insert(neighbour.base(), std::move_iterator(added.begin()), std::move_iterator(added.end()));
}

BlockStyle TomlParts::backendStyle(std::size_t service) const
{
    const auto last = [](const TomlPieces &pieces) -> const TomlBlock * {
        const auto found = std::find_if(pieces.rbegin(), pieces.rend(), isBackend);
        return found == pieces.rend() ? nullptr : found->block.get();
    };
    if (service < m_parts.size()) {
        if (const TomlBlock *block = last(m_parts[service].own))
            return styleOf(*block);
    }
    for (const Part &part : m_parts) {
        if (const TomlBlock *block = last(part.own))
            return styleOf(*block);
    }
    return m_parts.empty() ? BlockStyle {} : styleOf(*m_parts.back().own.front().block);
}

void TomlParts::arrangeBackends(std::size_t service, const ElementOrder &order, const std::string &lineEnd,
                                const std::function<NewKeys(std::size_t)> &makeKeys)
{
    const BlockStyle style = backendStyle(service);
    TomlPieces &own = m_parts[service].own;
    own = rearranged(chainOfBackends(std::move(own)), order, lineEnd, [&](std::size_t i) {
        TomlPieces pieces;
        pieces.push_back(blockPiece({backendPathOfToml, true, makeKeys(i)}, style, lineEnd));
        return pieces;
    });
}

/// Tables that stand among those of a service and are none of them are put before it, for it may move.
void TomlParts::separateForeign()
{
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        TomlPieces &before = i == 0 ? m_head : m_parts[i - 1].after;
        TomlPieces own;
        for (TomlPiece &piece : m_parts[i].own) {
            if (!piece.block || isOfService(piece)) {
                own.push_back(std::move(piece));
                continue;
            }
            before.push_back(std::move(piece));
            if (!own.empty() && !own.back().block) {
                before.push_back(std::move(own.back()));
                own.pop_back();
            }
        }
        m_parts[i].own = std::move(own);
    }
}

void TomlParts::arrangeServices(const ElementOrder &order, const std::string &lineEnd,
                                const std::function<NewService(std::size_t)> &makeService)
{
    separateForeign();
    const BlockStyle backends = backendStyle(m_parts.size());
    const BlockStyle services = m_parts.empty() ? BlockStyle {} : styleOf(*m_parts.back().own.front().block);
    TomlChain chain;
    chain.gaps.push_back(std::move(m_head));
    for (Part &part : m_parts) {
        chain.elements.push_back(std::move(part.own));
        chain.gaps.push_back(std::move(part.after));
    }
    m_parts.clear();
    m_head = rearranged(std::move(chain), order, lineEnd, [&](std::size_t i) {
        const NewService service = makeService(i);
        TomlPieces pieces;
        pieces.push_back(blockPiece({servicePathOfToml, true, service.keys}, services, lineEnd));
        for (const auto &[name, keys] : service.sections) {
            pieces.push_back({lineEnd, nullptr});
            BlockStyle style = services;
            style.headerIndent = backends.headerIndent;
            pieces.push_back(blockPiece({{"service", name}, false, keys}, style, lineEnd));
        }
        for (const NewKeys &keys : service.backends) {
            pieces.push_back({lineEnd, nullptr});
            pieces.push_back(blockPiece({backendPathOfToml, true, keys}, backends, lineEnd));
        }
        return pieces;
    });
}

/// Keys where there were none before the first header need a blank line around them.
void TomlParts::spaceRoot(const std::string &lineEnd)
{
    const auto root = std::ranges::find_if(m_head, isRoot);
    if (!m_rootWasEmpty || root->block->body.items.empty())
        return;
    if (root != m_head.begin() && !isBlank(linesOfText(std::prev(root)->text).back()))
        std::prev(root)->text += lineEnd;
    const bool inHead = std::next(root) != m_head.end();
    if (!inHead && m_parts.empty())
        return;
    const TomlPiece &next = inHead ? *std::next(root) : m_parts.front().own.front();
    if (next.block)
        root->block->body.tail = lineEnd;
}

TomlPieces TomlParts::pieces(const std::string &lineEnd) &&
{
    spaceRoot(lineEnd);
    for (Part &part : m_parts) {
        append(m_head, std::move(part.own));
        append(m_head, std::move(part.after));
    }
    return std::move(m_head);
}

} // namespace lbfy
