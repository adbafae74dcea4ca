#pragma once

#include "core/chemistry/bonding/bond_changes.h"
#include "widgets/render/scene/camera.h"
#include "widgets/render/scene/display_options.h"
#include "widgets/render/scene/displayed_atoms.h"
#include "widgets/render/scene/mesh.h"
#include "widgets/render/scene/vertices.h"

#include <memory>

namespace mbtr::gui {

/// Text in front of a point.
struct PlacedLabel {
    Eigen::Vector3d position; ///< angstrom
    double lift = 0; ///< angstrom towards the eye: in front of its ball
    std::string text;
    std::optional<Rgb> color;
};

struct ColorBarContent {
    std::string name;
    std::string unit;
    ColorMap map = ColorMap::Viridis;
    ValueRange limits;
};

/// Which atoms are where, how large and in what shade: what does not change with colours and labels.
struct SceneGeometry {
    std::shared_ptr<const Structure> structure;
    BondChanges bondChanges;
    std::vector<Bond> bonds; ///< with the changes
    DisplayedAtoms shown; ///< radii as drawn
    std::vector<Shade> shades; ///< one a displayed atom
    std::vector<Ball> balls; ///< the atoms and the corners of the cell: what a camera should hold in view
    Eigen::Vector3d centre = Eigen::Vector3d::Zero(); ///< of all balls
    double radius = 1; ///< holds all balls about the centre, angstrom
};

/// Everything of a structure that is drawn, as plain arrays: made by a worker, copied to the graphics card later.
struct SceneContent {
    std::shared_ptr<const SceneGeometry> geometry;
    DisplayOptions options; ///< it was made for
    Vertices spheres;
    Vertices sticks;
    Vertices rings;
    Mesh mesh; ///< polyhedra, arrows, planes and highlighted bonds
    std::vector<PlacedLabel> labels;
    std::optional<ColorBarContent> colorBar;
};

/// Finds the bonds too. Without bonds where a cell is too small for them to be found.
std::shared_ptr<const SceneGeometry> makeGeometry(std::shared_ptr<const Structure> structure, const BondChanges& changes,
                                                  const DisplayOptions& options);
/// Would makeGeometry() give another result?
bool needsNewGeometry(const DisplayOptions& before, const DisplayOptions& now);

SceneContent makeContent(std::shared_ptr<const SceneGeometry> geometry, const DisplayOptions& options, const Overlay& overlay);

} // namespace mbtr::gui
