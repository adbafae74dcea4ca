#include "widgets/render/axes_marker.h"

#include "widgets/render/camera.h"
#include "widgets/render/cell_actor.h"
#include "widgets/render/impostors.h"
#include "widgets/render/scene_colors.h"

#include <algorithm>
#include <vtkActor.h>
#include <vtkBillboardTextActor3D.h>
#include <vtkCamera.h>
#include <vtkCullerCollection.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkTextProperty.h>
#include <vtkUnsignedCharArray.h>

namespace mbtr::gui {

namespace {

constexpr double kSize = 92;      // device-independent pixels
constexpr double kRadius = 0.055; // of an arrow of length 1

vtkNew<vtkPolyData> sticks(const SceneColors& colors)
{
    vtkNew<vtkPoints> points;
    points->SetDataTypeToFloat();
    vtkNew<vtkUnsignedCharArray> rgba;
    rgba->SetNumberOfComponents(4);
    vtkNew<vtkFloatArray> directions, sizes;
    directions->SetName("direction");
    directions->SetNumberOfComponents(3);
    sizes->SetName("size");
    sizes->SetNumberOfComponents(3);
    for (int k = 0; k < 3; ++k) {
        const Eigen::Vector3f axis = Eigen::Vector3f::Unit(k);
        points->InsertNextPoint((axis / 2).eval().data());
        directions->InsertNextTypedTuple(axis.data());
        sizes->InsertNextTuple3(1, kRadius, 0);
        rgba->InsertNextTuple4(colors.axes[k][0], colors.axes[k][1], colors.axes[k][2], 255);
    }
    vtkNew<vtkPolyData> data;
    data->SetPoints(points);
    data->GetPointData()->SetScalars(rgba);
    data->GetPointData()->AddArray(directions);
    data->GetPointData()->AddArray(sizes);
    return data;
}

} // namespace

AxesMarker::AxesMarker()
    : m_renderer(vtkSmartPointer<vtkRenderer>::New())
    , m_sticks(vtkSmartPointer<vtkActor>::New())
{
    m_renderer->SetLayer(1);
    m_renderer->InteractiveOff();
    m_renderer->GetCullers()->RemoveAllItems();
    m_renderer->GetActiveCamera()->SetViewAngle(24);
    vtkNew<StickImpostors> mapper;
    m_sticks->SetMapper(mapper);
    m_sticks->GetProperty()->SetAmbient(0.45);
    m_sticks->GetProperty()->SetDiffuse(0.65);
    m_renderer->AddActor(m_sticks);
    const char* const names[3] = {"x", "y", "z"};
    for (int k = 0; k < 3; ++k) {
        m_names[k] = makeName(names[k]);
        m_names[k]->GetTextProperty()->SetFontSize(13);
        const Eigen::Vector3d place = 1.28 * Eigen::Vector3d::Unit(k);
        m_names[k]->SetPosition(place[0], place[1], place[2]);
        m_renderer->AddActor(m_names[k]);
    }
}

AxesMarker::~AxesMarker() = default;

void AxesMarker::setColors(const SceneColors& colors)
{
    static_cast<vtkPolyDataMapper*>(m_sticks->GetMapper())->SetInputData(sticks(colors));
    for (int k = 0; k < 3; ++k)
        m_names[k]->GetTextProperty()->SetColor(colors.axes[k][0] / 255.0, colors.axes[k][1] / 255.0,
                                                colors.axes[k][2] / 255.0);
}

void AxesMarker::follow(const Camera& camera, int width, int height, double ratio)
{
    const double size = std::min({kSize * ratio, 0.4 * width, 0.4 * height});
    m_renderer->SetViewport(0, 0, size / std::max(width, 1), size / std::max(height, 1));
    const Eigen::Vector3d eye = 7.6 * camera.back;
    m_renderer->GetActiveCamera()->SetFocalPoint(0, 0, 0);
    m_renderer->GetActiveCamera()->SetPosition(eye.data());
    m_renderer->GetActiveCamera()->SetViewUp(camera.up.data());
    m_renderer->GetActiveCamera()->SetClippingRange(4, 12);
}

} // namespace mbtr::gui
