#pragma once

#include <vtkSmartPointer.h>

class vtkActor;

namespace mbtr::gui {

struct Fog;
struct Mesh;

/// Triangles, translucent where their colours are, lit from both sides.
vtkSmartPointer<vtkActor> makeMeshActor();
void setMesh(vtkActor* actor, const Mesh& mesh);
/// Before each frame.
void setFog(vtkActor* actor, const Fog& fog);

} // namespace mbtr::gui
