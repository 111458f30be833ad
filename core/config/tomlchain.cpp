// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/tomlchain.h"

#include "core/config/textlines.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace lbfy {

namespace {

void append(TomlPieces &pieces, TomlPieces more)
{
    std::ranges::move(more, std::back_inserter(pieces));
}

bool hasText(const TomlPiece &piece)
{
    if (!piece.block)
        return !piece.text.empty();
    return !piece.block->header.empty() || !piece.block->body.items.empty();
}

/// What follows an element that is removed takes its place: the blank line behind goes, or at the end the one before.
/// Where something else follows, the blank line behind stays.
TomlPieces joinedWithoutElement(TomlPieces left, TomlPieces right)
{
    const auto isEmpty = [](const TomlPiece &piece) { return !piece.block && piece.text.empty(); };
    const bool endsHere = right.empty()
            || std::ranges::any_of(right, [](const TomlPiece &piece) { return piece.block != nullptr; });
    const bool nothingBefore = std::ranges::none_of(left, hasText);
    if (endsHere && !nothingBefore) {
        const bool blankBehind = right.empty() || !right.front().block;
        if (blankBehind && !left.back().block)
            left.back().text = withoutBlankEnd(left.back().text);
    } else if (!right.empty() && !right.front().block && (endsWithBlankLine(left) || isBlank(right.front().text))) {
        right.front().text = withoutBlankBegin(right.front().text);
    }
    append(left, std::move(right));
    std::erase_if(left, isEmpty);
    return left;
}

/// Gaps before the elements that stay, in the old order, and the one behind the last.
struct Slots {
    std::vector<TomlPieces> gaps;
    TomlPieces end;
};

Slots slotsOf(std::vector<TomlPieces> gaps, const std::vector<bool> &stays)
{
    Slots slots;
    TomlPieces gap = std::move(gaps.front());
    for (std::size_t i = 0; i < stays.size(); ++i) {
        if (stays[i])
            slots.gaps.push_back(std::exchange(gap, std::move(gaps[i + 1])));
        else
            gap = joinedWithoutElement(std::move(gap), std::move(gaps[i + 1]));
    }
    slots.end = std::move(gap);
    return slots;
}

/// Whether this list has no blank lines between its elements.
bool isDense(const TomlChain &chain)
{
    return !chain.elements.empty() && !endsWithBlankLine(chain.gaps[chain.elements.size() - 1]);
}

std::vector<bool> staying(const ElementOrder &order, std::size_t oldCount)
{
    std::vector<bool> stays(oldCount, false);
    for (const auto &old : order) {
        if (old)
            stays[*old] = true;
    }
    return stays;
}

/// Comments may go wherever their item goes, but what follows one has to stand on another line.
void separateFromComments(TomlValue &array)
{
    for (std::size_t i = 0; i < array.items.size(); ++i) {
        const bool last = i + 1 == array.items.size();
        std::string &next = last ? array.tail : array.items[i + 1]->lead;
        const std::string_view line = std::string_view(next).substr(0, next.find('\n'));
        if (isComment(array.items[i]->trail) && (next.find('\n') == std::string::npos || !isBlank(line)))
            next.insert(0, "\n");
    }
}

/// What leads to a new item: the blanks of its neighbours, without their comments.
std::string newLead(const TomlValue &array)
{
    if (array.items.empty())
        return " ";
    const std::string &lead = array.items.back()->lead;
    if (lead.find('\n') != std::string::npos)
        return std::string(lead.find('\r') == std::string::npos ? "\n" : "\r\n") + std::string(lastLine(lead));
    return array.items.size() > 1 ? lead : " ";
}

} // namespace

bool isUnchanged(const ElementOrder &order, std::size_t oldCount)
{
    bool same = order.size() == oldCount;
    for (std::size_t i = 0; same && i < oldCount; ++i)
        same = order[i] == i;
    return same;
}

bool endsWithBlankLine(const TomlPieces &pieces)
{
    const auto last = std::find_if(pieces.rbegin(), pieces.rend(), hasText);
    if (last == pieces.rend())
        return true;
    return !last->block && withoutBlankEnd(last->text).size() < last->text.size();
}

TomlPieces rearranged(TomlChain chain, const ElementOrder &order, const std::string &lineEnd,
                      const std::function<TomlPieces(std::size_t)> &makeElement)
{
    const bool dense = isDense(chain);
    const auto stays = staying(order, chain.elements.size());
    const bool anyStays = std::ranges::find(stays, true) != stays.end();
    Slots slots = slotsOf(std::move(chain.gaps), stays);
    // Where nothing stays, what is new stands behind everything.
    TomlPieces result = anyStays ? std::move(slots.gaps.front()) : std::exchange(slots.end, {});
    const auto separate = [&] {
        if (!dense && !endsWithBlankLine(result))
            result.push_back({lineEnd, nullptr});
    };
    std::size_t written = 0; // of those that stay
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i] && written > 0)
            append(result, std::move(slots.gaps[written]));
        else if (i > 0 || !anyStays)
            separate();
        append(result, order[i] ? std::move(chain.elements[*order[i]]) : makeElement(i));
        written += order[i] ? 1 : 0;
    }
    append(result, std::move(slots.end));
    return result;
}

void rearrange(TomlValue &array, const ElementOrder &order, const std::function<TomlValue(std::size_t)> &makeElement)
{
    const bool endsWithComma = !array.items.empty() && array.items.back()->comma;
    const std::string lead = newLead(array);
    auto items = std::exchange(array.items, {});
    std::vector<std::string> leads;
    for (const auto &item : items)
        leads.push_back(item->lead);
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i]) {
            array.items.push_back(std::move(items[*order[i]]));
            continue;
        }
        auto item = std::make_unique<TomlItem>();
        item->lead = lead;
        item->value = makeElement(i);
        array.items.push_back(std::move(item));
    }
    // Without comments, what leads to a value belongs to its position rather than to the value.
    const auto hasComment = [](const std::string &text) { return text.find('#') != std::string::npos; };
    const bool byPosition = std::ranges::none_of(leads, hasComment);
    for (std::size_t i = 0; i < array.items.size(); ++i) {
        array.items[i]->comma = i + 1 < array.items.size() || endsWithComma;
        if (byPosition)
            array.items[i]->lead = i < leads.size() ? leads[i] : lead;
    }
    separateFromComments(array);
}

} // namespace lbfy
