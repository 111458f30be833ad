// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/pickmodel.h"
#include "core/observe/log.h"
#include "ui/tabs/cellroles.h"
#include "ui/tabs/pickwords.h"
#include "ui/text/format.h"
#include "ui/theme/glyphs.h"

#include <algorithm>
#include <array>

namespace lbfy {

namespace {

bool isSame(const Pick &a, const Pick &b)
{
    return a.at == b.at && a.client == b.client && a.service == b.service && a.chosen == b.chosen;
}

} // namespace

int PickModel::freshIn(const std::vector<Pick> &picks) const
{
    const auto known = [this](const Pick &pick) { return !m_picks.empty() && isSame(pick, m_picks.front()); };
    return static_cast<int>(std::find_if(picks.rbegin(), picks.rend(), known) - picks.rbegin());
}

void PickModel::update(const std::vector<Pick> &picks)
{
    const int fresh = freshIn(picks);
    if (fresh > 0) {
        beginInsertRows({}, 0, fresh - 1);
        m_picks.insert(m_picks.begin(), picks.rbegin(), picks.rbegin() + fresh);
        endInsertRows();
    }
    // After a restart, or with nobody watching, what is no longer told of goes as well.
    const std::size_t left = std::min(picks.empty() ? 0 : kept, m_picks.size());
    if (left < m_picks.size()) {
        beginRemoveRows({}, static_cast<int>(left), rowCount() - 1);
        m_picks.resize(left);
        endRemoveRows();
    }
}

int PickModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_picks.size());
}

int PickModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : columns;
}

QString PickModel::textOf(const Pick &pick, int column) const
{
    switch (column) {
    case Time:
        return formatTimeOfDay(pick.at);
    case Client:
        return QString::fromStdString(pick.client);
    case Service:
        return QString::fromStdString(pick.service);
    case Strategy:
        return titleOf(pick.strategy);
    default:
        return pick.chosen.empty() ? tr("Nobody usable") : QString::fromStdString(pick.chosen);
    }
}

QVariant PickModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Pick &pick = pickAt(index.row());
    const bool refused = index.column() == Chosen && pick.chosen.empty();
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return textOf(pick, index.column());
    case Qt::AccessibleDescriptionRole:
        return sentenceOf(pick);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    case ToneRole:
        if (refused)
            return QVariant::fromValue(Tone::Bad);
        return QVariant::fromValue(index.column() == Time || index.column() == Strategy ? Tone::Muted : Tone::Plain);
    case GlyphRole:
        return QVariant::fromValue(refused ? Glyph::Octagon : Glyph::None);
    case ExportRole: {
        if (index.column() != Time)
            return textOf(pick, index.column());
        std::string time;
        appendIsoTime(time, pick.at);
        return QString::fromStdString(time);
    }
    default:
        return {};
    }
}

QVariant PickModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columns)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return std::array {tr("Time"), tr("Client"), tr("Service"), tr("Strategy"), tr("Chosen")}[section];
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::Alignment(Qt::AlignVCenter | Qt::AlignLeft));
    case SampleRole:
        return std::array {QStringLiteral("00:00:00"), QStringLiteral("192.168.1.20:52114"),
                           QStringLiteral("websocket"), titleOf(StrategyKind::LeastConnections),
                           QString(QStringLiteral("OO ") + tr("Nobody usable"))}[section];
    case HiddenRole:
        return section == Service || section == Strategy;
    default:
        return {};
    }
}

} // namespace lbfy
