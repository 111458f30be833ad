// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/window/windowmemory.h"

#include "ui/settings/preferences.h"

#include <QEvent>
#include <QMainWindow>
#include <QSplitter>

#include <chrono>
#include <utility>

namespace lbfy {

using namespace std::chrono_literals;

WindowMemory::WindowMemory(Preferences &preferences, QMainWindow &window)
    : QObject(&window)
    , m_preferences(preferences)
    , m_window(window)
{
    m_later.setSingleShot(true);
    m_later.setInterval(500ms);
    connect(&m_later, &QTimer::timeout, this, &WindowMemory::save);
    window.installEventFilter(this);
}

void WindowMemory::keep(const QString &name, int version, std::function<QByteArray()> save,
                        const std::function<void(const QByteArray &)> &restore)
{
    if (const QByteArray state = m_preferences.viewState(name, version); !state.isEmpty())
        restore(state);
    m_parts.push_back({name, version, std::move(save)});
}

void WindowMemory::keep(const QString &name, int version, QSplitter *splitter)
{
    keep(
            name, version, [splitter] { return splitter->saveState(); },
            [splitter](const QByteArray &state) { splitter->restoreState(state); });
    connect(splitter, &QSplitter::splitterMoved, this, &WindowMemory::noteChange);
}

void WindowMemory::restoreGeometry()
{
    if (!m_window.restoreGeometry(m_preferences.windowGeometry()))
        m_window.resize(1280, 860);
}

void WindowMemory::save()
{
    m_later.stop();
    m_preferences.setWindowGeometry(m_window.saveGeometry());
    for (const Part &part : m_parts)
        m_preferences.setViewState(part.name, part.version, part.save());
}

bool WindowMemory::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::WindowStateChange:
        if (m_window.isVisible())
            noteChange();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace lbfy
