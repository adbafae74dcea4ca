#include "widgets/render/vtk_view.h"

#include "core/base/error.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/render/camera_flight.h"
#include "widgets/render/gl_surface.h"
#include "widgets/render/vtk_view_graphics.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace mbtr::gui {

namespace {

/// Above it bonds take longer to find than a picture may: atoms come first.
constexpr int kBondsAtOnce = 2000;

/// Without bonds rather than without picture.
std::vector<Bond> bondsOf(const Structure& structure, const BondChanges& changes)
{
    try {
        return applied(changes, findBonds(structure));
    } catch (const NumericalError&) {
        return {};
    }
}

} // namespace

VtkView::VtkView(QWidget* parent)
    : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1); // for the focus frame
    if (openGlWidgetsWork()) {
        makeSurface();
        layout->addWidget(m_surface);
        return;
    }
    auto* label = new QLabel(tr("The 3-D view needs OpenGL 3.2, which is not available here."), this);
    label->setObjectName("noOpenGlLabel");
    label->setAlignment(Qt::AlignCenter);
    label->setWordWrap(true);
    layout->addWidget(label);
}

VtkView::~VtkView()
{
    delete m_surface; // before the window it shows
}

void VtkView::makeSurface()
{
    m_graphics = std::make_unique<Graphics>();
    m_graphics->scene.setColors(sceneColors(palette()));
    const auto prepare = [this](QSize pixels, double ratio) {
        if (m_follow) {
            const Camera before = m_camera;
            mbtr::gui::fit(m_camera, m_graphics->scene.balls(), aspect());
            if (before != m_camera) // told outside painting
                QMetaObject::invokeMethod(this, [this] { emit cameraChanged(m_camera); }, Qt::QueuedConnection);
        }
        m_graphics->scene.prepareFrame(m_camera, pixels.width(), pixels.height(), ratio);
    };
    m_surface = new GlSurface(m_graphics->window, prepare, this);
    m_surface->setObjectName("structureSurface");
    m_surface->setAccessibleName(tr("Structure in 3-D"));
    m_surface->setMinimumSize(120, 90);
    m_surface->installEventFilter(this);
    setFocusProxy(m_surface);
    connectControls();
    m_bonds = std::make_unique<LatestJob<std::vector<Bond>>>(tr("Finding bonds"));
    connect(m_bonds.get(), &Job::finished, this, [this] {
        m_graphics->scene.show(*m_structure, m_bonds->takeResult());
        m_surface->scheduleRender();
    });
}

void VtkView::setStructure(std::shared_ptr<const Structure> structure, CameraPlace place, const BondChanges& bonds)
{
    const auto previous = std::exchange(m_structure, std::move(structure));
    const bool sameBonds = std::exchange(m_bondChanges, bonds) == bonds;
    if (!m_graphics || (m_structure == previous && sameBonds))
        return;
    m_bonds->cancel();
    if (place == CameraPlace::Fitted)
        m_flight->stop();
    else
        m_follow = false;
    const bool large = m_structure && m_structure->atomCount() > kBondsAtOnce;
    if (m_structure)
        m_graphics->scene.show(*m_structure, large ? std::vector<Bond>() : bondsOf(*m_structure, m_bondChanges));
    else
        m_graphics->scene.clear();
    if (large)
        m_bonds->start([structure = m_structure, changes = m_bondChanges](Progress&) { return bondsOf(*structure, changes); });
    const bool nextFrame = m_structure && previous && m_structure->species == previous->species;
    if (m_structure && !(previous && place == CameraPlace::Kept))
        placeCamera(previous.get());
    m_surface->scheduleRender(nextFrame ? GlSurface::Motion::Moving : GlSurface::Motion::Still);
}

void VtkView::placeCamera(const Structure* previous)
{
    const bool sameAtoms = previous && previous->species == m_structure->species
        && previous->isPeriodic() == m_structure->isPeriodic();
    if (sameAtoms && isInView()) {
        m_follow = false; // a trajectory must not breathe with its atoms
        return;
    }
    if (!sameAtoms)
        m_camera = standardView(*m_structure);
    m_follow = true;
    m_movedByHand = false;
}

/// Does the structure fill the view about as the one before did? Where the user has chosen what to see it always does.
bool VtkView::isInView() const
{
    Camera fitted = m_camera;
    mbtr::gui::fit(fitted, m_graphics->scene.balls(), aspect());
    const bool centred = (fitted.focus - m_camera.focus).norm() < m_camera.halfHeight();
    return m_movedByHand || (centred && fitted.distance < 1.15 * m_camera.distance && fitted.distance > 0.6 * m_camera.distance);
}

void VtkView::setPickedAtoms(const std::vector<int>& atoms)
{
    m_picked = atoms;
    std::sort(m_picked.begin(), m_picked.end());
    if (!m_graphics || !m_graphics->scene.setPickedAtoms(atoms))
        return;
    scheduleRender();
}

QImage VtkView::image()
{
    if (!m_surface)
        return grab().toImage();
    m_surface->scheduleRender(); // never a coarse one
    return m_surface->grabFramebuffer();
}

void VtkView::setSamples(int samples)
{
    if (m_surface)
        m_surface->setSamples(samples);
}

const DisplayedAtoms& VtkView::shown() const
{
    static const DisplayedAtoms nothing;
    return m_graphics ? m_graphics->scene.shown() : nothing;
}

void VtkView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::PaletteChange || !m_graphics)
        return;
    m_graphics->scene.setColors(sceneColors(palette()));
    scheduleRender();
}

bool VtkView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_surface && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        update();
    return QWidget::eventFilter(watched, event);
}

void VtkView::paintEvent(QPaintEvent*)
{
    if (!m_surface)
        return;
    QPainter painter(this);
    const QColor quiet = palette().color(QPalette::Mid);
    painter.setPen(m_surface->hasFocus() ? palette().color(QPalette::Highlight) : quiet);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void VtkView::scheduleRender()
{
    if (m_surface)
        m_surface->scheduleRender();
}

double VtkView::aspect() const
{
    return m_surface ? double(std::max(m_surface->width(), 1)) / std::max(m_surface->height(), 1) : 1;
}

} // namespace mbtr::gui
