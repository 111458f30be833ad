// SPDX-License-Identifier: GPL-3.0-or-later
//
// The heap of deadlines against a sorted set that is told the same.

#include "core/lab/deadlineheap.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

namespace lbfy {

namespace {

struct Step {
    enum class Kind { Set, Cancel, TakeFirst };
    Kind kind;
    std::size_t which;
    int due;
};

} // namespace

TEST(DeadlineHeap, GivesTheEarliestWhateverWasSetMovedAndCancelled)
{
    ASSERT_TRUE(rc::check([] {
        std::array<Deadline, 40> deadlines;
        DeadlineHeap heap;
        std::map<Deadline *, MonoTime> model;
        const auto steps = *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 3 * 40 * 50));
        for (const int code : steps) {
            const Step step {static_cast<Step::Kind>(code % 3), static_cast<std::size_t>(code / 3 % 40), code / 120};
            Deadline *target = &deadlines[step.which];
            if (step.kind == Step::Kind::Set) {
                heap.set(*target, MonoTime(step.due));
                model[target] = MonoTime(step.due);
            } else if (step.kind == Step::Kind::TakeFirst && !heap.empty()) {
                target = heap.first();
                heap.cancel(*target);
                model.erase(target);
            } else {
                heap.cancel(*target);
                model.erase(target);
            }
            RC_ASSERT(heap.size() == model.size());
            RC_ASSERT(target->isSet() == model.contains(target));
            if (model.empty())
                continue;
            const auto earliest = std::ranges::min_element(model, {}, [](const auto &entry) { return entry.second; });
            RC_ASSERT(heap.first()->due() == earliest->second);
            RC_ASSERT(model.at(heap.first()) == earliest->second);
        }
    }));
}

} // namespace lbfy
