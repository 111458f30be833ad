// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window: services at the left, the row of controls, five figures, the table of backends, two charts, and the tabs
// below. It connects parts that know nothing of one another: what the user does goes to the Document, what the engine
// tells comes through LiveData, and twice a second, while somebody can see it, everything is drawn anew.
//
// The engine's threads never wait for this one: a window that hangs costs no connection anything. Thread: main.

#pragma once

#include "core/engine/balancer.h"
#include "ui/document/document.h"
#include "ui/window/livedata.h"

#include <QMainWindow>
#include <QTimer>

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

QT_BEGIN_NAMESPACE
class QSplitter;
class QVBoxLayout;
QT_END_NAMESPACE

namespace lbfy {

class Actions;
class BackendsView;
class ChartPanel;
class Demo;
class DemoBanner;
class DocumentBars;
class EffectLine;
class FigureStrip;
class FilterEdit;
class InfoBarStack;
class LowerTabs;
struct LoadService;
class Preferences;
class ServiceBar;
class ServiceList;
class SettingsWindows;
class StatusLine;
class Theme;
class ToastArea;
class Tray;
class WindowMemory;

/// What the window works on; all of it outlives the window.
struct WindowContext {
    Document &document;
    Balancer &balancer;
    Log &log;
    Theme &theme;
    Preferences &preferences;
    /// Where metrics are read, with the real port: the configuration's may be 0.
    std::function<std::optional<Address>()> metricsAddress = {};
    /// Set: the document is the demo's. Files are then neither opened nor saved.
    Demo *demo = nullptr;
    /// Starts the demo as a program of its own, beside this one; false: it cannot. Empty: it is not offered.
    std::function<bool()> startDemo = {};
    /// Starts lbfy beside the demo, likewise.
    std::function<bool()> startPlain = {};
};

class MainWindow final : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(WindowContext context);
    ~MainWindow() override;

    /// Starts balancing what the document says; failures are shown in place.
    void start();
    /// Opens a file as File ▸ Open does.
    void open(const QString &path);
    /// As SIGTERM asks: lets connections finish, then closes. Asked again, closes at once.
    void drainAndClose();

    DocumentBars &bars() { return *m_documentBars; }
    InfoBarStack &barStack() { return *m_bars; }
    Actions &actions() { return *m_actions; }
    BackendsView &backends() { return *m_backends; }
    ChartPanel &charts() { return *m_charts; }
    LowerTabs &tabs() { return *m_tabs; }
    LiveData &live() { return m_live; }
    DemoBanner *demoBanner() { return m_banner; }
    SettingsWindows &settings() { return *m_settings; }
    std::optional<ServiceId> service() const { return m_service; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    enum class Ending { No, Draining, Now };

    // mainwindow.cpp
    void build();
    void remember();
    void connectDocument();
    void connectParts();
    void chooseService(ServiceId service);
    void showMarks();
    void showConfig();
    void showTitle();
    QString metricsUrl() const;
    void showBackends();
    void followNames();
    void setColors();

    // mainwindowparts.cpp
    void fitParts();
    void shareHeight();

    // mainwindowtick.cpp
    void tick();
    void tickIfSeen();
    QList<LoadService> loadServices() const;
    void tellIfNothingIsUp(const ServiceSnapshot *service);
    void forgetNothingUp();
    void enableAll();
    void editAddress(const std::string &backend);

    // mainwindowactions.cpp
    void connectActions();
    void connectChoices();
    void exportCharts(const QString &kind);
    void setMarker();
    void setFrozen(bool frozen);
    void focusNextPane();
    void addService();
    void removeService();
    void chooseStrategy(StrategyKind strategy);
    void about();

    // mainwindowdemo.cpp
    void buildDemo(QVBoxLayout &layout);
    HeadlessCommand headlessCommand() const;
    /// True in the demo, which has no file: the window has said so.
    bool refusesFiles();
    void tryDemo();

    // mainwindowfiles.cpp
    bool hasEditsToLose() const;
    /// Does `next` at once if nothing would be lost, else when the user has saved or chosen `discard`.
    void askBeforeLosingEdits(const QString &discard, std::function<void()> next);
    void newDocument();
    void openWithDialog();
    void load(const QString &path);
    /// False: it is not saved.
    bool saveDocument();
    bool saveDocumentAs();
    void fillRecentFiles();

    // mainwindowending.cpp
    void askBeforeClosing();
    std::uint64_t ownClients() const;
    void comeForward();

    WindowContext m_context;
    LiveData m_live;
    QTimer m_tick;
    std::optional<ServiceId> m_service;
    std::map<BackendId, SeriesKey> m_names; ///< as the history knows them
    std::vector<BackendId> m_selected; ///< in the table
    std::optional<MonoTime> m_nothingUpSince;
    bool m_frozen = false;
    bool m_partsChosen = false; ///< the user has set the heights of table, charts and tabs
    bool m_isOtherService = false; ///< than the one last drawn: drawn once, frozen or not
    bool m_marksAreOld = false;
    bool m_mayLoseEdits = false; ///< the user has said so, for the edits made so far
    Ending m_ending = Ending::No;

    Actions *m_actions = nullptr;
    DemoBanner *m_banner = nullptr; ///< null: it is not the demo
    InfoBarStack *m_bars = nullptr;
    ToastArea *m_toasts = nullptr;
    DocumentBars *m_documentBars = nullptr;
    ServiceList *m_services = nullptr;
    ServiceBar *m_bar = nullptr;
    FilterEdit *m_filter = nullptr;
    FigureStrip *m_figures = nullptr;
    BackendsView *m_backends = nullptr;
    ChartPanel *m_charts = nullptr;
    EffectLine *m_effect = nullptr;
    LowerTabs *m_tabs = nullptr;
    StatusLine *m_status = nullptr;
    SettingsWindows *m_settings = nullptr;
    WindowMemory *m_memory = nullptr;
    Tray *m_tray = nullptr;
    QSplitter *m_parts = nullptr;
    QSplitter *m_sides = nullptr;
};

} // namespace lbfy
