// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/preferencesdialog.h"

#include "ui/settings/preferences.h"
#include "ui/theme/icons.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace lbfy {

namespace {

constexpr std::array<int, 3> rates {1, 2, 4};

QLabel *makeHint(const QString &text, QWidget *parent)
{
    auto *hint = new QLabel(text, parent);
    QFont small = hint->font();
    small.setPointSizeF(small.pointSizeF() * 0.92);
    hint->setFont(small);
    hint->setForegroundRole(QPalette::PlaceholderText);
    return hint;
}

QWidget *makeTheme(Preferences &preferences, QWidget *parent)
{
    auto *theme = new SegmentedControl(PreferencesDialog::tr("Theme"),
                                       {{PreferencesDialog::tr("System"),
                                         PreferencesDialog::tr("As the desktop wants it"),
                                         {},
                                         icon(IconName::System)},
                                        {PreferencesDialog::tr("Light"), {}, {}, icon(IconName::Sun)},
                                        {PreferencesDialog::tr("Dark"), {}, {}, icon(IconName::Moon)}},
                                       parent);
    theme->setCurrentIndex(static_cast<int>(preferences.theme()));
    QObject::connect(theme, &SegmentedControl::chosen, &preferences,
                     [&preferences](int index) { preferences.setTheme(static_cast<ThemeChoice>(index)); });
    return theme;
}

QWidget *makeRate(Preferences &preferences, QWidget *parent)
{
    const auto choice = [](const QString &text) { return SegmentChoice {text, {}, {}, {}}; };
    auto *rate = new SegmentedControl(
            PreferencesDialog::tr("Updates per second"),
            {choice(QStringLiteral("1")), choice(QStringLiteral("2")), choice(QStringLiteral("4"))}, parent);
    rate->setCurrentIndex(static_cast<int>(std::ranges::find(rates, preferences.uiRate()) - rates.begin()));
    QObject::connect(rate, &SegmentedControl::chosen, &preferences,
                     [&preferences](int index) { preferences.setUiRate(rates.at(static_cast<std::size_t>(index))); });
    return rate;
}

QComboBox *makeLanguage(Preferences &preferences, QWidget *parent)
{
    auto *language = new QComboBox(parent);
    language->addItem(PreferencesDialog::tr("System"), QString());
    // Each in its own words, for those who read no other.
    language->addItem(QStringLiteral("English"), QStringLiteral("en"));
    language->addItem(QStringLiteral("Deutsch"), QStringLiteral("de"));
    language->setCurrentIndex(std::max(language->findData(preferences.language()), 0));
    QObject::connect(language, &QComboBox::activated, &preferences,
                     [&preferences, language] { preferences.setLanguage(language->currentData().toString()); });
    return language;
}

} // namespace

PreferencesDialog::PreferencesDialog(Preferences &preferences, TraySupport traySupport, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Preferences"));
    auto *form = new QFormLayout;
    form->setVerticalSpacing(10);
    form->setHorizontalSpacing(16);
    form->setFieldGrowthPolicy(QFormLayout::FieldsStayAtSizeHint);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->addRow(tr("&Theme"), makeTheme(preferences, this));
    form->addRow(tr("&Updates per second"), makeRate(preferences, this));
    auto *language = makeLanguage(preferences, this);
    form->addRow(tr("&Language"), language);
    auto *later = makeHint(tr("Holds from the next start."), this);
    form->addRow(QString(), later);
    later->hide();
    connect(language, &QComboBox::activated, later, &QWidget::show);

    auto *tray = new QCheckBox(tr("&Icon in the system tray; closing the window then keeps lbfy running"), this);
    tray->setChecked(preferences.tray());
    tray->setEnabled(traySupport == TraySupport::Available);
    connect(tray, &QCheckBox::toggled, &preferences, &Preferences::setTray);
    form->addRow(tr("Desktop"), tray);
    if (traySupport == TraySupport::None)
        form->addRow(QString(), makeHint(tr("This desktop shows no tray icons."), this));
    auto *notifications = new QCheckBox(tr("&Notify when a backend goes down while the window is hidden"), this);
    notifications->setChecked(preferences.notifications());
    connect(notifications, &QCheckBox::toggled, &preferences, &Preferences::setNotifications);
    form->addRow(QString(), notifications);

    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 14);
    layout->setSpacing(16);
    layout->addLayout(form);
    layout->addStretch(1);
    layout->addWidget(buttons);
}

} // namespace lbfy
