#pragma once

#include "widgets/render/opengl/structure_scene.h"
#include "widgets/render/view/vtk_view.h"

#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>

namespace mbtr::gui {

/// For the files of VtkView only.
struct VtkView::Graphics {
    vtkNew<vtkGenericOpenGLRenderWindow> window;
    StructureScene scene {window};
};

} // namespace mbtr::gui
