// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/config/tomlview.h"

#include <algorithm>

namespace lbfy {

namespace {

/// The table of that name, made if there is none.
TomlTable &childOf(TomlTable &table, const std::string &name)
{
    auto &child = table.tables[name];
    if (!child)
        child = std::make_unique<TomlTable>();
    return *child;
}

void addItem(TomlTable &table, TomlItem &item, const TomlPlace &place);

void addItems(TomlTable &table, const TomlPlace &place)
{
    table.places.push_back(place);
    for (const auto &item : place.body->items)
        addItem(table, *item, place);
}

bool isListOfTables(const TomlValue &value)
{
    return value.kind == TomlKind::Array
            && std::ranges::all_of(value.items, [](const auto &item) { return item->value.kind == TomlKind::Table; });
}

void addItem(TomlTable &base, TomlItem &item, const TomlPlace &place)
{
    TomlTable *table = &base;
    TomlPlace inner = place;
    for (std::size_t i = 0; i + 1 < item.path.size(); ++i) {
        table = &childOf(*table, item.path[i]);
        inner.prefix.push_back(item.path[i]);
        const auto same = [&](const TomlPlace &known) {
            return known.body == inner.body && known.prefix == inner.prefix;
        };
        if (std::ranges::none_of(table->places, same))
            table->places.push_back(inner);
    }
    const std::string &name = item.path.back();
    if (item.value.kind == TomlKind::Table) {
        addItems(childOf(*table, name), {&item.value, nullptr, {}});
    } else if (isListOfTables(item.value)) {
        auto list = std::make_unique<TomlList>();
        list->item = &item;
        for (const auto &element : item.value.items)
            addItems(*list->elements.emplace_back(std::make_unique<TomlTable>()), {&element->value, nullptr, {}});
        table->lists[name] = std::move(list);
    } else {
        table->keys[name] = {&item, place.body};
    }
}

/// One step down from a table along the path of a header: into the last element where it is a list.
TomlTable &stepOf(TomlTable &table, const std::string &name)
{
    const TomlList *list = table.list(name);
    return list && !list->elements.empty() ? *list->elements.back() : childOf(table, name);
}

void addBlock(TomlTable &root, TomlBlock &block)
{
    const TomlPlace place {&block.body, &block, {}};
    if (block.path.empty())
        return addItems(root, place);
    TomlTable *table = &root;
    for (std::size_t i = 0; i + 1 < block.path.size(); ++i)
        table = &stepOf(*table, block.path[i]);
    if (!block.isArray)
        return addItems(childOf(*table, block.path.back()), place);
    auto &list = table->lists[block.path.back()];
    if (!list)
        list = std::make_unique<TomlList>();
    addItems(*list->elements.emplace_back(std::make_unique<TomlTable>()), place);
}

} // namespace

TomlTable *TomlTable::table(std::string_view name) const
{
    const auto found = tables.find(name);
    return found == tables.end() ? nullptr : found->second.get();
}

TomlList *TomlTable::list(std::string_view name) const
{
    const auto found = lists.find(name);
    return found == lists.end() ? nullptr : found->second.get();
}

TomlTable viewOf(const TomlLayout &layout)
{
    TomlTable root;
    for (const TomlPiece &piece : layout.pieces) {
        if (piece.block)
            addBlock(root, *piece.block);
    }
    return root;
}

} // namespace lbfy
