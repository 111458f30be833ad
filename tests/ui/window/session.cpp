// SPDX-License-Identifier: GPL-3.0-or-later

#include "session.h"

#include "ui/theme/systemscheme.h"
#include "ui/widgets/infobarstack.h"

#include <QTcpSocket>
#include <QTest>

#include <algorithm>
#include <chrono>
#include <utility>

namespace lbfy::test {

using namespace std::chrono_literals;

namespace {

class NoWish final : public SystemScheme
{
public:
    std::optional<Scheme> scheme() const override { return std::nullopt; }
};

LogConfig quiet()
{
    LogConfig log;
    log.level = LogLevel::Error;
    return log;
}

} // namespace

std::unique_ptr<SystemScheme> noWish()
{
    return std::make_unique<NoWish>();
}

Config configFor(std::initializer_list<Address> backends)
{
    Config config;
    config.metrics = Address {"127.0.0.1", 0};
    config.workers = 2;
    config.drainTimeout = 5s;
    config.log = quiet();
    ServiceConfig service;
    service.name = "web";
    service.listen = {"127.0.0.1", 0};
    service.health.interval = 200ms;
    char name = 'a';
    for (const Address &address : backends)
        service.backends.push_back({.name = std::string(1, name++), .address = address});
    config.services.push_back(std::move(service));
    return config;
}

Session::Session(const Config &config, const QString &file, Demo *demo, std::function<bool()> startDemo)
    : m_preferences(m_folder.filePath(QStringLiteral("ui.conf")))
    , m_theme(noWish(), ThemeChoice::Light)
    , m_runtime(quiet())
    , m_document([this](const Config &wanted) { return m_runtime.apply(wanted); })
    , m_window(std::make_unique<MainWindow>(
              WindowContext {m_document, m_runtime.balancer(), m_runtime.log(), m_theme, m_preferences,
                             [this] { return m_runtime.metricsAddress(); }, demo, std::move(startDemo)}))
{
    m_document.setConfig(config, file);
}

void Session::start()
{
    m_window->show();
    m_window->start();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY(m_window->live().snapshot());
}

std::uint16_t Session::port()
{
    const SnapshotPtr snapshot = m_runtime.balancer().latest();
    if (!snapshot || snapshot->services.empty() || !snapshot->services.front().listening)
        return 0;
    const std::string &listen = snapshot->services.front().listen;
    return static_cast<std::uint16_t>(std::stoi(listen.substr(listen.rfind(':') + 1)));
}

const ServiceSnapshot &Session::service()
{
    return m_runtime.balancer().latest()->services.front();
}

bool Session::isUp(std::size_t backend)
{
    const auto &backends = service().backends;
    return backend < backends.size() && backends[backend].state == BackendState::Up
            && backends[backend].checksSucceeded > 0;
}

double Session::metric(const QByteArray &series)
{
    const auto address = m_runtime.metricsAddress();
    if (!address)
        return -1;
    QTcpSocket socket;
    socket.connectToHost(QStringLiteral("127.0.0.1"), address->port);
    socket.write("GET /metrics HTTP/1.0\r\n\r\n");
    QByteArray answer;
    while (socket.waitForReadyRead(5000))
        answer += socket.readAll();
    const QByteArray start = series + ' ';
    const QList<QByteArray> lines = answer.split('\n');
    for (const QByteArray &line : lines) {
        if (line.startsWith(start))
            return line.mid(start.size()).toDouble();
    }
    return -1;
}

bool Session::barSays(const QString &words)
{
    const auto bars = m_window->barStack().bars();
    return std::any_of(bars.begin(), bars.end(),
                       [&](const InfoBar *bar) { return bar->content().text.contains(words); });
}

} // namespace lbfy::test
