#pragma once

#include "widgets/render/camera.h"
#include "widgets/render/displayed_atoms.h"
#include "widgets/render/scene_colors.h"

#include <memory>
#include <vector>

class vtkRenderer;
class vtkRenderWindow;

namespace mbtr::gui {

/// A structure as things drawn in a window: balls, sticks, unit cell, rings around picked atoms, axes in the corner.
/// The actors live as long as the scene; a new structure only replaces their arrays.
class StructureScene {
public:
    explicit StructureScene(vtkRenderWindow* window);
    ~StructureScene();

    void show(const Structure& structure, const std::vector<Bond>& bonds);
    void clear();
    /// False where they are the same as before.
    bool setPickedAtoms(const std::vector<int>& atoms);
    void setColors(const SceneColors& colors);

    const DisplayedAtoms& shown() const { return m_shown; }
    /// The atoms and the corners of the cell: what a camera should hold in view.
    const std::vector<Ball>& balls() const { return m_balls; }

    /// Before each frame: camera, fog and clipping planes. width, height: device pixels.
    void prepareFrame(const Camera& camera, int width, int height, double pixelRatio);

private:
    struct Actors;
    void updateCell();
    void updateRings();

    std::unique_ptr<Actors> m_actors;
    SceneColors m_colors;
    DisplayedAtoms m_shown;
    std::optional<Cell> m_cell;
    std::vector<Ball> m_balls;
    Eigen::Vector3d m_centre = Eigen::Vector3d::Zero(); ///< of all balls
    double m_radius = 1;                                ///< holds all balls about m_centre, angstrom
    std::vector<int> m_picked;
};

} // namespace mbtr::gui
