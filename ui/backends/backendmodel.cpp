// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the model answers, and edits. Its rows: backendmodelrows.cpp.

#include "ui/backends/backendmodel.h"

#include "core/config/config.h"
#include "ui/text/plaintip.h"

#include <array>

namespace lbfy {

namespace {

/// In the order of Column, from Name on.
constexpr std::array editable {BackendField::Name, BackendField::Address, BackendField::Weight,
                               BackendField::MaxConnections, BackendField::Backup};

} // namespace

std::optional<BackendField> BackendModel::fieldOf(int column)
{
    const int i = column - toInt(Column::Name);
    if (i < 0 || i >= static_cast<int>(editable.size()))
        return std::nullopt;
    return editable[static_cast<std::size_t>(i)];
}

int BackendModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int BackendModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(::lbfy::columnCount);
}

QVariant BackendModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    return valueOf(row(index.row()), toColumn(index.column()), role);
}

/// Views ask for many roles of a cell at once; the row is found once.
void BackendModel::multiData(const QModelIndex &index, QModelRoleDataSpan roles) const
{
    const bool valid = checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid);
    for (QModelRoleData &role : roles) {
        if (valid)
            role.setData(valueOf(row(index.row()), toColumn(index.column()), role.role()));
        else
            role.clearData();
    }
}

QVariant BackendModel::valueOf(const BackendRow &row, Column column, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return row.cell(column).first;
    case SecondLineRole:
        return row.cell(column).second;
    case Qt::EditRole:
        if (const auto field = fieldOf(toInt(column)))
            return fieldText(row.config, *field);
        return row.cell(column).first;
    case Qt::CheckStateRole:
        if (column == Column::Backup)
            return row.config.backup ? Qt::Checked : Qt::Unchecked;
        return {};
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(infoOf(column).alignment);
    case Qt::ToolTipRole:
        return plainTip(column == Column::State ? row.stateSentence() : row.cell(column).first);
    case Qt::AccessibleTextRole:
        return spoken(row, column);
    case Qt::AccessibleDescriptionRole:
        return infoOf(column).translatedExplanation();
    case IdRole:
        return row.id;
    default:
        return {};
    }
}

/// Words where the cell has a shape or a sign, and the column's name, which a reader of the screen does not see.
QString BackendModel::spoken(const BackendRow &row, Column column) const
{
    const CellText &cell = row.cell(column);
    if (column == Column::State)
        return row.stateSentence();
    if (column == Column::Name || column == Column::Address)
        return cell.first;
    QString text = cell.first;
    if (column == Column::Max && row.config.maxConnections == 0)
        text = tr("no limit");
    else if (infoOf(column).kind == ColumnKind::Live && !row.sortBy[static_cast<std::size_t>(column)])
        text = tr("no data");
    else if (!cell.second.isEmpty())
        text += QStringLiteral(", ") + cell.second;
    return tr("%1: %2").arg(infoOf(column).translatedTitle(), text);
}

QVariant BackendModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const ColumnInfo &info = infoOf(toColumn(section));
    switch (role) {
    case Qt::DisplayRole:
        return info.translatedTitle();
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return info.translatedExplanation();
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(info.alignment);
    default:
        return {};
    }
}

Qt::ItemFlags BackendModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
    if (fieldOf(index.column()))
        flags |= Qt::ItemIsEditable;
    if (index.column() == toInt(Column::Backup))
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

QString BackendModel::check(const QModelIndex &index, const QString &text) const
{
    const auto field = fieldOf(index.column());
    return field && index.isValid() ? m_document.checkField(idAt(index.row()), *field, text).message() : QString();
}

bool BackendModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (!index.isValid())
        return false;
    if (role == Qt::CheckStateRole)
        return commit(index, value.toInt() == Qt::Checked ? QStringLiteral("true") : QStringLiteral("false"),
                      Merging::Separate);
    return role == Qt::EditRole && commit(index, value.toString(), Merging::Separate);
}

bool BackendModel::spin(const QModelIndex &index, int value)
{
    return index.isValid() && commit(index, QString::number(value), Merging::WithPrevious);
}

bool BackendModel::commit(const QModelIndex &index, const QString &text, Merging merging)
{
    const auto field = fieldOf(index.column());
    if (!field)
        return false;
    const QPersistentModelIndex cell = index;
    const EditResult result = m_document.setField({idAt(index.row())}, *field, text, merging);
    if (!result.ok()) {
        Q_EMIT editRefused(cell, result.message());
        return false;
    }
    Q_EMIT editAccepted(cell);
    return true;
}

} // namespace lbfy
