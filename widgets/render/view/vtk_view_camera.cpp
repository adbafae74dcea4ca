// The half of VtkView that moves the camera and answers the mouse.

#include "widgets/render/opengl/gl_surface.h"
#include "widgets/render/view/camera_flight.h"
#include "widgets/render/view/picker.h"
#include "widgets/render/view/view_controls.h"
#include "widgets/render/view/vtk_view_graphics.h"

#include <algorithm>

namespace mbtr::gui {

void VtkView::connectControls()
{
    m_controls = new ViewControls(m_surface, &m_camera);
    m_flight = new CameraFlight(this);
    m_controls->setGrab([this](const QPointF& position) { return takeUp(position); });
    connect(m_flight, &CameraFlight::moved, this, &VtkView::arrive);
    connect(m_controls, &ViewControls::touched, m_flight, &CameraFlight::stop);
    connect(m_controls, &ViewControls::cameraMoved, this, [this] { arrive(m_camera); });
    connect(m_controls, &ViewControls::clicked, this,
            [this](const QPointF& position, Qt::KeyboardModifiers modifiers) { emit atomClicked(atomAt(position), modifiers); });
    connect(m_controls, &ViewControls::hovered, this, [this](const QPointF& position) {
        const int atom = atomAt(position);
        if (atom != std::exchange(m_hoveredAtom, atom))
            emit atomHovered(atom);
    });
    connect(m_controls, &ViewControls::left, this, [this] {
        if (std::exchange(m_hoveredAtom, -1) != -1)
            emit atomHovered(-1);
    });
    connect(m_controls, &ViewControls::doubleClicked, this, &VtkView::centreOn);
    connect(m_controls, &ViewControls::bandDrawn, this, &VtkView::takeBand);
    connect(m_controls, &ViewControls::grabMoved, this, [this](const QPointF& by) {
        const double x = 2 * by.x() / m_surface->width(), y = -2 * by.y() / m_surface->height();
        emit dragged(stepAt(m_camera, m_grabbedAt, x, y, aspect()));
    });
    connect(m_controls, &ViewControls::grabEnded, this, &VtkView::dragEnded);
    connect(m_controls, &ViewControls::grabCancelled, this, &VtkView::dragCancelled);
    connect(m_controls, &ViewControls::fitWanted, this, &VtkView::fit);
    connect(m_controls, &ViewControls::centreWanted, this, &VtkView::centreOnPicked);
    connect(m_controls, &ViewControls::axisWanted, this, &VtkView::look);
}

void VtkView::fit()
{
    if (!m_graphics)
        return;
    Camera fitted = m_camera;
    mbtr::gui::fit(fitted, m_graphics->scene.balls(), aspect());
    flyTo(fitted, Then::Follow);
}

void VtkView::centreOnPicked()
{
    if (!m_graphics)
        return;
    std::vector<Ball> balls;
    for (const DisplayedAtom& shown : m_graphics->scene.shown().atoms)
        if (std::binary_search(m_picked.begin(), m_picked.end(), shown.atom))
            balls.push_back({shown.position, shown.radius + 0.5});
    if (balls.empty()) {
        fit();
        return;
    }
    Camera target = m_camera;
    mbtr::gui::fit(target, balls, aspect());
    flyTo(target);
}

void VtkView::look(Axis axis, AxisEnd end)
{
    if (!m_structure || !m_graphics)
        return;
    // Where the camera flies already, keys pressed quickly add up.
    Camera target = m_flight->isFlying() ? m_flight->target() : m_camera;
    if (!lookFrom(target, axis, end, *m_structure))
        return;
    if (m_follow)
        mbtr::gui::fit(target, m_graphics->scene.balls(), aspect());
    flyTo(target, m_follow ? Then::Follow : Then::Stay);
}

void VtkView::setCamera(const Camera& camera)
{
    if (m_flight)
        m_flight->stop();
    Camera own = camera;
    own.isOrthographic = m_options.orthographic;
    if (own != m_camera)
        arrive(own);
}

void VtkView::setMouseMode(MouseMode mode)
{
    if (m_controls)
        m_controls->setMode(mode);
}

void VtkView::flyTo(const Camera& target, Then then)
{
    disconnect(m_flight, &CameraFlight::arrived, this, nullptr);
    m_flight->stop();
    const auto follow = [this, then] {
        m_follow = then == Then::Follow;
        m_movedByHand = !m_follow;
        scheduleRender();
    };
    if (m_smooth && isVisible()) {
        connect(m_flight, &CameraFlight::arrived, this, follow);
        m_flight->start(m_camera, target);
        return;
    }
    arrive(target);
    follow();
}

void VtkView::arrive(const Camera& camera)
{
    m_camera = camera;
    m_follow = false;
    m_movedByHand = true;
    if (m_surface)
        m_surface->scheduleRender(GlSurface::Motion::Moving);
    emit cameraChanged(m_camera);
}

Eigen::Vector2d VtkView::inView(const QPointF& position) const
{
    return {2 * position.x() / m_surface->width() - 1, 1 - 2 * position.y() / m_surface->height()};
}

/// Index into shown().atoms, -1 where there is none.
int VtkView::displayedAt(const QPointF& position) const
{
    if (!m_graphics || m_surface->width() < 1 || m_surface->height() < 1)
        return -1;
    const Eigen::Vector2d at = inView(position);
    return pickAtom(m_graphics->scene.shown(), rayThrough(m_camera, at.x(), at.y(), aspect()));
}

int VtkView::atomAt(const QPointF& position) const
{
    const int hit = displayedAt(position);
    return hit < 0 ? -1 : m_graphics->scene.shown().atoms[std::size_t(hit)].atom;
}

std::optional<QPointF> VtkView::placeOf(int atom) const
{
    for (const DisplayedAtom& shown : this->shown().atoms) {
        const auto seen = shown.atom == atom ? seenAt(m_camera, shown.position, aspect()) : std::nullopt;
        if (seen)
            return QPointF((seen->x() + 1) / 2 * m_surface->width(), (1 - seen->y()) / 2 * m_surface->height());
    }
    return std::nullopt;
}

void VtkView::takeBand(const QRect& band, Qt::KeyboardModifiers modifiers)
{
    const Eigen::Vector2d low = inView(QPointF(band.left(), band.bottom() + 1));
    const Eigen::Vector2d high = inView(QPointF(band.right() + 1, band.top()));
    emit bandSelected(atomsInBand(m_graphics->scene.shown(), m_camera, {low, high}, aspect()), modifiers);
}

bool VtkView::takeUp(const QPointF& position)
{
    const int hit = displayedAt(position);
    if (hit < 0)
        return false;
    const DisplayedAtom& atom = m_graphics->scene.shown().atoms[std::size_t(hit)];
    m_grabbedAt = atom.position;
    m_follow = false; // the view must not run after the hand
    m_movedByHand = true;
    emit dragStarted(atom.atom);
    return true;
}

/// On the atom there; where there is none everything comes into view.
void VtkView::centreOn(const QPointF& position)
{
    const int hit = displayedAt(position);
    if (hit < 0) {
        fit();
        return;
    }
    Camera target = m_camera;
    target.focus = m_graphics->scene.shown().atoms[std::size_t(hit)].position;
    flyTo(target);
}

} // namespace mbtr::gui
