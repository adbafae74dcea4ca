#include "widgets/render/opengl/structure_scene.h"

#include "widgets/render/opengl/axes_marker.h"
#include "widgets/render/opengl/color_bar.h"
#include "widgets/render/opengl/impostors.h"
#include "widgets/render/opengl/mesh_actor.h"
#include "widgets/render/opengl/screen_effects.h"
#include "widgets/render/opengl/text_labels.h"
#include "widgets/render/scene/cell_content.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkCullerCollection.h>
#include <vtkLight.h>
#include <vtkNew.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>

namespace mbtr::gui {

namespace {

constexpr double kRingWidth = 0.11; // angstrom
constexpr float kMeasureRadius = 0.03f; // angstrom
constexpr int kMeasureSize = 13; // of values, device-independent pixels
constexpr double kMeasureRise = 9;
constexpr int kNameSize = 15; // of a, b, c, device-independent pixels

/// Moves with the eye; (x, y): where it stands as seen, the eye being at (0, 0).
void addLight(vtkRenderer* renderer, double x, double y, double intensity)
{
    vtkNew<vtkLight> light;
    light->SetLightTypeToCameraLight();
    light->SetPosition(x, y, 1);
    light->SetFocalPoint(0, 0, 0);
    light->SetIntensity(intensity);
    renderer->AddLight(light);
}

Vertices shared(std::vector<std::byte> vertices)
{
    return std::make_shared<const std::vector<std::byte>>(std::move(vertices));
}

} // namespace

struct StructureScene::Props {
    explicit Props(vtkRenderWindow* window);

    Frame frame;
    vtkNew<vtkRenderer> renderer;
    vtkNew<Impostors> atoms;
    vtkNew<Impostors> cell;
    vtkNew<Impostors> rings;
    vtkNew<Impostors> picked;
    vtkSmartPointer<vtkActor> mesh = makeMeshActor(MeshPart::Opaque);
    vtkSmartPointer<vtkActor> glass = makeMeshActor(MeshPart::Translucent);
    vtkNew<ScreenEffects> effects;
    vtkNew<TextLabels> names;
    vtkNew<TextLabels> labels;
    vtkNew<Impostors> measures;
    vtkNew<TextLabels> values;
    vtkNew<ColorBar> colorBar;
    AxesMarker axes;
};

StructureScene::Props::Props(vtkRenderWindow* window)
{
    renderer->GetCullers()->RemoveAllItems(); // they judge by bounds, which impostors do not have
    renderer->AutomaticLightCreationOff();
    addLight(renderer, 0.45, 0.55, 0.85);
    addLight(renderer, -0.4, -0.1, 0.28);
    renderer->GetActiveCamera()->SetViewAngle(Camera::kViewAngle);
    renderer->SetMaximumNumberOfPeels(6);
    renderer->SetOcclusionRatio(0.002);
    for (const auto& prop : {atoms.Get(), cell.Get(), rings.Get(), picked.Get()}) {
        prop->setFrame(&frame);
        renderer->AddViewProp(prop);
    }
    effects->setFrame(&frame);
    renderer->AddViewProp(effects); // after all opaque things
    cell->setSmallestRadius(0.95f);
    rings->drawRings();
    picked->drawRings();
    renderer->AddActor(mesh);
    renderer->AddActor(glass);
    measures->setFrame(&frame);
    measures->setSmallestRadius(1.1f);
    measures->setOnTop();
    renderer->AddViewProp(measures); // before the texts
    values->setOnTop();
    for (const auto& prop : {names.Get(), labels.Get(), values.Get()}) {
        prop->setFrame(&frame);
        renderer->AddViewProp(prop);
    }
    colorBar->setFrame(&frame);
    renderer->AddViewProp(colorBar);
    window->SetNumberOfLayers(2);
    window->AddRenderer(renderer);
    window->AddRenderer(axes.renderer());
}

StructureScene::StructureScene(vtkRenderWindow* window)
    : m_props(std::make_unique<Props>(window))
{
    m_content.geometry = std::make_shared<SceneGeometry>();
    setColors(sceneColors(QPalette()));
}

StructureScene::~StructureScene() = default;

void StructureScene::show(SceneContent content)
{
    m_content = std::move(content);
    const DisplayOptions& options = m_content.options;
    m_props->atoms->setSpheres(m_content.spheres);
    m_props->atoms->setSticks(m_content.sticks);
    // Large balls run into one another: all of them would be dark.
    m_props->atoms->setOcclusion(!options.occlusion ? 0.0f : options.style == Style::SpaceFilling ? 0.6f : 1.0f);
    m_props->atoms->setTouching(options.style == Style::SpaceFilling);
    m_props->rings->setSpheres(m_content.rings);
    setMesh(m_props->mesh, m_props->glass, m_content.mesh);
    m_props->axes.setVisible(options.axes);
    updateCell();
    updateRings();
    updateLabels();
    updateMeasures();
    updateColorBar();
}

void StructureScene::clear()
{
    SceneContent nothing;
    nothing.geometry = std::make_shared<SceneGeometry>();
    nothing.options = m_content.options;
    show(std::move(nothing));
}

bool StructureScene::setPickedAtoms(const std::vector<int>& atoms)
{
    if (atoms == m_picked)
        return false;
    m_picked = atoms;
    updateRings();
    return true;
}

void StructureScene::setColors(const SceneColors& colors)
{
    m_colors = colors;
    const Rgb& ground = colors.background;
    m_props->renderer->SetBackground(ground[0] / 255.0, ground[1] / 255.0, ground[2] / 255.0);
    m_props->frame.fog.color = {float(ground[0]) / 255, float(ground[1]) / 255, float(ground[2]) / 255};
    m_props->axes.setColors(colors);
    updateCell();
    updateRings();
    updateLabels();
    updateMeasures();
    updateColorBar();
}

void StructureScene::prepareFrame(const Camera& camera, int width, int height, const Quality& quality)
{
    const Rgb ground = quality.ground.value_or(m_colors.background);
    m_props->renderer->SetBackground(ground[0] / 255.0, ground[1] / 255.0, ground[2] / 255.0);
    vtkCamera* eye = m_props->renderer->GetActiveCamera();
    eye->SetFocalPoint(camera.focus.data());
    eye->SetPosition(camera.eye().eval().data());
    eye->SetViewUp(camera.up.data());
    eye->SetParallelProjection(camera.isOrthographic);
    eye->SetParallelScale(camera.halfHeight());
    const Eigen::Vector3d& centre = m_content.geometry->centre;
    const double radius = m_content.geometry->radius;
    const double depth = (camera.eye() - centre).dot(camera.back);
    const double reach = 1.05 * radius + 3;
    const double far = std::max(depth + reach, 1.0);
    const double near = camera.isOrthographic ? depth - reach : std::max(depth - reach, 0.002 * far);
    eye->SetClippingRange(near, far);
    Frame& frame = m_props->frame;
    // From the middle backwards, so that what is small and near keeps its colours.
    frame.fog.begin = float(depth - 0.2 * radius);
    frame.fog.end = float(depth + std::max(radius, 6.0));
    frame.fog.strength = m_content.options.fog ? 0.5f : 0;
    frame.pixelRatio = float(quality.pixelRatio);
    frame.orthographic = camera.isOrthographic;
    frame.pixel = float(2 * camera.halfHeight() / std::max(height, 1) / (camera.isOrthographic ? 1 : camera.distance));
    frame.isQuick = quality.isQuick;
    m_props->effects->setOutline(m_content.options.outline);
    m_props->effects->setOcclusion(m_content.options.occlusion && quality.screenOcclusion && !quality.isQuick);
    frame.width = width;
    frame.height = height;
    // Translucent things are right in any order either way. Peeling is exact, but cannot read the depths of a framebuffer with
    // several samples a pixel (nothing would be drawn); without it VTK takes weighted averages (McGuire & Bavoil, JCGT 2, 2013).
    const bool hasSamples = m_props->renderer->GetRenderWindow()->GetMultiSamples() > 1;
    m_props->renderer->SetUseDepthPeeling(!quality.isQuick && !hasSamples);
    setFog(m_props->mesh, frame.fog);
    setFog(m_props->glass, frame.fog);
    m_props->axes.follow(camera, width, height, quality.pixelRatio);
}

void StructureScene::updateCell()
{
    const SceneGeometry& geometry = *m_content.geometry;
    CellContent cell;
    const bool isShown
        = m_content.options.cell && geometry.structure && geometry.structure->isPeriodic() && isUsable(*geometry.structure->cell);
    if (isShown)
        cell = cellContent(*geometry.structure->cell, geometry.shown.cellOrigin, m_content.options.ranges, m_colors);
    m_props->cell->setSticks(shared(std::move(cell.sticks)));
    m_props->names->setTexts(std::move(cell.names), kNameSize, m_colors.background);
}

void StructureScene::updateRings()
{
    std::vector<std::byte> rings;
    const Rgba color {m_colors.highlight[0], m_colors.highlight[1], m_colors.highlight[2], 255};
    const std::unordered_set<int> picked(m_picked.begin(), m_picked.end()); // may be very many
    for (const DisplayedAtom& atom : shown().atoms)
        if (picked.contains(atom.atom) && atom.position.allFinite())
            appendSphere(rings,
                         {{float(atom.position[0]), float(atom.position[1]), float(atom.position[2])},
                          float(atom.radius + kRingWidth),
                          color,
                          {}});
    m_props->picked->setSpheres(shared(std::move(rings)));
}

void StructureScene::updateLabels()
{
    std::vector<SceneText> texts;
    texts.reserve(m_content.labels.size());
    for (const PlacedLabel& label : m_content.labels)
        texts.push_back({label.position, label.lift, label.text, label.color.value_or(m_colors.text)});
    m_props->labels->setTexts(std::move(texts), m_content.options.labelSize, m_colors.background);
}

void StructureScene::setMeasures(std::vector<MeasuredSites> measures)
{
    if (measures == m_measures)
        return;
    m_measures = std::move(measures);
    updateMeasures();
}

void StructureScene::updateMeasures()
{
    m_placedMeasures.clear();
    if (m_content.geometry->structure && !m_measures.empty())
        m_placedMeasures = placeMeasures({*m_content.geometry->structure, shown()}, m_measures);
    std::vector<std::byte> sticks;
    std::vector<SceneText> texts;
    const Rgba color {m_colors.measure[0], m_colors.measure[1], m_colors.measure[2], 255};
    for (const PlacedMeasure& measure : m_placedMeasures) {
        for (const auto& [begin, end] : measure.dashes)
            appendStick(sticks, {asFloats(begin), kMeasureRadius, asFloats(end), 1, color, color, {}});
        texts.push_back({measure.labelAt, 0, measure.text, m_colors.measure, kMeasureRise});
    }
    m_props->measures->setSticks(shared(std::move(sticks)));
    m_props->values->setTexts(std::move(texts), kMeasureSize, m_colors.background);
}

void StructureScene::updateColorBar()
{
    m_props->colorBar->show(m_content.colorBar, m_colors);
}

} // namespace mbtr::gui
