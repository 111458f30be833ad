// SPDX-License-Identifier: GPL-3.0-or-later
//
// The intrusive list, the paged list and the slab against plain models.

#include "core/proxy/intrusivelist.h"
#include "core/proxy/pagedlist.h"
#include "core/proxy/slab.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <deque>
#include <memory>
#include <set>
#include <vector>

namespace lbfy {
namespace {

struct TagA;
struct TagB;
struct Item
    : ListNode<TagA>
    , ListNode<TagB> {
    explicit Item(int v = 0) : value(v) { }
    int value;
};

std::vector<int> valuesOf(const IntrusiveList<Item, TagA> &list)
{
    std::vector<int> values;
    for (Item *item = list.front(); item; item = list.next(item))
        values.push_back(item->value);
    return values;
}

TEST(IntrusiveList, BehavesLikeAListUnderAnySequenceOfMoves)
{
    const bool ok = rc::check("moves and unlinks against std::list", [] {
        std::deque<Item> items;
        for (int i = 0; i < 8; ++i)
            items.emplace_back(i);
        IntrusiveList<Item, TagA> list;
        std::vector<int> model;
        const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 16));
        for (int step : steps) {
            Item &item = items[static_cast<std::size_t>(step % 8)];
            std::erase(model, item.value);
            if (step < 8) {
                list.moveToBack(&item);
                model.push_back(item.value);
            } else {
                static_cast<ListNode<TagA> &>(item).unlink();
            }
            RC_ASSERT(valuesOf(list) == model);
            RC_ASSERT(list.empty() == model.empty());
        }
    });
    EXPECT_TRUE(ok);
}

TEST(PagedList, ReadsEachElementThatStaysOnceWhateverComesAndGoesMeanwhile)
{
    const bool ok = rc::check("read, add and remove in any order", [] {
        std::deque<Item> items;
        PagedList<Item, TagA> list;
        std::vector<int> present;
        for (int i = 0; i < 6; ++i) {
            list.add(&items.emplace_back(i));
            present.push_back(i);
        }
        list.rewind();
        std::vector<int> read;
        std::set<int> removed;
        const auto readOne = [&] {
            if (!list.bookmark())
                return;
            RC_ASSERT(!removed.contains(list.bookmark()->value));
            read.push_back(list.bookmark()->value);
            list.advance();
        };
        for (const int step : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 12))) {
            if (step < 4) {
                readOne();
            } else if (step < 10 && !present.empty()) {
                const std::size_t which = static_cast<std::size_t>(step) % present.size();
                list.remove(&items[static_cast<std::size_t>(present[which])]);
                removed.insert(present[which]);
                present.erase(present.begin() + static_cast<std::ptrdiff_t>(which));
            } else if (list.bookmark()) { // what comes after the last was read is for the next reading
                present.push_back(static_cast<int>(items.size()));
                list.add(&items.emplace_back(present.back()));
            }
            RC_ASSERT(list.size() == present.size());
        }
        while (list.bookmark())
            readOne();
        RC_ASSERT(std::ranges::is_sorted(read) && std::ranges::adjacent_find(read) == read.end());
        for (const int value : present)
            RC_ASSERT(std::ranges::find(read, value) != read.end());
    });
    EXPECT_TRUE(ok);
}

TEST(IntrusiveList, AnElementLeavesWhenDestroyedAndMayBeInListsOfSeveralTags)
{
    IntrusiveList<Item, TagA> a;
    IntrusiveList<Item, TagB> b;
    Item first(1);
    a.moveToBack(&first);
    {
        Item second(2);
        a.moveToBack(&second);
        b.moveToBack(&second);
        EXPECT_EQ(valuesOf(a), (std::vector<int> {1, 2}));
    }
    EXPECT_EQ(valuesOf(a), (std::vector<int> {1}));
    EXPECT_TRUE(b.empty());
}

TEST(IntrusiveList, ElementsOutliveTheList)
{
    Item item(1);
    {
        IntrusiveList<Item, TagA> list;
        list.moveToBack(&item);
    }
    EXPECT_FALSE(static_cast<ListNode<TagA> &>(item).linked());
}

TEST(Slab, ReusesMemoryAndNeverHandsOutTheSameTwice)
{
    Slab<std::shared_ptr<int>> slab;
    const auto counted = std::make_shared<int>(1);
    std::vector<std::shared_ptr<int> *> objects;
    for (int i = 0; i < 200; ++i)
        objects.push_back(slab.create(counted));
    EXPECT_EQ(std::set(objects.begin(), objects.end()).size(), objects.size());
    EXPECT_EQ(counted.use_count(), 201);
    const std::set<std::shared_ptr<int> *> before(objects.begin(), objects.end());
    for (auto *object : objects)
        slab.destroy(object);
    EXPECT_EQ(counted.use_count(), 1);
    for (int i = 0; i < 200; ++i) {
        auto *object = slab.create(counted);
        EXPECT_TRUE(before.contains(object));
        objects[static_cast<std::size_t>(i)] = object;
    }
    for (auto *object : objects)
        slab.destroy(object);
}

} // namespace
} // namespace lbfy
