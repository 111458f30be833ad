// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tabs/connectionwords.h"

#include <QCoreApplication>

namespace lbfy {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lbfy::ConnectionWords)
};

} // namespace

QString wordsOf(ConnectionPhase phase)
{
    switch (phase) {
    case ConnectionPhase::Header:
        return Words::tr("Awaiting header");
    case ConnectionPhase::Connecting:
        return Words::tr("Connecting");
    case ConnectionPhase::Open:
        return Words::tr("Open");
    case ConnectionPhase::ClientEnded:
        return Words::tr("Client ended");
    case ConnectionPhase::BackendEnded:
        return Words::tr("Backend ended");
    case ConnectionPhase::Resetting:
        return Words::tr("Resetting");
    }
    return {};
}

QString sentenceOf(ConnectionPhase phase)
{
    switch (phase) {
    case ConnectionPhase::Header:
        return Words::tr("The client has not sent its PROXY header yet.");
    case ConnectionPhase::Connecting:
        return Words::tr("The connection to the backend is being made.");
    case ConnectionPhase::Open:
        return Words::tr("Both sides may send.");
    case ConnectionPhase::ClientEnded:
        return Words::tr("Half-closed: the client has sent its last byte, the backend still answers.");
    case ConnectionPhase::BackendEnded:
        return Words::tr("Half-closed: the backend has sent its last byte, the client still sends.");
    case ConnectionPhase::Resetting:
        return Words::tr("One side has reset; the other is told after the bytes before it.");
    }
    return {};
}

QString wordsOf(CloseReason reason)
{
    switch (reason) {
    case CloseReason::ClientClosed:
        return Words::tr("Client closed");
    case CloseReason::BackendClosed:
        return Words::tr("Backend closed");
    case CloseReason::ClientReset:
        return Words::tr("Client reset");
    case CloseReason::BackendReset:
        return Words::tr("Backend reset");
    case CloseReason::ConnectFailed:
        return Words::tr("No backend answered");
    case CloseReason::IdleTimeout:
        return Words::tr("Idle too long");
    case CloseReason::HalfCloseTimeout:
        return Words::tr("Half-closed too long");
    case CloseReason::ProxyHeader:
        return Words::tr("Bad PROXY header");
    case CloseReason::Drained:
        return Words::tr("Drain time over");
    case CloseReason::Killed:
        return Words::tr("Closed by hand");
    case CloseReason::Shutdown:
        return Words::tr("lbfy stopped");
    }
    return {};
}

QString sentenceOf(CloseReason reason)
{
    switch (reason) {
    case CloseReason::ClientClosed:
        return Words::tr("The client was the first to end, in good order.");
    case CloseReason::BackendClosed:
        return Words::tr("The backend was the first to end, in good order.");
    case CloseReason::ClientReset:
        return Words::tr("The client broke the connection off.");
    case CloseReason::BackendReset:
        return Words::tr("The backend broke the connection off.");
    case CloseReason::ConnectFailed:
        return Words::tr("No backend could be connected to within the attempts allowed.");
    case CloseReason::IdleTimeout:
        return Words::tr("Neither side sent anything for the service's idle timeout.");
    case CloseReason::HalfCloseTimeout:
        return Words::tr("One side had ended and the other did not follow within the half-close timeout.");
    case CloseReason::ProxyHeader:
        return Words::tr("The client's PROXY header was missing or not valid.");
    case CloseReason::Drained:
        return Words::tr("The drain timeout was over before the connection ended by itself.");
    case CloseReason::Killed:
        return Words::tr("Somebody closed it in this window.");
    case CloseReason::Shutdown:
        return Words::tr("lbfy was stopped while the connection was open.");
    }
    return {};
}

} // namespace lbfy
