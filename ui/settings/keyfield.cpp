// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/keyfield.h"

#include "ui/text/coretext.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/icons.h"
#include "ui/theme/palette.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QCheckBox>
#include <QEvent>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace lbfy {

namespace {

constexpr int markWidth = 3;
constexpr int titleCharacters = 21;
constexpr int glyphSide = 14;

QLabel *makeSmallLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    QFont small = label->font();
    small.setPointSizeF(small.pointSizeF() * 0.92);
    label->setFont(small);
    label->setTextFormat(Qt::PlainText);
    return label;
}

SegmentedControl *makeChoices(const KeySpec &spec, QWidget *parent)
{
    QList<SegmentChoice> choices;
    for (const WordChoice &word : spec.words)
        choices.append({word.title, {}, {}, {}});
    return new SegmentedControl(spec.title, choices, parent);
}

} // namespace

KeyField::KeyField(KeySpec spec, QWidget *parent)
    : QWidget(parent)
    , m_spec(std::move(spec))
    , m_baseline(m_spec.standard)
    , m_value(m_spec.standard)
    , m_title(new QLabel(m_spec.title, this))
    , m_reset(new QToolButton(this))
    , m_state(makeSmallLabel(this))
    , m_explanation(makeSmallLabel(this))
    , m_message(makeSmallLabel(this))
{
    makeControl();
    m_title->setBuddy(control());
    m_title->setFixedWidth(fontMetrics().averageCharWidth() * titleCharacters);
    m_title->setWordWrap(true);
    const QString standard = shownValue(m_spec, m_spec.standard);
    m_explanation->setText(m_spec.hasStandard() && !standard.isEmpty()
                                   ? tr("%1. Default %2").arg(m_spec.explanation, standard)
                                   : m_spec.explanation);
    m_explanation->setWordWrap(true);
    m_message->setWordWrap(true);
    m_message->setIndent(glyphSide + 6);
    m_reset->setIcon(icon(IconName::Reset));
    m_reset->setIconSize({14, 14});
    m_reset->setFixedSize(26, 26);
    m_reset->setAutoRaise(true);
    connect(m_reset, &QToolButton::clicked, this, &KeyField::reset);
    arrange();
    paintColors();
    showValue();
}

void KeyField::makeControl()
{
    switch (m_spec.type) {
    case KeyType::Boolean:
        m_box = new QCheckBox(shownValue(m_spec, true), this);
        connect(m_box, &QCheckBox::toggled, this, [this](bool on) { take(Value {on}); });
        break;
    case KeyType::Word:
        m_choices = makeChoices(m_spec, this);
        connect(m_choices, &SegmentedControl::chosen, this, [this](int index) { take(m_spec.words.at(index).value); });
        break;
    case KeyType::Integer:
    case KeyType::Duration:
    case KeyType::Text:
    case KeyType::Address:
        m_edit = new QLineEdit(this);
        if (m_spec.hasStandard())
            m_edit->setPlaceholderText(textOfValue(m_spec, m_spec.standard));
        m_edit->installEventFilter(this);
        connect(m_edit, &QLineEdit::textChanged, this,
                [this](const QString &text) { take(valueOfText(m_spec, text)); });
        break;
    }
    control()->setAccessibleName(m_spec.title);
}

QWidget *KeyField::control() const
{
    return m_edit ? static_cast<QWidget *>(m_edit) : m_box ? static_cast<QWidget *>(m_box) : m_choices;
}

void KeyField::arrange()
{
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(markWidth + 9, 5, 4, 5);
    layout->setHorizontalSpacing(8);
    layout->setVerticalSpacing(2);
    layout->addWidget(m_title, 0, 0, Qt::AlignVCenter);
    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    const bool isShort = m_spec.type == KeyType::Integer || m_spec.type == KeyType::Duration;
    if (m_edit) {
        m_edit->setMinimumHeight(28);
        m_edit->setMinimumWidth(120);
        m_edit->setMaximumWidth(isShort ? 150 : 320);
    }
    line->addWidget(control(), m_edit && !isShort ? 3 : 0);
    line->addWidget(m_state);
    line->addStretch(1);
    line->addWidget(m_reset);
    layout->addLayout(line, 0, 1);
    layout->addWidget(m_explanation, 1, 1);
    layout->addWidget(m_message, 2, 1);
    layout->setColumnStretch(1, 1);
}

void KeyField::setBaseline(const Value &value)
{
    m_baseline = value;
    m_value = value;
    m_problem.clear();
    m_outsideProblem.clear();
    showValue();
}

void KeyField::rebase(const Value &value)
{
    if (!isChanged())
        return setBaseline(value);
    m_baseline = value;
    showState();
}

void KeyField::reset()
{
    m_value = m_spec.standard;
    m_problem.clear();
    showValue();
    control()->setFocus();
    Q_EMIT edited();
}

void KeyField::take(const Result<Value> &value)
{
    if (value)
        m_value = *value;
    m_problem = value ? QString() : coreText(value.message());
    m_outsideProblem.clear();
    showState();
    Q_EMIT edited();
}

void KeyField::setOutsideProblem(const QString &problem)
{
    if (problem == m_outsideProblem)
        return;
    m_outsideProblem = problem;
    showState();
}

QString KeyField::problem() const
{
    return m_problem.isEmpty() ? m_outsideProblem : m_problem;
}

void KeyField::setApplies(bool applies)
{
    m_applies = applies;
    setVisible(applies);
}

void KeyField::showValue()
{
    if (m_edit) {
        const QSignalBlocker silence(m_edit);
        m_edit->setText(textOfValue(m_spec, m_value));
    } else if (m_box) {
        const QSignalBlocker silence(m_box);
        m_box->setChecked(std::get_if<bool>(&m_value) && std::get<bool>(m_value));
    } else {
        const auto word = std::ranges::find(m_spec.words, m_value, &WordChoice::value);
        m_choices->setCurrentIndex(static_cast<int>(word - m_spec.words.begin()));
    }
    showState();
}

void KeyField::showState()
{
    const bool isStandard = m_problem.isEmpty() && m_value == m_spec.standard;
    const QString standard = shownValue(m_spec, m_spec.standard);
    const bool canReset = m_spec.hasStandard() && !isStandard;
    m_reset->setEnabled(canReset);
    // The place stays, so that the line does not jump when the first letter is typed.
    m_reset->setIcon(canReset ? icon(IconName::Reset) : QIcon());
    const QString back = tr("Back to the default, %1").arg(standard.isEmpty() ? tr("nothing") : standard);
    m_reset->setToolTip(canReset ? back : QString());
    m_reset->setAccessibleName(tr("%1: back to the default").arg(m_spec.title));
    const QString before = shownValue(m_spec, m_baseline);
    m_state->setText(!isChanged() ? QString() : before.isEmpty() ? tr("was empty") : tr("was %1").arg(before));
    m_message->setText(problem());
    m_message->setVisible(!problem().isEmpty());
    const QString said = problem().isEmpty() ? m_spec.explanation : problem();
    control()->setAccessibleDescription(isChanged() ? tr("%1; changed, not applied yet").arg(said) : said);
    control()->setToolTip(tr("%1 (%2 in the file)").arg(m_spec.explanation, QString::fromStdString(m_spec.name)));
    paintColors();
    update();
}

void KeyField::paintColors()
{
    const Colors &colors = colorsFor(palette());
    const auto tint = [](QWidget *widget, QPalette::ColorRole role, const QColor &color) {
        QPalette own;
        own.setColor(role, color);
        if (widget->palette().color(role) != color)
            widget->setPalette(own);
    };
    tint(m_explanation, QPalette::WindowText, colors.axisText);
    tint(m_state, QPalette::WindowText, colors.axisText);
    tint(m_message, QPalette::WindowText, colors.down);
    m_title->setFont([this] {
        QFont weight = font();
        weight.setWeight(isChanged() ? QFont::DemiBold : QFont::Normal);
        return weight;
    }());
}

void KeyField::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsFor(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChanged()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(problem().isEmpty() ? colors.accent : colors.down);
        painter.drawRoundedRect(QRectF(0, 4, markWidth, height() - 8), 1.5, 1.5);
    }
    if (m_message->isHidden())
        return;
    const QRect text = m_message->geometry();
    drawGlyph(painter,
              QRectF(text.left(), text.top() + (fontMetrics().height() - glyphSide) / 2.0, glyphSide, glyphSide),
              Glyph::Octagon, colors.down, palette().color(QPalette::Window));
}

void KeyField::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange)
        paintColors();
    QWidget::changeEvent(event);
}

/// Up and Down step an integer, as in a spin box; but what is typed stays as it is, wrong or not.
bool KeyField::eventFilter(QObject *watched, QEvent *event)
{
    if (m_spec.type != KeyType::Integer || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    const auto *number = std::get_if<std::int64_t>(&m_value);
    if ((key != Qt::Key_Up && key != Qt::Key_Down) || !number || !m_problem.isEmpty())
        return QWidget::eventFilter(watched, event);
    const std::int64_t next = std::clamp(*number + (key == Qt::Key_Up ? 1 : -1), m_spec.min, m_spec.max);
    m_edit->setText(QString::number(next));
    return true;
}

} // namespace lbfy
