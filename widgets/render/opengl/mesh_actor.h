#pragma once

#include <vtkSmartPointer.h>

class vtkActor;

namespace mbtr::gui {

struct Fog;
struct Mesh;

/// Triangles lit from both sides: two actors of one mesh, as the card draws what is opaque first.
enum class MeshPart { Opaque, Translucent };
vtkSmartPointer<vtkActor> makeMeshActor(MeshPart part);
void setMesh(vtkActor* opaque, vtkActor* translucent, const Mesh& mesh);
/// Before each frame.
void setFog(vtkActor* actor, const Fog& fog);

} // namespace mbtr::gui
