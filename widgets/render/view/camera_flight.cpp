#include "widgets/render/view/camera_flight.h"

namespace mbtr::gui {

namespace {

constexpr int kMilliseconds = 260; // long enough to see what turned where, too short to wait for

} // namespace

CameraFlight::CameraFlight(QObject* parent)
    : QObject(parent)
{
    m_clock.setStartValue(0.0);
    m_clock.setEndValue(1.0);
    m_clock.setDuration(kMilliseconds);
    m_clock.setEasingCurve(QEasingCurve::InOutCubic);
    connect(&m_clock, &QVariantAnimation::valueChanged, this, [this](const QVariant& share) {
        if (isFlying() && share.toDouble() < 1)
            emit moved(between(m_from, m_to, share.toDouble()));
    });
    connect(&m_clock, &QVariantAnimation::finished, this, [this] {
        emit moved(m_to);
        emit arrived();
    });
}

void CameraFlight::start(const Camera& from, const Camera& to)
{
    m_clock.stop();
    m_from = from;
    m_to = to;
    m_clock.start();
}

} // namespace mbtr::gui

#include "moc_camera_flight.cpp"
