#include "widgets/render/vtk_view.h"

#include "core/base/error.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/render/gl_surface.h"
#include "widgets/render/picker.h"
#include "widgets/render/structure_scene.h"
#include "widgets/render/view_controls.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>

namespace mbtr::gui {

namespace {

/// Above it bonds take longer to find than a picture may: atoms come first.
constexpr int kBondsAtOnce = 2000;

/// Without bonds rather than without picture.
std::vector<Bond> bondsToShow(const Structure& structure)
{
    try {
        return mbtr::bondsOf(structure);
    } catch (const NumericalError&) {
        return {};
    }
}

} // namespace

struct VtkView::Graphics {
    vtkNew<vtkGenericOpenGLRenderWindow> window;
    StructureScene scene {window};
};

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
        if (m_follow)
            mbtr::gui::fit(m_camera, m_graphics->scene.balls(), aspect());
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

void VtkView::connectControls()
{
    auto* controls = new ViewControls(m_surface, &m_camera);
    connect(controls, &ViewControls::cameraMoved, this, [this] {
        m_follow = false;
        m_movedByHand = true;
        m_surface->scheduleRender(GlSurface::Motion::Moving);
    });
    connect(controls, &ViewControls::clicked, this,
            [this](const QPointF& position, Qt::KeyboardModifiers modifiers) {
                emit atomClicked(atomAt(position), modifiers);
            });
    connect(controls, &ViewControls::hovered, this, [this](const QPointF& position) {
        const int atom = atomAt(position);
        if (atom != std::exchange(m_hoveredAtom, atom))
            emit atomHovered(atom);
    });
    connect(controls, &ViewControls::left, this, [this] {
        if (std::exchange(m_hoveredAtom, -1) != -1)
            emit atomHovered(-1);
    });
    connect(controls, &ViewControls::doubleClicked, this, &VtkView::centreOn);
    connect(controls, &ViewControls::fitWanted, this, &VtkView::fit);
    connect(controls, &ViewControls::axisWanted, this, &VtkView::lookAlongAxis);
    connect(controls, &ViewControls::cellVectorWanted, this, &VtkView::lookAlongCellVector);
}

void VtkView::setStructure(std::shared_ptr<const Structure> structure)
{
    const auto previous = std::exchange(m_structure, std::move(structure));
    if (!m_graphics || m_structure == previous)
        return;
    m_bonds->cancel();
    const bool large = m_structure && m_structure->atomCount() > kBondsAtOnce;
    if (m_structure)
        m_graphics->scene.show(*m_structure, large ? std::vector<Bond>() : bondsToShow(*m_structure));
    else
        m_graphics->scene.clear();
    if (large)
        m_bonds->start([structure = m_structure](Progress&) { return bondsToShow(*structure); });
    const bool nextFrame = m_structure && previous && m_structure->species == previous->species;
    if (m_structure)
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
    if (!m_graphics || !m_graphics->scene.setPickedAtoms(atoms))
        return;
    scheduleRender();
}

void VtkView::fit()
{
    m_follow = true;
    m_movedByHand = false;
    scheduleRender();
}

void VtkView::setCamera(const Camera& camera)
{
    m_camera = camera;
    m_follow = false;
    m_movedByHand = true;
    if (m_surface)
        m_surface->scheduleRender(GlSurface::Motion::Moving);
}

int VtkView::atomAt(const QPointF& position) const
{
    if (!m_graphics || m_surface->width() < 1 || m_surface->height() < 1)
        return -1;
    const double x = 2 * position.x() / m_surface->width() - 1;
    const double y = 1 - 2 * position.y() / m_surface->height();
    const auto& atoms = m_graphics->scene.shown().atoms;
    const int hit = pickAtom(m_graphics->scene.shown(), rayThrough(m_camera, x, y, aspect()));
    return hit < 0 ? -1 : atoms[std::size_t(hit)].atom;
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

/// On the atom there; where there is none everything comes into view.
void VtkView::centreOn(const QPointF& position)
{
    const int atom = atomAt(position);
    if (atom < 0) {
        fit();
        return;
    }
    const double x = 2 * position.x() / m_surface->width() - 1;
    const double y = 1 - 2 * position.y() / m_surface->height();
    const auto& shown = m_graphics->scene.shown();
    m_camera.focus = shown.atoms[std::size_t(pickAtom(shown, rayThrough(m_camera, x, y, aspect())))].position;
    m_follow = false;
    m_movedByHand = true;
    scheduleRender();
}

void VtkView::lookAlongAxis(int axis, bool back)
{
    const Eigen::Vector3d direction = (back ? 1.0 : -1.0) * Eigen::Vector3d::Unit(axis);
    lookAlong(m_camera, direction, axis == 2 ? Eigen::Vector3d::UnitY() : Eigen::Vector3d::UnitZ());
    scheduleRender();
}

void VtkView::lookAlongCellVector(int vector, bool back)
{
    if (!m_structure || !m_structure->cell)
        return;
    const Eigen::Matrix3d& vectors = m_structure->cell->vectors;
    const Eigen::Vector3d direction = (back ? 1.0 : -1.0) * vectors.row(vector).transpose();
    lookAlong(m_camera, direction, vectors.row(vector == 2 ? 1 : 2).transpose());
    scheduleRender();
}

double VtkView::aspect() const
{
    return m_surface ? double(std::max(m_surface->width(), 1)) / std::max(m_surface->height(), 1) : 1;
}

} // namespace mbtr::gui
