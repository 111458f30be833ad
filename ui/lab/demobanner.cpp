// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lab/demobanner.h"

#include "core/config/address.h"
#include "core/lab/demo.h"
#include "ui/text/coretext.h"
#include "ui/theme/icons.h"
#include "ui/theme/palette.h"
#include "ui/widgets/choices.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace lbfy {

namespace {

constexpr int margin = 10;

QString nameOf(const DemoBackend &backend)
{
    return QString::fromUtf8(backend.name.data(), static_cast<qsizetype>(backend.name.size()));
}

/// By its name, or wherever the user has renamed it, the first.
const ServiceSnapshot *demoService(const SnapshotPtr &snapshot)
{
    if (!snapshot || snapshot->services.empty())
        return nullptr;
    const auto &services = snapshot->services;
    const auto found = std::ranges::find(services, Demo::serviceName, &ServiceSnapshot::name);
    return found == services.end() ? &services.front() : &*found;
}

} // namespace

DemoBanner::DemoBanner(Demo &demo, QWidget *parent)
    : QFrame(parent)
    , m_demo(demo)
    , m_text(new QLabel(this))
    , m_switch(new QPushButton(this))
    , m_backend(new QComboBox(this))
    , m_slow(new QPushButton(tr("Slo&w down"), this))
    , m_kill(new QPushButton(tr("&Kill"), this))
    , m_stop(new QPushButton(this))
{
    QList<SegmentChoice> rates;
    for (const int rate : Demo::rates)
        rates << SegmentChoice {QString::number(rate), tr("%1 clients a second").arg(rate), {}, {}};
    m_rate = new SegmentedControl(tr("Clients a second"), rates, this);

    auto *head = new QLabel(tr("Demo"), this);
    QFont bold = font();
    bold.setBold(true);
    head->setFont(bold);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    // Text that wraps would otherwise claim the height it needs at its narrowest.
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);

    auto *words = new QHBoxLayout;
    words->setSpacing(margin);
    words->addWidget(head, 0, Qt::AlignTop);
    words->addWidget(m_text, 1, Qt::AlignTop);
    words->addWidget(m_switch, 0, Qt::AlignTop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(margin, 6, margin, 6);
    layout->setSpacing(6);
    layout->addLayout(words);
    layout->addWidget(makeControls());

    connect(m_switch, &QPushButton::clicked, this, [this] {
        const bool isAware = m_strategy == StrategyKind::LatencyAware;
        Q_EMIT strategyWanted(isAware ? StrategyKind::RoundRobin : StrategyKind::LatencyAware, m_service);
    });
    connect(m_backend, &QComboBox::currentIndexChanged, this, &DemoBanner::showBackend);
    connect(m_slow, &QPushButton::toggled, this, &DemoBanner::slowDown);
    connect(m_kill, &QPushButton::toggled, this, &DemoBanner::kill);
    connect(m_rate, &SegmentedControl::chosen, this,
            [this](int index) { m_demo.setRate(Demo::rates.at(static_cast<std::size_t>(index))); });
    connect(m_stop, &QPushButton::clicked, this, &DemoBanner::stopOrStart);
    setAccessibleName(tr("Demo"));
    showBackend();
    showClients();
    showStrategy(std::nullopt);
}

QWidget *DemoBanner::makeControls()
{
    auto *controls = new QWidget(this);
    auto *layout = new QHBoxLayout(controls);
    layout->setContentsMargins(0, 0, 0, 0);
    const auto label = [&](const QString &text, QWidget *buddy) {
        auto *made = new QLabel(text, controls);
        made->setBuddy(buddy);
        layout->addWidget(made);
    };
    const auto backends = m_demo.backends();
    for (const DemoBackend &backend : backends)
        m_backend->addItem(nameOf(backend));
    m_backend->setAccessibleName(tr("Backend to slow down or kill"));
    m_backend->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (QPushButton *button : {m_slow, m_kill})
        button->setCheckable(true);
    m_slow->setToolTip(tr("Its answers take %1 ms more").arg(Demo::slowing.count()));
    m_kill->setToolTip(tr("Its connections are reset and new ones refused, until it is revived"));
    const auto rate = std::ranges::find(Demo::rates, m_demo.rate());
    m_rate->setCurrentIndex(static_cast<int>(rate - Demo::rates.begin()));
    label(tr("&Backend"), m_backend);
    layout->addWidget(m_backend);
    layout->addWidget(m_slow);
    layout->addWidget(m_kill);
    layout->addSpacing(margin);
    label(tr("Clients a second"), nullptr);
    layout->addWidget(m_rate);
    layout->addWidget(m_stop);
    layout->addStretch(1);
    return controls;
}

void DemoBanner::follow(const SnapshotPtr &snapshot)
{
    const ServiceSnapshot *service = demoService(snapshot);
    m_service = service ? QString::fromStdString(service->name) : QString();
    follow(service && service->listening ? service : nullptr);
}

void DemoBanner::follow(const ServiceSnapshot *service)
{
    const auto address = service ? parseAddress(service->listen, PortZero::Refused)
                                 : Result<Address>(Failure {"it does not listen"});
    if (!address || m_clients != Clients::Wanted) {
        if (m_demo.isLoading())
            m_demo.stopLoad();
    } else if (const auto aimed = m_demo.aim(*address); !aimed) {
        m_clients = Clients::Stopped; // not again four times a second
        showClients();
        Q_EMIT failed(coreText(aimed.message()));
    }
    showStrategy(service ? std::optional(service->strategy) : std::nullopt);
    showBackend(); // who is killed may be so from elsewhere
}

void DemoBanner::end()
{
    m_clients = Clients::Ended;
    m_demo.stopLoad();
}

void DemoBanner::showStrategy(std::optional<StrategyKind> strategy)
{
    if (m_strategy == strategy && !m_text->text().isEmpty())
        return;
    m_strategy = strategy;
    QString text = tr("Four backends, a service and its clients; nothing of it is saved.");
    text += QChar(u' ');
    if (!strategy)
        text += tr("The service does not run: start it, and clients come.");
    else if (*strategy == StrategyKind::LatencyAware)
        text += tr("New clients go where answers come soon. Slow down the fast backend, and watch.");
    else if (*strategy == StrategyKind::RoundRobin)
        text += tr("The slow backend gets as many clients as the fast one. Switch, and watch its share and p99 fall.");
    else
        text += tr("Switch to latency-aware, and watch the slow backend's share and p99.");
    m_text->setText(text);
    m_switch->setText(strategy == StrategyKind::LatencyAware ? tr("Back to ro&und robin")
                                                             : tr("Switch to latenc&y-aware"));
    m_switch->setEnabled(strategy.has_value());
}

void DemoBanner::showBackend()
{
    const auto backends = m_demo.backends();
    for (std::size_t i = 0; i < backends.size(); ++i) {
        QString text = nameOf(backends[i]);
        if (!backends[i].alive)
            text = tr("%1 (killed)").arg(text);
        else if (backends[i].speed == DemoSpeed::Slowed)
            text = tr("%1 (slowed)").arg(text);
        if (m_backend->itemText(static_cast<int>(i)) != text)
            m_backend->setItemText(static_cast<int>(i), text);
    }
    const DemoBackend &backend = backends.at(chosen());
    const QSignalBlocker slow(m_slow);
    const QSignalBlocker kill(m_kill);
    m_slow->setChecked(backend.speed == DemoSpeed::Slowed);
    m_kill->setChecked(!backend.alive);
    m_kill->setText(backend.alive ? tr("&Kill") : tr("&Revive"));
}

void DemoBanner::showClients()
{
    m_stop->setText(m_clients == Clients::Wanted ? tr("S&top clients") : tr("S&tart clients"));
}

std::size_t DemoBanner::chosen() const
{
    return static_cast<std::size_t>(std::max(m_backend->currentIndex(), 0));
}

void DemoBanner::slowDown(bool on)
{
    m_demo.setSpeed(chosen(), on ? DemoSpeed::Slowed : DemoSpeed::Usual);
    showBackend();
}

void DemoBanner::kill(bool on)
{
    if (on) {
        m_demo.kill(chosen());
    } else if (const auto revived = m_demo.revive(chosen()); !revived) {
        Q_EMIT failed(coreText(revived.message()));
    }
    showBackend();
}

/// Clients that start again do so with the next snapshot, wherever the service then listens.
void DemoBanner::stopOrStart()
{
    if (m_clients == Clients::Wanted) {
        m_clients = Clients::Stopped;
        m_demo.stopLoad();
    } else if (m_clients == Clients::Stopped) {
        m_clients = Clients::Wanted;
    }
    showClients();
}

void DemoBanner::paintEvent(QPaintEvent *)
{
    const Colors &colors = colorsFor(palette());
    QPainter painter(this);
    painter.fillRect(rect(), mixed(colors.base, colors.accent, 0.10));
    painter.setPen(mixed(colors.base, colors.accent, 0.55));
    painter.drawLine(rect().bottomLeft(), rect().bottomRight());
}

} // namespace lbfy
