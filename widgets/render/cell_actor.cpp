#include "widgets/render/cell_actor.h"

#include "core/chemistry/cell.h"
#include "widgets/render/scene_colors.h"

#include <vtkActor.h>
#include <vtkBillboardTextActor3D.h>
#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkNew.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkTextProperty.h>
#include <vtkUnsignedCharArray.h>

namespace mbtr::gui {

namespace {

constexpr double kLineWidth = 1.4;  // device-independent pixels
constexpr double kNameOffset = 1.15; // angstrom beyond the end of the vector

Eigen::Vector3d corner(const Cell& cell, int number)
{
    return cell.toCartesian({Eigen::Vector3d(number & 1, number >> 1 & 1, number >> 2 & 1)});
}

void addEdge(vtkPolyData* data, vtkUnsignedCharArray* colors, int from, int to, const Rgb& color)
{
    const vtkIdType ends[2] = {from, to};
    data->GetLines()->InsertNextCell(2, ends);
    colors->InsertNextTypedTuple(color.data());
}

vtkNew<vtkPolyData> edgesOf(const Cell& cell, const SceneColors& colors)
{
    vtkNew<vtkPoints> points;
    for (int number = 0; number < 8; ++number)
        points->InsertNextPoint(corner(cell, number).eval().data());
    vtkNew<vtkPolyData> data;
    data->SetPoints(points);
    data->SetLines(vtkNew<vtkCellArray>());
    vtkNew<vtkUnsignedCharArray> edgeColors;
    edgeColors->SetNumberOfComponents(3);
    for (int from = 0; from < 8; ++from)
        for (int axis = 0; axis < 3; ++axis)
            if (!(from >> axis & 1))
                addEdge(data, edgeColors, from, from | 1 << axis, from == 0 ? colors.axes[axis] : colors.lines);
    data->GetCellData()->SetScalars(edgeColors);
    return data;
}

} // namespace

vtkSmartPointer<vtkBillboardTextActor3D> makeName(const char* text)
{
    auto name = vtkSmartPointer<vtkBillboardTextActor3D>::New();
    name->SetInput(text);
    name->GetTextProperty()->SetFontFamilyToArial();
    name->GetTextProperty()->SetJustificationToCentered();
    name->GetTextProperty()->SetVerticalJustificationToCentered();
    name->GetTextProperty()->SetFontSize(15);
    return name;
}

CellActors::CellActors(vtkRenderer* renderer)
    : m_edges(vtkSmartPointer<vtkActor>::New())
{
    vtkNew<vtkPolyDataMapper> mapper;
    m_edges->SetMapper(mapper);
    m_edges->GetProperty()->LightingOff();
    m_edges->VisibilityOff();
    renderer->AddActor(m_edges);
    const char* const names[3] = {"a", "b", "c"};
    for (int k = 0; k < 3; ++k) {
        m_names[k] = makeName(names[k]);
        m_names[k]->VisibilityOff();
        renderer->AddActor(m_names[k]);
    }
}

CellActors::~CellActors() = default;

void CellActors::show(const Cell* cell, const SceneColors& colors)
{
    m_edges->SetVisibility(cell != nullptr);
    for (const auto& name : m_names)
        name->SetVisibility(cell != nullptr);
    if (!cell)
        return;
    static_cast<vtkPolyDataMapper*>(m_edges->GetMapper())->SetInputData(edgesOf(*cell, colors));
    for (int k = 0; k < 3; ++k) {
        const Eigen::Vector3d vector = cell->vectors.row(k);
        const Eigen::Vector3d place = vector * (1 + kNameOffset / std::max(vector.norm(), 1e-6));
        m_names[k]->SetPosition(place[0], place[1], place[2]);
        const Rgb& color = colors.axes[k];
        m_names[k]->GetTextProperty()->SetColor(color[0] / 255.0, color[1] / 255.0, color[2] / 255.0);
    }
}

void CellActors::setPixelRatio(double ratio)
{
    m_edges->GetProperty()->SetLineWidth(float(kLineWidth * ratio));
}

} // namespace mbtr::gui
