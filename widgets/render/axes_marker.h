#pragma once

#include <vtkSmartPointer.h>

#include <array>

class vtkActor;
class vtkBillboardTextActor3D;
class vtkRenderer;

namespace mbtr::gui {

struct Camera;
struct SceneColors;

/// Small arrows x, y, z in the lower left corner that turn with the scene: a renderer of its own, on layer 1.
class AxesMarker {
public:
    AxesMarker();
    ~AxesMarker();

    vtkRenderer* renderer() const { return m_renderer; }
    void setColors(const SceneColors& colors);
    /// Before each frame. width, height of the window and ratio: device pixels.
    void follow(const Camera& camera, int width, int height, double ratio);

private:
    vtkSmartPointer<vtkRenderer> m_renderer;
    vtkSmartPointer<vtkActor> m_sticks;
    std::array<vtkSmartPointer<vtkBillboardTextActor3D>, 3> m_names;
};

} // namespace mbtr::gui
