#include "widgets/render/view/vtk_view.h"

#include "widgets/jobs/latest_job.h"
#include "widgets/render/opengl/gl_surface.h"
#include "widgets/render/pictures/scene_picture.h"
#include "widgets/render/view/camera_flight.h"
#include "widgets/render/view/vtk_view_graphics.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace mbtr::gui {

namespace {

/// Above it a scene takes longer to build than a frame may: a worker does it, and the last picture stays until then.
constexpr double kBuildAtOnce = 1500; // displayed atoms

} // namespace

VtkView::VtkView(JobList* jobs, QWidget* parent)
    : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1); // for the focus frame
    if (openGlWidgetsWork()) {
        makeSurface(jobs);
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

void VtkView::makeSurface(JobList* jobs)
{
    m_graphics = std::make_unique<Graphics>();
    m_graphics->scene.setColors(sceneColors(palette()));
    const auto prepare = [this](const FrameRequest& frame) {
        if (m_follow) {
            const Camera before = m_camera;
            mbtr::gui::fit(m_camera, m_graphics->scene.balls(), double(frame.pixels.width()) / frame.pixels.height());
            if (before != m_camera) // told outside painting
                QMetaObject::invokeMethod(
                    this, [this] { emit cameraChanged(m_camera); }, Qt::QueuedConnection);
        }
        const bool fine = m_fineOcclusion.value_or(m_surface->isFast());
        m_graphics->scene.prepareFrame(m_camera, frame.pixels.width(), frame.pixels.height(),
                                       {frame.ratio, frame.isQuick, fine, {}});
    };
    m_surface = new GlSurface(m_graphics->window, prepare, this);
    m_surface->setObjectName("structureSurface");
    m_surface->setAccessibleName(tr("Structure in 3-D"));
    m_surface->setMinimumSize(120, 90);
    m_surface->installEventFilter(this);
    setFocusProxy(m_surface);
    connectControls();
    m_builder = std::make_unique<LatestJob<SceneContent>>(
        *jobs, tr("Building the scene"), [this](SceneContent content) { takeBuilt(std::move(content)); }, jobs->reporter());
    connect(m_builder.get(), &Job::started, this, &VtkView::buildStarted);
}

bool VtkView::isBuilding() const
{
    return m_builder && m_builder->isRunning();
}

void VtkView::setStructure(std::shared_ptr<const Structure> structure, CameraPlace place, const BondChanges& bonds)
{
    const auto previous = std::exchange(m_structure, std::move(structure));
    const bool sameBonds = std::exchange(m_bondChanges, bonds) == bonds;
    if (m_structure == previous && sameBonds)
        return;
    m_overlays = {};
    if (place == CameraPlace::Fitted)
        m_options.ranges.centreAtom = -1;
    m_cameraPlace = place;
    m_isChanging = true;
    emit structureChanged();
    m_isChanging = false;
    if (!m_graphics)
        return;
    if (place == CameraPlace::Fitted)
        m_flight->stop();
    else
        m_follow = false;
    if (m_structure) {
        rebuild();
        return;
    }
    m_builder->cancel();
    m_buildAgain = false;
    m_graphics->scene.clear();
    m_placedFor.reset();
    scheduleRender();
}

void VtkView::setOptions(const DisplayOptions& options)
{
    const DisplayOptions before = std::exchange(m_options, corrected(options));
    if (m_options == before)
        return;
    m_camera.isOrthographic = m_options.orthographic;
    if (m_graphics && m_structure)
        rebuild();
}

void VtkView::setOverlay(const Overlay& overlay, OverlayLayer layer)
{
    Overlay& shown = m_overlays[std::size_t(layer)];
    if (shown.isEmpty() && overlay.isEmpty())
        return;
    const bool justMeasures = shown.hasMeasuresOnly() && overlay.hasMeasuresOnly();
    shown = overlay;
    if (!m_graphics || !m_structure)
        return;
    if (!justMeasures) {
        m_isPointing = layer == OverlayLayer::Highlight;
        rebuild();
    } else if (!m_isChanging) {
        m_graphics->scene.setMeasures(allOverlays().measures);
        scheduleRender();
    }
}

Overlay VtkView::allOverlays() const
{
    Overlay all;
    for (const Overlay& overlay : m_overlays)
        all = merged(all, overlay);
    return all;
}

/// A build that runs goes on: each frame of a quick trajectory would else stop the one before, and none be seen.
void VtkView::rebuild()
{
    if (m_isChanging)
        return;
    const SceneContent& shown = m_graphics->scene.content();
    const bool sameGeometry = shown.geometry->structure == m_structure && shown.geometry->bondChanges == m_bondChanges
        && !needsNewGeometry(shown.options, m_options);
    const auto build = [structure = m_structure, bonds = m_bondChanges, options = m_options, overlay = allOverlays(),
                        geometry = sameGeometry ? shown.geometry : nullptr] {
        return makeContent(geometry ? geometry : makeGeometry(structure, bonds, options), options, overlay);
    };
    if (displayedCount(*m_structure, m_options.ranges) <= kBuildAtOnce) {
        m_builder->cancel();
        m_buildAgain = false;
        take(build());
    } else if (m_builder->isRunning()) {
        m_buildAgain = true;
    } else {
        m_builder->start([build](Progress&) { return build(); });
    }
}

void VtkView::takeBuilt(SceneContent content)
{
    if (m_structure && content.geometry->structure->species == m_structure->species)
        take(std::move(content));
    if (std::exchange(m_buildAgain, false) && m_structure)
        rebuild();
}

void VtkView::take(SceneContent content)
{
    const auto now = content.geometry->structure;
    m_graphics->scene.setMeasures({}); // those of the structure before
    m_graphics->scene.show(std::move(content));
    m_graphics->scene.setMeasures(allOverlays().measures);
    const auto previous = std::exchange(m_placedFor, now);
    const bool nextFrame = previous && previous != now && previous->species == now->species;
    if (previous != now && !(previous && m_cameraPlace == CameraPlace::Kept))
        placeCamera(previous.get());
    const bool moves = std::exchange(m_isPointing, false) || nextFrame;
    m_surface->scheduleRender(moves ? GlSurface::Motion::Moving : GlSurface::Motion::Still);
    emit sceneShown();
}

void VtkView::placeCamera(const Structure* previous)
{
    const bool sameAtoms
        = previous && previous->species == m_structure->species && previous->isPeriodic() == m_structure->isPeriodic();
    if (sameAtoms && isInView()) {
        m_follow = false; // a trajectory must not breathe with its atoms
        return;
    }
    if (!sameAtoms)
        m_camera = standardView(*m_structure);
    m_camera.isOrthographic = m_options.orthographic;
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
    return m_surface->picture();
}

std::optional<std::vector<Bond>> VtkView::knownBonds(const std::shared_ptr<const Structure>& structure,
                                                     const BondChanges& changes) const
{
    if (!m_graphics || !structure)
        return {};
    const SceneGeometry& drawn = *m_graphics->scene.content().geometry;
    return drawn.structure == structure && drawn.bondChanges == changes ? std::optional(drawn.bonds) : std::nullopt;
}

ScenePicture VtkView::scenePicture() const
{
    return {m_structure, m_bondChanges, m_options, allOverlays(), m_camera, sceneColors(palette()), m_picked};
}

void VtkView::setFineOcclusion(std::optional<bool> fine)
{
    m_fineOcclusion = fine;
    scheduleRender();
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
