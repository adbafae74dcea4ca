#pragma once

#include "core/chemistry/bonding/bond_changes.h"
#include "core/chemistry/structure.h"
#include "widgets/render/scene/camera.h"
#include "widgets/render/scene/display_options.h"
#include "widgets/render/scene/scene_colors.h"
#include "widgets/render/scene/scene_content.h"

#include <QByteArray>
#include <QSize>

class QPainter;

namespace mbtr::gui {

/// Everything a picture of a structure is made from: what a view shows, as values.
struct ScenePicture {
    std::shared_ptr<const Structure> structure;
    BondChanges bonds;
    DisplayOptions options;
    Overlay overlay;
    Camera camera;
    SceneColors colors;
    std::vector<int> picked;
};

/// For any thread.
SceneContent contentOf(const ScenePicture& picture);

/// Draws the scene as shapes, from back to front: balls as circles with a gradient, sticks as bands, faces as polygons, and
/// text. size: of the picture in units of the painter, in which letters have their device-independent size. For any thread.
void paintScene(QPainter& painter, const ScenePicture& picture, const SceneContent& content, const QSize& size,
                bool isTransparent);

/// The scene as SVG or PDF. size: device-independent pixels (1/96 inch).
QByteArray sceneAsSvg(const ScenePicture& picture, const SceneContent& content, const QSize& size, bool isTransparent);
QByteArray sceneAsPdf(const ScenePicture& picture, const SceneContent& content, const QSize& size, bool isTransparent);

/// The scene as meshes with materials in one file of glTF 2.0 (.glb): https://registry.khronos.org/glTF/specs/2.0/glTF-2.0.html.
/// A unit of length is an angstrom; the camera is not stored.
QByteArray sceneAsGlb(const ScenePicture& picture, const SceneContent& content);

} // namespace mbtr::gui
