// SPDX-License-Identifier: GPL-3.0-or-later
//
// One choice out of a few, all of them in sight: the strategy, the time window, words of a setting, the pages of a tab
// with a count behind each. Where there is no room for them side by side, it is a combo box of the same choices. To a
// screen reader it is a group of radio buttons, and the arrow keys move the choice as in one. Thread: UI.

#pragma once

#include <QIcon>
#include <QKeySequence>
#include <QList>
#include <QString>
#include <QWidget>

class QButtonGroup;
class QComboBox;

namespace lbfy {

struct SegmentChoice {
    QString text;
    QString toolTip; ///< what it does, a sentence
    QKeySequence shortcut; ///< shown with the tool tip; whose it is, is the window's business
    QIcon icon;
};

class SegmentedControl final : public QWidget
{
    Q_OBJECT
public:
    /// `name` is what a screen reader says of the whole, such as "Strategy".
    explicit SegmentedControl(const QString &name, const QList<SegmentChoice> &choices, QWidget *parent = nullptr);

    int count() const { return static_cast<int>(m_choices.size()); }
    int currentIndex() const { return m_current; }
    /// Does not emit chosen(): only what the user does does.
    void setCurrentIndex(int index);
    /// Shown behind the text: "Open 128".
    void setNumber(int index, const QString &number);
    bool isNarrow() const;
    /// What it needs as a list.
    int narrowWidth() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(int index);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void take(int index);
    void arrange();

    QList<SegmentChoice> m_choices;
    QWidget *m_row;
    QButtonGroup *m_buttons;
    QComboBox *m_combo;
    int m_current = 0;
};

} // namespace lbfy
