#pragma once

#include "widgets/render/scene/camera.h"

#include <QVariantAnimation>

namespace mbtr::gui {

/// Carries a camera smoothly from where it is to another place.
class CameraFlight : public QObject {
    Q_OBJECT

public:
    explicit CameraFlight(QObject* parent = nullptr);

    void start(const Camera& from, const Camera& to);
    /// The camera stays where it is now.
    void stop() { m_clock.stop(); }
    bool isFlying() const { return m_clock.state() == QAbstractAnimation::Running; }
    const Camera& target() const { return m_to; }

signals:
    void moved(const mbtr::gui::Camera& camera);
    /// After the last moved(), which was the target.
    void arrived();

private:
    QVariantAnimation m_clock;
    Camera m_from;
    Camera m_to;
};

} // namespace mbtr::gui
