#pragma once

#include <vtkSmartPointer.h>

#include <vector>

class vtkActor;

namespace mbtr {
struct Structure;
}

namespace mbtr::gui {

struct DisplayedAtoms;
struct Fog;
struct SceneColors;

/// Balls in element colours. `fog` is read at each frame and must outlive the actor (here and below).
vtkSmartPointer<vtkActor> makeAtomActor(const Fog* fog);
void setAtoms(vtkActor* actor, const Structure& structure, const DisplayedAtoms& shown);

/// Sticks, each half in the colour of its atom.
vtkSmartPointer<vtkActor> makeBondActor(const Fog* fog);
void setBonds(vtkActor* actor, const Structure& structure, const DisplayedAtoms& shown);

/// Rings around all copies of the picked atoms.
vtkSmartPointer<vtkActor> makeRingActor();
void setRings(vtkActor* actor, const DisplayedAtoms& shown, const std::vector<int>& atoms, const SceneColors& colors);

} // namespace mbtr::gui
