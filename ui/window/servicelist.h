// SPDX-License-Identifier: GPL-3.0-or-later
//
// The services at the left, where there are several: each with its state as a shape and words, its address and how busy
// it is. Thread: the window's.

#pragma once

#include "core/observe/snapshot.h"
#include "ui/document/document.h"

#include <QListWidget>

namespace lbfy {

class ServiceList final : public QListWidget
{
    Q_OBJECT
public:
    explicit ServiceList(const Document &document, QWidget *parent = nullptr);

    /// The document's services are others now.
    void refill();
    void setCurrent(ServiceId service);
    /// Null: not running.
    void tick(const SnapshotPtr &snapshot);

    QSize sizeHint() const override;

Q_SIGNALS:
    void chosen(lbfy::ServiceId service);

private:
    void show(QListWidgetItem &row, const ServiceConfig &config, const ServiceSnapshot *service) const;

    const Document &m_document;
};

} // namespace lbfy
