// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settingsform.h"

#include "ui/text/coretext.h"
#include "ui/theme/palette.h"
#include "ui/widgets/infobarstack.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace lbfy {

namespace {

constexpr int margin = 16;

/// What a group of fields is about, over a hair line.
class GroupHead final : public QWidget
{
public:
    GroupHead(const QString &title, const QString &sentence, QWidget *parent)
        : QWidget(parent)
        , m_sentence(new QLabel(sentence, this))
    {
        auto *head = new QLabel(title, this);
        QFont bold = head->font();
        bold.setWeight(QFont::DemiBold);
        bold.setPointSizeF(bold.pointSizeF() * 1.1);
        head->setFont(bold);
        m_sentence->setWordWrap(true);
        m_sentence->setVisible(!sentence.isEmpty());
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(12, 18, 0, 7);
        layout->setSpacing(2);
        layout->addWidget(head);
        layout->addWidget(m_sentence);
        tint();
    }

protected:
    void changeEvent(QEvent *event) override
    {
        if (event->type() == QEvent::PaletteChange)
            tint();
        QWidget::changeEvent(event);
    }
    void paintEvent(QPaintEvent *) override
    {
        QPainter(this).fillRect(QRect(12, height() - 3, width() - 12, 1), colorsFor(palette()).border);
    }

private:
    void tint()
    {
        QPalette faint;
        faint.setColor(QPalette::WindowText, colorsFor(palette()).axisText);
        if (m_sentence->palette().color(QPalette::WindowText) != faint.color(QPalette::WindowText))
            m_sentence->setPalette(faint);
    }

    QLabel *m_sentence;
};

} // namespace

SettingsForm::SettingsForm(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(this))
    , m_bars(new InfoBarStack(this))
    , m_area(new QScrollArea(this))
    , m_state(new QLabel(this))
{
    QFont large = m_title->font();
    large.setWeight(QFont::DemiBold);
    large.setPointSizeF(large.pointSizeF() * 1.3);
    m_title->setFont(large);
    m_title->setTextFormat(Qt::PlainText);
    auto *page = new QWidget(m_area);
    auto *pageLayout = new QVBoxLayout(page);
    pageLayout->setContentsMargins(0, 0, 8, 8);
    m_page = new QVBoxLayout;
    m_page->setSpacing(0);
    pageLayout->addLayout(m_page);
    pageLayout->addStretch(1);
    m_area->setWidget(page);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::NoFocus); // it follows the fields, which have the focus
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin - 12, margin - 4, margin - 8, margin - 4);
    auto *head = new QVBoxLayout;
    head->setContentsMargins(12, 0, 8, 0);
    head->addWidget(m_title);
    head->addWidget(m_bars);
    layout->addLayout(head);
    layout->addWidget(m_area, 1);
    makeFooter();
}

void SettingsForm::makeFooter()
{
    auto *cancelButton = new QPushButton(tr("Cancel"), this);
    m_apply = new QPushButton(tr("&Apply"), this);
    m_ok = new QPushButton(tr("&OK"), this);
    m_ok->setToolTip(tr("Apply and close (Ctrl+Return)"));
    m_apply->setToolTip(tr("Use these settings now; the file changes when you save"));
    cancelButton->setToolTip(tr("Close and change nothing (Esc)"));
    connect(cancelButton, &QPushButton::clicked, this, &SettingsForm::cancel);
    connect(m_apply, &QPushButton::clicked, this, &SettingsForm::apply);
    connect(m_ok, &QPushButton::clicked, this, &SettingsForm::accept);
    auto *footer = new QHBoxLayout;
    footer->setContentsMargins(12, 4, 8, 0);
    footer->addWidget(m_state, 1);
    footer->addWidget(cancelButton);
    footer->addWidget(m_apply);
    footer->addWidget(m_ok);
    static_cast<QVBoxLayout *>(layout())->addLayout(footer);
}

QSize SettingsForm::sizeHint() const
{
    return {fontMetrics().averageCharWidth() * 92, 640};
}

void SettingsForm::setTitle(const QString &title)
{
    m_title->setText(title);
    setAccessibleName(title);
    setWindowTitle(title);
}

void SettingsForm::startGroup(const QString &title, const QString &sentence)
{
    m_page->addWidget(new GroupHead(title, sentence, m_area->widget()));
}

void SettingsForm::addField(KeySpec spec)
{
    auto *field = new KeyField(std::move(spec), m_area->widget());
    connect(field, &KeyField::edited, this, &SettingsForm::refresh);
    m_page->addWidget(field);
    m_fields.append(field);
}

KeyField *SettingsForm::field(std::string_view section, std::string_view key) const
{
    for (KeyField *candidate : m_fields) {
        if (candidate->spec().section == section && candidate->spec().name == key)
            return candidate;
    }
    return nullptr;
}

int SettingsForm::changeCount() const
{
    return static_cast<int>(std::ranges::count_if(m_fields, &KeyField::isChanged));
}

bool SettingsForm::isValid() const
{
    return m_together && std::ranges::all_of(m_fields, &KeyField::isValid);
}

void SettingsForm::refresh()
{
    adapt();
    showTogether();
    showErrors();
    const int changes = changeCount();
    const auto wrong = std::ranges::count_if(m_fields, [](KeyField *at) { return !at->problem().isEmpty(); });
    QString state = changes == 0 ? tr("No changes") : tr("%n changes", nullptr, changes);
    if (wrong > 0)
        state += QStringLiteral(" · ") + tr("%1 to correct").arg(wrong);
    m_state->setText(state);
    m_apply->setEnabled(isValid() && changes > 0);
    m_ok->setEnabled(isValid());
    Q_EMIT edited();
}

void SettingsForm::showTogether()
{
    QStringList unplaced;
    QHash<KeyField *, QString> problems;
    m_together = true;
    for (const Diagnostic &diagnostic : checkTogether()) {
        if (diagnostic.severity != Severity::Error)
            continue;
        m_together = false;
        QString message = QString::fromStdString(diagnostic.message);
        const auto at = std::ranges::find_if(m_fields, [&](KeyField *candidate) {
            return message.startsWith(QString::fromStdString(pathOf(*candidate)) + QStringLiteral(": "));
        });
        if (at == m_fields.end()) {
            unplaced.append(message);
            continue;
        }
        message.remove(0, QString::fromStdString(pathOf(**at)).size() + 2);
        problems.insert(*at, coreText(shortened(**at, message)));
    }
    for (KeyField *at : std::as_const(m_fields))
        at->setOutsideProblem(problems.value(at));
    m_unplaced = unplaced;
}

void SettingsForm::setErrors(const QStringList &lines)
{
    m_errors = lines;
    showErrors();
}

void SettingsForm::showErrors()
{
    const auto tell = [this](const QString &id, const QStringList &lines) {
        if (lines.isEmpty())
            m_bars->dismiss(id);
        else
            m_bars->show({InfoKind::Error, lines.join(QLatin1Char('\n')), {}, {}, id});
    };
    tell(QStringLiteral("refused"), m_errors);
    tell(QStringLiteral("together"), m_unplaced);
}

void SettingsForm::apply()
{
    if (!isValid() || changeCount() == 0)
        return;
    setErrors({});
    commit();
    if (!m_errors.isEmpty())
        return;
    for (KeyField *at : std::as_const(m_fields))
        at->setBaseline(at->value());
    refresh();
}

void SettingsForm::accept()
{
    if (!isValid())
        return;
    apply();
    if (m_errors.isEmpty())
        Q_EMIT closeRequested();
}

void SettingsForm::cancel()
{
    setErrors({});
    for (KeyField *at : std::as_const(m_fields))
        at->revert();
    refresh();
    Q_EMIT closeRequested();
}

void SettingsForm::keyPressEvent(QKeyEvent *event)
{
    const bool isReturn = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape)
        return cancel();
    if (isReturn && event->modifiers().testFlag(Qt::ControlModifier))
        return accept();
    QWidget::keyPressEvent(event);
}

} // namespace lbfy
