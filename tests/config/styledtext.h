// SPDX-License-Identifier: GPL-3.0-or-later
//
// A configuration written by somebody with habits of their own: order, forms, spacing, quotes, comments, line ends.
// Remembers whose each comment is, so that a test can tell which of them may go.

#pragma once

#include "core/config/configmatch.h"
#include "core/config/newkeys.h"

#include <random>
#include <string>
#include <utility>
#include <vector>

namespace lbfy {

struct StyledComment {
    std::string text; ///< occurs once
    std::string service; ///< whose it is; empty: nobody's
    std::string backend;
};

class StyledText
{
public:
    /// Writes the names that are flagged.
    StyledText(const Config &config, const NameFlags &names, unsigned seed);

    const std::string &text() const { return m_text; }
    const std::vector<StyledComment> &comments() const { return m_comments; }

private:
    struct Owner {
        std::string service;
        std::string backend;
    };

    bool chance(int percent) { return static_cast<int>(m_random() % 100) < percent; }

    template<typename Section>
    NewKeys rowsOf(const Section &section, WriteName writeName);
    std::string spelled(const Value &value);
    std::string comment(const Owner &owner);
    std::string commentLines(const Owner &owner);
    std::string line(const std::string &key, const std::string &value, const Owner &owner);
    std::string lines(const NewKeys &rows, const std::string &prefix, const Owner &owner);
    std::string inlineTable(const NewKeys &rows);
    std::string block(const std::string &header, const std::string &lines, const Owner &owner, const Owner &around);
    std::string inlineBackends(const ServiceConfig &service, const std::vector<bool> &names, const Owner &owner);
    std::string inlineService(const ServiceConfig &service, std::size_t number);
    std::string serviceBlocks(const ServiceConfig &service, std::size_t number);
    void sections(const ServiceConfig &service, std::string &ownLines, std::vector<std::string> &blocks,
                  const Owner &owner);
    void section(const std::string &name, const NewKeys &rows, std::string &ownLines, std::vector<std::string> &blocks,
                 const Owner &owner);
    void write(const Config &config);

    std::mt19937 m_random;
    const NameFlags &m_names;
    std::string m_lineEnd;
    std::string m_indent;
    std::string m_equals;
    std::size_t m_column = 0; ///< of equals signs; 0: not aligned
    int m_commented = 0; ///< percent of places that have a comment
    bool m_dense = false;
    std::string m_text;
    std::vector<StyledComment> m_comments;
};

} // namespace lbfy
