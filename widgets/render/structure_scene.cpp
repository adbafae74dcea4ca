#include "widgets/render/structure_scene.h"

#include "widgets/render/atom_actor.h"
#include "widgets/render/axes_marker.h"
#include "widgets/render/cell_actor.h"
#include "widgets/render/impostors.h"

#include <algorithm>
#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkCullerCollection.h>
#include <vtkLight.h>
#include <vtkNew.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>

namespace mbtr::gui {

struct StructureScene::Actors {
    explicit Actors(vtkRenderWindow* window);

    Fog fog;
    vtkNew<vtkRenderer> renderer;
    vtkSmartPointer<vtkActor> atoms = makeAtomActor(&fog);
    vtkSmartPointer<vtkActor> bonds = makeBondActor(&fog);
    vtkSmartPointer<vtkActor> rings = makeRingActor();
    CellActors cell {renderer};
    AxesMarker axes;
};

namespace {

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

std::vector<Ball> ballsOf(const DisplayedAtoms& shown, const std::optional<Cell>& cell)
{
    std::vector<Ball> balls;
    for (const DisplayedAtom& atom : shown.atoms)
        if (atom.position.allFinite())
            balls.push_back({atom.position, atom.radius});
    if (cell)
        for (int corner = 0; corner < 8; ++corner)
            balls.push_back({cell->toCartesian({Eigen::Vector3d(corner & 1, corner >> 1 & 1, corner >> 2 & 1)}), 0.2});
    return balls;
}

} // namespace

StructureScene::Actors::Actors(vtkRenderWindow* window)
{
    renderer->GetCullers()->RemoveAllItems(); // they judge by bounds, which impostors do not have
    renderer->AutomaticLightCreationOff();
    addLight(renderer, 0.45, 0.55, 0.85);
    addLight(renderer, -0.4, -0.1, 0.28);
    renderer->GetActiveCamera()->SetViewAngle(Camera::kViewAngle);
    for (const auto& actor : {atoms, bonds, rings})
        renderer->AddActor(actor);
    window->SetNumberOfLayers(2);
    window->AddRenderer(renderer);
    window->AddRenderer(axes.renderer());
}

StructureScene::StructureScene(vtkRenderWindow* window)
    : m_actors(std::make_unique<Actors>(window))
{
    setColors(sceneColors(QPalette()));
}

StructureScene::~StructureScene() = default;

void StructureScene::show(const Structure& structure, const std::vector<Bond>& bonds)
{
    m_shown = displayedAtoms(structure, bonds);
    m_cell = structure.cell && isUsable(*structure.cell) ? structure.cell : std::nullopt;
    m_balls = ballsOf(m_shown, m_cell);
    m_centre.setZero();
    for (const Ball& ball : m_balls)
        m_centre += ball.centre / double(m_balls.size());
    m_radius = 1;
    for (const Ball& ball : m_balls)
        m_radius = std::max(m_radius, (ball.centre - m_centre).norm() + ball.radius);
    setAtoms(m_actors->atoms, structure, m_shown);
    setBonds(m_actors->bonds, structure, m_shown);
    updateCell();
    updateRings();
}

void StructureScene::clear()
{
    show(Structure {}, {});
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
    m_actors->renderer->SetBackground(ground[0] / 255.0, ground[1] / 255.0, ground[2] / 255.0);
    m_actors->fog.color = {float(ground[0]) / 255, float(ground[1]) / 255, float(ground[2]) / 255};
    m_actors->axes.setColors(colors);
    updateCell();
    updateRings();
}

void StructureScene::prepareFrame(const Camera& camera, int width, int height, double pixelRatio)
{
    vtkCamera* eye = m_actors->renderer->GetActiveCamera();
    eye->SetFocalPoint(camera.focus.data());
    eye->SetPosition(camera.eye().eval().data());
    eye->SetViewUp(camera.up.data());
    const double depth = (camera.eye() - m_centre).dot(camera.back);
    const double reach = 1.05 * m_radius + 1;
    const double far = std::max(depth + reach, 1.0);
    eye->SetClippingRange(std::max(depth - reach, 0.002 * far), far);
    // From the middle backwards, so that what is small and near keeps its colours.
    m_actors->fog.begin = float(depth - 0.2 * m_radius);
    m_actors->fog.end = float(depth + std::max(m_radius, 6.0));
    m_actors->fog.strength = 0.5f;
    m_actors->cell.setPixelRatio(pixelRatio);
    m_actors->axes.follow(camera, width, height, pixelRatio);
}

void StructureScene::updateCell()
{
    m_actors->cell.show(m_cell ? &*m_cell : nullptr, m_colors);
}

void StructureScene::updateRings()
{
    setRings(m_actors->rings, m_shown, m_picked, m_colors);
}

} // namespace mbtr::gui
