#pragma once

#include "widgets/render/opengl/frame.h"

#include <vtkSmartPointer.h>

class vtkRenderer;

namespace mbtr::gui {

class Impostors;
class TextLabels;
struct Camera;
struct SceneColors;

/// Small arrows x, y, z in the lower left corner that turn with the scene: a renderer of its own, on layer 1.
class AxesMarker {
public:
    AxesMarker();
    ~AxesMarker();

    vtkRenderer* renderer() const { return m_renderer; }
    void setColors(const SceneColors& colors);
    void setVisible(bool visible);
    /// Before each frame. width, height of the window and ratio: device pixels.
    void follow(const Camera& camera, int width, int height, double ratio);

private:
    Frame m_frame;
    vtkSmartPointer<vtkRenderer> m_renderer;
    vtkSmartPointer<Impostors> m_arrows;
    vtkSmartPointer<TextLabels> m_names;
};

} // namespace mbtr::gui
