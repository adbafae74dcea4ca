#pragma once

#include "widgets/render/scene/camera.h"
#include "widgets/render/scene/measures.h"
#include "widgets/render/scene/scene_colors.h"
#include "widgets/render/scene/scene_content.h"

#include <memory>
#include <optional>
#include <vector>

class vtkRenderWindow;

namespace mbtr::gui {

/// A structure as things drawn in a window: balls, sticks, polyhedra, arrows, labels, unit cell, rings around picked atoms,
/// axes in the corner. The props live as long as the scene; new content only replaces their arrays.
class StructureScene {
public:
    explicit StructureScene(vtkRenderWindow* window);
    ~StructureScene();

    void show(SceneContent content);
    void clear();
    /// False where they are the same as before.
    bool setPickedAtoms(const std::vector<int>& atoms);
    /// Drawn at once and kept for whatever is shown: not part of what a worker builds.
    void setMeasures(std::vector<MeasuredSites> measures);
    void setColors(const SceneColors& colors);

    const SceneContent& content() const { return m_content; }
    const SceneColors& colors() const { return m_colors; }
    const std::vector<PlacedMeasure>& measures() const { return m_placedMeasures; }
    const DisplayedAtoms& shown() const { return m_content.geometry->shown; }
    /// The atoms and the corners of the cell: what a camera should hold in view.
    const std::vector<Ball>& balls() const { return m_content.geometry->balls; }

    struct Quality {
        double pixelRatio = 1;
        bool isQuick = false; ///< in motion on a slow computer
        bool screenOcclusion = false; ///< occlusion for each pixel too, not only for each atom
        std::optional<Rgb> ground; ///< behind the scene; else that of its colours
    };
    /// Before each frame: camera, fog and clipping planes. width, height: device pixels.
    void prepareFrame(const Camera& camera, int width, int height, const Quality& quality);

private:
    struct Props;
    void updateCell();
    void updateRings();
    void updateLabels();
    void updateMeasures();
    void updateColorBar();

    std::unique_ptr<Props> m_props;
    SceneColors m_colors;
    SceneContent m_content;
    std::vector<int> m_picked;
    std::vector<MeasuredSites> m_measures;
    std::vector<PlacedMeasure> m_placedMeasures;
};

} // namespace mbtr::gui
