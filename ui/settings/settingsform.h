// SPDX-License-Identifier: GPL-3.0-or-later
//
// A page of settings made from the tables of core/config/keys.h: a field for every key, in groups, below what is wrong
// with the whole, above Cancel, Apply and OK. Nothing leaves the page before Apply, and nothing wrong ever does. The
// pages for one service and for the program fill it. Thread: UI.

#pragma once

#include "core/config/diagnostic.h"
#include "ui/settings/keyfield.h"

#include <QList>
#include <QStringList>
#include <QWidget>

#include <string>
#include <string_view>
#include <vector>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace lbfy {

class InfoBarStack;

class SettingsForm : public QWidget
{
    Q_OBJECT
public:
    explicit SettingsForm(QWidget *parent = nullptr);

    const QList<KeyField *> &fields() const { return m_fields; }
    /// nullptr: no such key.
    KeyField *field(std::string_view section, std::string_view key) const;
    /// How many settings differ from what holds.
    int changeCount() const;
    bool isValid() const;
    /// Why what was handed over is refused: shown at the top, and OK then keeps the page open. To be called while the
    /// signal is handled; no lines: nothing is wrong.
    void setErrors(const QStringList &lines);
    QStringList errors() const { return m_errors; }

    QSize sizeHint() const override;

public Q_SLOTS:
    void apply();
    void accept();
    /// Back to what holds, and closed.
    void cancel();

Q_SIGNALS:
    /// The page has done its work.
    void closeRequested();
    void edited();

protected:
    enum class Fill {
        Anew, ///< whatever was typed is gone
        AroundChanges, ///< what the user has changed stays
    };

    void setTitle(const QString &title);
    void startGroup(const QString &title, const QString &sentence);
    /// A field for every row of the table that `wanted` takes.
    template<typename Section, typename Wanted>
    void addFields(std::string_view section, Wanted &&wanted);
    template<typename Section>
    void addFields(std::string_view section)
    {
        addFields<Section>(section, [](std::string_view) { return true; });
    }
    template<typename Section>
    void load(std::string_view section, const Section &from, Fill fill);
    template<typename Section>
    Section stored(std::string_view section) const;

    /// What the values are worth together: the checks of a whole configuration. A message that begins with the path of
    /// a field ("service[0].health.check: …") goes below that field, the rest to the top.
    virtual std::vector<Diagnostic> checkTogether() const = 0;
    /// The path of a field in those messages.
    virtual std::string pathOf(const KeyField &field) const = 0;
    /// Takes from a message what its place says already.
    virtual QString shortened(const KeyField &field, const QString &message) const = 0;
    /// Hands the values over.
    virtual void commit() = 0;
    /// Something was edited: which fields apply may have changed.
    virtual void adapt() { }

    void refresh();
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addField(KeySpec spec);
    void makeFooter();
    void showTogether();
    void showErrors();

    QList<KeyField *> m_fields;
    QStringList m_errors; ///< of the caller
    QStringList m_unplaced; ///< of the values together, without a field to show them
    bool m_together = true; ///< false: some value is wrong beside the others
    QLabel *m_title;
    InfoBarStack *m_bars;
    QScrollArea *m_area;
    QVBoxLayout *m_page;
    QLabel *m_state;
    QPushButton *m_apply = nullptr;
    QPushButton *m_ok = nullptr;
};

template<typename Section, typename Wanted>
void SettingsForm::addFields(std::string_view section, Wanted &&wanted)
{
    for (const Key<Section> &key : keysOf<Section>()) {
        if (wanted(key.name))
            addField(specOf(section, key));
    }
}

template<typename Section>
void SettingsForm::load(std::string_view section, const Section &from, Fill fill)
{
    for (const Key<Section> &key : keysOf<Section>()) {
        KeyField *at = field(section, key.name);
        if (fill == Fill::Anew)
            at->setBaseline(key.fetch(from));
        else
            at->rebase(key.fetch(from));
    }
}

template<typename Section>
Section SettingsForm::stored(std::string_view section) const
{
    // From the defaults: a value that is not set is the default of the few keys that need not be.
    Section into {};
    for (const Key<Section> &key : keysOf<Section>()) {
        const Value &value = field(section, key.name)->value();
        if (!std::holds_alternative<std::monostate>(value))
            (void)key.assign(key, into, value);
    }
    return into;
}

} // namespace lbfy
