// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lab/testbackendrow.h"

#include "core/config/units.h"
#include "ui/lab/labfield.h"
#include "ui/text/coretext.h"
#include "ui/text/format.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace lbfy {

namespace {

/// What stands before the numbers on the command line, in the order of Delay's alternatives.
constexpr std::array<std::string_view, 4> prefixes {"", "normal:", "lognormal:", "two-point:"};

/// Of that distribution, with about the same average: a start for who wants other numbers.
Delay likeDelay(const Delay &delay, int distribution)
{
    const Nanoseconds mean = std::chrono::round<std::chrono::microseconds>(meanOf(delay));
    switch (distribution) {
    case 1:
        return NormalDelay {mean, mean / 4};
    case 2:
        return LogNormalDelay {mean, 0.5};
    case 3:
        return TwoPointDelay {mean, std::min<Nanoseconds>(mean * 10, longestDelay), 0.02};
    default:
        return ConstantDelay {mean};
    }
}

/// Without the distribution's name, which the box beside it says.
QString numbersOf(const Delay &delay)
{
    return QString::fromStdString(formatDelay(delay).substr(prefixes[delay.index()].size()));
}

QString percent(double share)
{
    return QString::fromStdString(formatPercentage(share));
}

} // namespace

TestBackendRow::TestBackendRow(const DemoBackend &backend, QGridLayout &grid, int row, QWidget *parent)
    : QObject(parent)
    , m_name(QString::fromUtf8(backend.name.data(), static_cast<qsizetype>(backend.name.size())))
    , m_behaviour(backend.behaviour)
    , m_applied(backend.behaviour)
    , m_distribution(new QComboBox(parent))
    , m_state(new QLabel(parent))
    , m_kill(new QPushButton(parent))
{
    m_distribution->addItems({tr("Constant"), tr("Normal"), tr("Log-normal"), tr("Two-point")});
    m_distribution->setAccessibleName(tr("%1, distribution of its delay").arg(m_name));
    m_distribution->setCurrentIndex(static_cast<int>(m_applied.delay.index()));
    makeFields();
    m_state->setTextFormat(Qt::PlainText);
    auto *name = new QLabel(m_name, parent);
    name->setTextFormat(Qt::PlainText);
    int column = 0;
    for (QWidget *widget : std::initializer_list<QWidget *> {name, m_distribution, m_delay, m_refuse, m_reset, m_hang,
                                                             m_close, m_bandwidth, m_concurrency, m_kill, m_state})
        grid.addWidget(widget, row, column++);
    connect(m_distribution, &QComboBox::activated, this, &TestBackendRow::chooseDistribution);
    connect(m_kill, &QPushButton::toggled, this, &TestBackendRow::killWanted);
    m_kill->setCheckable(true);
    m_kill->setToolTip(tr("Its connections are reset and new ones refused, until it is revived"));
    show(backend);
}

void TestBackendRow::addTitles(QGridLayout &grid, QWidget *parent)
{
    const std::array<std::pair<QString, QString>, 11> titles {{
            {tr("Backend"), {}},
            {tr("Delay"), tr("From a request to the beginning of its answer")},
            {tr("Its numbers"),
             tr("8ms; normal: mean and deviation, 8ms,2ms; log-normal: median and sigma, 8ms,0.5; "
                "two-point: usual, rare, and the share of rare, 5ms,80ms,2%")},
            {tr("Refuse"), tr("Connections reset when accepted; 100%: the connect itself is refused")},
            {tr("Reset"), tr("Turns whose connection is reset instead of answered")},
            {tr("Hang"), tr("Turns that are never answered, nor is anything later on the connection")},
            {tr("Close"), tr("Turns whose connection is closed without an answer")},
            {tr("Bytes a second"), tr("Of answers, over all its connections, such as 64KiB; off: no limit")},
            {tr("At a time"), tr("Turns served at a time, the others wait; 0: no limit")},
            {{}, {}},
            {tr("Now"), tr("Turns that it is at work on, and those that wait for their turn")},
    }};
    for (std::size_t i = 0; i < titles.size(); ++i) {
        auto *label = new QLabel(titles[i].first, parent);
        label->setToolTip(titles[i].second);
        label->setForegroundRole(QPalette::PlaceholderText);
        grid.addWidget(label, 0, static_cast<int>(i));
    }
}

LabField *TestBackendRow::add(const char *key, const QString &what, const QString &text,
                              std::function<Result<Done>(std::string_view)> take)
{
    auto *field = new LabField(tr("%1, %2").arg(m_name, what), text, {}, std::move(take), m_kill->parentWidget());
    field->setObjectName(m_name + QLatin1Char('.') + QLatin1String(key));
    connect(field, &LabField::checked, this, &TestBackendRow::checked);
    connect(field, &LabField::committed, this, &TestBackendRow::apply);
    m_fields << field;
    return field;
}

void TestBackendRow::makeFields()
{
    FailureRates &failures = m_behaviour.failures;
    m_delay = add("delay", tr("delay"), numbersOf(m_behaviour.delay),
                  [this](std::string_view text) { return takeDelay(text); });
    m_refuse = add("refuse", tr("refuse"), percent(failures.refuse), into(failures.refuse, parsePercentage));
    m_reset = add("reset", tr("reset"), percent(failures.reset), into(failures.reset, parsePercentage));
    m_hang = add("hang", tr("hang"), percent(failures.hang), into(failures.hang, parsePercentage));
    m_close = add("close", tr("close"), percent(failures.close), into(failures.close, parsePercentage));
    m_bandwidth = add("bandwidth", tr("bytes a second"), QString::fromStdString(formatBandwidth(m_behaviour.bandwidth)),
                      into(m_behaviour.bandwidth, parseBandwidth));
    m_concurrency = add("concurrency", tr("turns at a time"), QString::number(m_behaviour.concurrency),
                        into(m_behaviour.concurrency,
                             [](std::string_view text) { return parseInteger(text, 0, largestConcurrency); }));
}

/// Numbers for the distribution chosen; with a name before them, as on the command line, for that one.
Result<Done> TestBackendRow::takeDelay(std::string_view text)
{
    const bool named = text.find(':') != std::string_view::npos;
    const std::string_view prefix = prefixes[static_cast<std::size_t>(m_distribution->currentIndex())];
    const auto delay = parseDelay(named ? std::string(text) : std::string(prefix) + std::string(text));
    if (!delay)
        return delay.failure();
    m_behaviour.delay = *delay;
    return Done {};
}

void TestBackendRow::chooseDistribution(int index)
{
    const bool isAnother = index != static_cast<int>(m_applied.delay.index());
    m_behaviour.delay = isAnother ? likeDelay(m_applied.delay, index) : m_applied.delay;
    m_delay->showValue(numbersOf(m_behaviour.delay));
    apply();
}

/// What is right on its own may not go together.
void TestBackendRow::apply()
{
    const auto checked = checkBehaviour(m_behaviour);
    m_refusal = checked ? QString() : tr("%1: %2").arg(m_name, coreText(checked.message()));
    if (checked) {
        m_applied = m_behaviour;
        m_distribution->setCurrentIndex(static_cast<int>(m_applied.delay.index()));
        if (m_delay->problem().isEmpty()) // else it is about another field
            m_delay->showValue(numbersOf(m_applied.delay));
        Q_EMIT changed(m_applied);
    }
    Q_EMIT this->checked();
}

void TestBackendRow::showBehaviour()
{
    m_distribution->setCurrentIndex(static_cast<int>(m_applied.delay.index()));
    m_delay->showValue(numbersOf(m_applied.delay));
    m_refuse->showValue(percent(m_applied.failures.refuse));
    m_reset->showValue(percent(m_applied.failures.reset));
    m_hang->showValue(percent(m_applied.failures.hang));
    m_close->showValue(percent(m_applied.failures.close));
    m_bandwidth->showValue(QString::fromStdString(formatBandwidth(m_applied.bandwidth)));
    m_concurrency->showValue(QString::number(m_applied.concurrency));
}

void TestBackendRow::show(const DemoBackend &backend)
{
    if (m_applied != backend.behaviour) {
        m_applied = backend.behaviour;
        showBehaviour();
    }
    const QSignalBlocker silence(m_kill);
    m_kill->setChecked(!backend.alive);
    m_kill->setText(backend.alive ? tr("Kill") : tr("Revive"));
    m_kill->setAccessibleName(backend.alive ? tr("Kill %1").arg(m_name) : tr("Revive %1").arg(m_name));
    showState(backend);
}

void TestBackendRow::showState(const DemoBackend &backend)
{
    QString text = tr("killed");
    if (backend.alive) {
        text = tr("%1 served, %2 waiting").arg(formatCount(backend.figures.busy), formatCount(backend.figures.queued));
    }
    if (backend.alive && backend.speed == DemoSpeed::Slowed)
        text = tr("%1; %2 ms later").arg(text).arg(Demo::slowing.count());
    m_state->setText(text);
}

QString TestBackendRow::problem() const
{
    for (const LabField *field : m_fields) {
        if (!field->problem().isEmpty())
            return field->problem();
    }
    return m_refusal;
}

} // namespace lbfy
