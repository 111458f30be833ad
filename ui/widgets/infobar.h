// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window has to say, said in place: a bar with a shape, a text, what can be done about it, and a cross. No
// dialogs. A bar with a life time (a toast) goes by itself, but not while somebody points at it or has the focus in
// it: there is always time to reach its Undo. Thread: UI.

#pragma once

#include <QFrame>
#include <QList>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>
#include <optional>

class QLabel;

namespace lbfy {

/// In the order in which a stack shows them.
enum class InfoKind { Error, Warning, Info };

/// What becomes of the bar when one of its actions runs: most have settled the matter, a look at it has not.
enum class InfoAfter { Close, Keep };

struct InfoAction {
    QString text; ///< with a mnemonic: "&Reload"
    std::function<void()> run;
    InfoAfter after = InfoAfter::Close;
};

struct InfoContent {
    InfoKind kind = InfoKind::Info;
    QString text; ///< plain; may have several lines
    QList<InfoAction> actions; ///< at most three
    std::optional<std::chrono::milliseconds> life; ///< unset: until closed
    /// Names what the bar is about: a later bar of the same name takes its place. Empty: stands for itself.
    QString id;
};

class InfoBar final : public QFrame
{
    Q_OBJECT
public:
    explicit InfoBar(InfoContent content, QWidget *parent = nullptr);

    const InfoContent &content() const { return m_content; }
    /// Says something else in the same place; a life time begins anew.
    void setContent(InfoContent content);
    /// True while its end is put off.
    bool isHeld() const;

Q_SIGNALS:
    /// By the cross, an action, or its time: it has nothing more to say.
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();
    void close();
    void live();

    InfoContent m_content;
    QLabel *m_text;
    QWidget *m_actions;
    QTimer m_life;
    bool m_isClosed = false;
};

} // namespace lbfy
