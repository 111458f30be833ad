// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lab/loadform.h"

#include "core/config/text.h"
#include "core/config/units.h"
#include "ui/lab/labfield.h"
#include "ui/text/coretext.h"
#include "ui/widgets/segmentedcontrol.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>

#include <algorithm>

namespace lbfy {

namespace {

/// Of this program's descriptors the balancer needs its own.
constexpr int largestConnections = 10'000;
constexpr int openLoop = 0; // of the segments
constexpr int targetWidth = 300;

auto integers(std::int64_t min, std::int64_t max)
{
    return [min, max](std::string_view text) { return parseInteger(text, min, max); };
}

Result<std::uint64_t> turnBytes(std::string_view text)
{
    return parseSize(text, 1, loadlimits::maxBytes);
}

auto durations(ZeroDuration zero)
{
    return [zero](std::string_view text) { return parseDuration(text, zero); };
}

Result<std::string> pathOf(std::string_view text)
{
    const auto isPlain = [](char c) { return c > ' ' && c < '\x7f'; };
    if (!text.starts_with('/') || !std::ranges::all_of(text, isPlain))
        return Failure {"must begin with \"/\" and have no spaces and no control characters"};
    return std::string(text);
}

} // namespace

LoadForm::LoadForm(QWidget *parent)
    : QWidget(parent)
    , m_target(new QComboBox(this))
    , m_loop(new SegmentedControl(
              tr("Kind of load"),
              {{tr("Open loop"),
                tr("Turns are due at times of their own, and waiting counts: what users feel"),
                {},
                {}},
               {tr("Closed loop"),
                tr("Each connection waits for its answer, then asks again: how much the target can do"),
                {},
                {}}},
              this))
    , m_arrivals(new QComboBox(this))
    , m_answer(new QComboBox(this))
{
    m_target->setEditable(true);
    m_target->setInsertPolicy(QComboBox::NoInsert);
    m_target->setCompleter(nullptr);
    m_target->setAccessibleName(tr("Target"));
    m_target->setToolTip(tr("A service of this lbfy, or any address such as 127.0.0.1:8080 or http://127.0.0.1:8080/"));
    m_target->lineEdit()->setPlaceholderText(tr("address:port"));
    m_target->lineEdit()->setAccessibleName(tr("Target"));
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_target->setMinimumContentsLength(20);
    m_target->setMaximumWidth(targetWidth);
    m_arrivals->addItems({tr("Poisson"), tr("Constant")});
    m_arrivals->setAccessibleName(tr("Arrivals"));
    m_arrivals->setToolTip(tr("Gaps between turns: random, as of users who know nothing of one another, or all equal"));
    m_answer->addItems({tr("Echo"), tr("Fixed size"), tr("HTTP")});
    m_answer->setAccessibleName(tr("Answer"));
    m_answer->setToolTip(
            tr("What counts as an answer: as many bytes as were sent, a number of bytes, or an HTTP response"));
    makeFields();
    arrange();
    showKind();

    connect(m_loop, &SegmentedControl::chosen, this, [this](int index) {
        m_loop->setCurrentIndex(index);
        showKind();
        Q_EMIT changed();
    });
    connect(m_arrivals, &QComboBox::activated, this, &LoadForm::changed);
    connect(m_answer, &QComboBox::currentIndexChanged, this, [this] {
        showKind();
        Q_EMIT changed();
    });
    connect(m_target, &QComboBox::activated, this, &LoadForm::chooseService);
    connect(m_target->lineEdit(), &QLineEdit::textEdited, this, &LoadForm::targetTyped);
    connect(m_target->lineEdit(), &QLineEdit::editingFinished, this, &LoadForm::takeUrl);
    connect(m_target->lineEdit(), &QLineEdit::returnPressed, this, &LoadForm::startWanted);
}

LabField *LoadForm::add(const char *key, const QString &name, const QString &text, const QString &hint,
                        std::function<Result<Done>(std::string_view)> take)
{
    auto *field = new LabField(name, text, hint, std::move(take), this);
    field->setObjectName(QLatin1String(key));
    connect(field, &LabField::committed, this, &LoadForm::changed);
    connect(field, &LabField::checked, this, &LoadForm::typed);
    m_fields << field;
    return field;
}

void LoadForm::makeFields()
{
    using namespace loadlimits;
    m_rate = add("rate", tr("Turns a second"), QStringLiteral("200"), tr("So many turns are due, answered or not"),
                 into(m_plan.rate, parseLoadRate));
    m_connections = add("connections", tr("Connections"), QString::number(m_users),
                        tr("Open at once, each with one turn at a time"),
                        into(m_users, integers(1, largestConnections)));
    m_think = add("think", tr("Think time"), QStringLiteral("0s"), tr("Between an answer and the next turn"),
                  into(m_plan.thinkTime, durations(ZeroDuration::Allowed)));
    m_mostConnections = add("most", tr("Open at most"), QString::number(m_most),
                            tr("Connections; a turn that finds none of them free waits, and its waiting counts"),
                            into(m_most, integers(1, largestConnections)));
    m_turns = add("turns", tr("Turns a connection"), QStringLiteral("1"),
                  tr("Then it is closed and a new one opened, which is a new pick; 0: it is kept"),
                  into(m_plan.turnsPerConnection, integers(0, maxTurns)));
    m_duration = add("duration", tr("Duration"), QStringLiteral("10s"), tr("0s: until it is stopped"),
                     into(m_plan.duration, durations(ZeroDuration::Allowed)));
    m_send = add("send", tr("Bytes a turn"), QStringLiteral("64B"), tr("Sent with each turn, such as 64B or 4KiB"),
                 into(m_plan.sendBytes, turnBytes));
    m_answerBytes = add("answerBytes", tr("Bytes answered"), QStringLiteral("64B"), tr("So long is each answer"),
                        into(m_plan.answerBytes, turnBytes));
    m_path = add("path", tr("Path"), QStringLiteral("/"), tr("What GET asks for"), into(m_plan.httpPath, pathOf));
    m_timeout = add("timeout", tr("Answer within"), QStringLiteral("5s"),
                    tr("A turn that takes longer, from when it was due, is an error"),
                    into(m_plan.turnTimeout, durations(ZeroDuration::Refused)));
}

void LoadForm::placeRow(QGridLayout &grid, int row, int column, QWidget *field)
{
    auto *label = new QLabel(field->accessibleName(), this);
    label->setBuddy(field);
    m_labels << label;
    grid.addWidget(label, row, column);
    grid.addWidget(field, row, column + 1);
}

/// Two columns; what is for one kind of load alone lies where the other kind has its own.
void LoadForm::arrange()
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(8, 6, 8, 6);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    auto *target = new QLabel(tr("Tar&get"), this);
    target->setBuddy(m_target);
    grid->addWidget(target, 0, 0);
    grid->addWidget(m_target, 0, 1, 1, 3);
    grid->addWidget(m_loop, 1, 0, 1, 4, Qt::AlignLeft);
    placeRow(*grid, 2, 0, m_rate);
    placeRow(*grid, 2, 2, m_arrivals);
    placeRow(*grid, 2, 0, m_connections);
    placeRow(*grid, 2, 2, m_think);
    placeRow(*grid, 3, 0, m_duration);
    placeRow(*grid, 3, 2, m_turns);
    placeRow(*grid, 4, 0, m_answer);
    placeRow(*grid, 4, 2, m_send);
    placeRow(*grid, 4, 2, m_path);
    placeRow(*grid, 5, 0, m_timeout);
    placeRow(*grid, 5, 2, m_answerBytes);
    placeRow(*grid, 6, 0, m_mostConnections);
    grid->setRowStretch(7, 1);
    grid->setColumnStretch(4, 1);
    QWidget *previous = m_target;
    for (QWidget *next :
         std::initializer_list<QWidget *> {m_loop, m_rate, m_connections, m_arrivals, m_think, m_duration, m_turns,
                                           m_answer, m_send, m_path, m_timeout, m_answerBytes, m_mostConnections}) {
        setTabOrder(previous, next);
        previous = next;
    }
}

void LoadForm::showKind()
{
    const bool open = m_loop->currentIndex() == openLoop;
    const auto answer = static_cast<LoadAnswer>(m_answer->currentIndex());
    const auto show = [this](QWidget *field, bool on) {
        field->setVisible(on);
        for (QLabel *label : m_labels) {
            if (label->buddy() == field)
                label->setVisible(on);
        }
    };
    for (QWidget *field : std::initializer_list<QWidget *> {m_rate, m_arrivals, m_mostConnections})
        show(field, open);
    for (QWidget *field : std::initializer_list<QWidget *> {m_connections, m_think})
        show(field, !open);
    show(m_send, answer != LoadAnswer::Http);
    show(m_path, answer == LoadAnswer::Http);
    show(m_answerBytes, answer == LoadAnswer::Fixed);
}

void LoadForm::setRunning(bool running)
{
    m_target->setEnabled(!running);
    m_duration->setEnabled(!running);
    if (follow())
        showServices();
}

// Target ----------------------------------------------------------------------------------------------------------------

void LoadForm::setServices(const QList<LoadService> &services, const QString &shown)
{
    if (services == m_services && shown == m_shown)
        return;
    m_services = services;
    m_shown = shown;
    follow();
    showServices();
}

/// The service that the window shows is the target, except that a load that runs keeps its own. True if it is another now.
bool LoadForm::follow()
{
    if (!m_follows || !m_target->isEnabled() || m_chosen == m_shown)
        return false;
    m_chosen = m_shown;
    return true;
}

/// What somebody types stays as it is.
void LoadForm::showServices()
{
    const QSignalBlocker silence(m_target);
    QLineEdit &edit = *m_target->lineEdit();
    const QString typed = edit.text();
    const int cursor = edit.cursorPosition();
    m_target->clear();
    int chosen = -1;
    for (const LoadService &service : m_services) {
        if (m_chosen == service.name)
            chosen = m_target->count();
        m_target->addItem(service.listen.isEmpty() ? tr("%1 (not running)").arg(service.name)
                                                   : tr("%1 (%2)").arg(service.name, service.listen),
                          service.name);
    }
    m_target->setCurrentIndex(chosen);
    if (chosen < 0) {
        m_chosen.reset();
        edit.setText(typed);
        edit.setCursorPosition(cursor);
    }
}

void LoadForm::chooseService(int index)
{
    m_follows = false;
    m_chosen = m_target->itemData(index).toString();
    Q_EMIT typed();
}

/// A name alone is enough for a service.
void LoadForm::targetTyped(const QString &text)
{
    m_follows = false;
    m_chosen.reset();
    for (int i = 0; i < m_target->count(); ++i) {
        const QString name = m_target->itemData(i).toString();
        if (text == m_target->itemText(i) || text.trimmed() == name)
            m_chosen = name;
    }
    Q_EMIT typed();
}

void LoadForm::takeUrl()
{
    const auto named = target();
    // Once: the path may be changed beside it.
    if (!named || !named->httpPath || m_urlTaken == m_target->currentText())
        return;
    m_urlTaken = m_target->currentText();
    m_answer->setCurrentIndex(static_cast<int>(LoadAnswer::Http));
    m_path->showValue(QString::fromStdString(*named->httpPath));
}

const LoadService *LoadForm::chosenService() const
{
    const auto found = std::ranges::find_if(m_services, [this](const auto &s) { return s.name == m_chosen; });
    return found == m_services.end() ? nullptr : &*found;
}

Result<NamedTarget> LoadForm::target() const
{
    const LoadService *service = chosenService();
    return parseLoadTarget((service ? service->listen : m_target->currentText().trimmed()).toStdString());
}

QString LoadForm::targetProblem() const
{
    const LoadService *service = chosenService();
    if (service && service->listen.isEmpty())
        return tr("The service does not run: start it, or name another target, as in 127.0.0.1:8080.");
    if (m_target->currentText().trimmed().isEmpty())
        return tr("Target: name one, as in 127.0.0.1:8080");
    const auto named = target();
    return named ? QString() : tr("Target: %1").arg(coreText(named.message()));
}

// Plan ------------------------------------------------------------------------------------------------------------------

/// What is not shown has no meaning and is never wrong.
QString LoadForm::problem() const
{
    const auto wrong = std::ranges::find_if(
            m_fields, [](const LabField *field) { return !field->isHidden() && !field->problem().isEmpty(); });
    return wrong == m_fields.end() ? QString() : (*wrong)->problem();
}

LoadPlan LoadForm::plan() const
{
    LoadPlan plan = m_plan;
    if (const auto named = target())
        plan.targets = {named->address};
    plan.loop = m_loop->currentIndex() == openLoop ? LoadLoop::Open : LoadLoop::Closed;
    plan.connections = plan.loop == LoadLoop::Open ? m_most : m_users;
    plan.arrivals = static_cast<ArrivalKind>(m_arrivals->currentIndex());
    plan.answer = static_cast<LoadAnswer>(m_answer->currentIndex());
    return plan;
}

} // namespace lbfy
