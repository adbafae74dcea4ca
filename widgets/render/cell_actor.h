#pragma once

#include <vtkSmartPointer.h>

#include <array>

class vtkActor;
class vtkBillboardTextActor3D;
class vtkRenderer;

namespace mbtr {
struct Cell;
}

namespace mbtr::gui {

struct SceneColors;

/// The twelve edges of the unit cell as lines, the three from the origin coloured and named a, b, c.
class CellActors {
public:
    explicit CellActors(vtkRenderer* renderer);
    ~CellActors();

    /// nullptr: no cell.
    void show(const Cell* cell, const SceneColors& colors);
    /// Lines and text keep their size on dense screens.
    void setPixelRatio(double ratio);

private:
    vtkSmartPointer<vtkActor> m_edges;
    std::array<vtkSmartPointer<vtkBillboardTextActor3D>, 3> m_names;
};

/// Text that faces the eye, for names of axes.
vtkSmartPointer<vtkBillboardTextActor3D> makeName(const char* text);

} // namespace mbtr::gui
