#include "widgets/render/opengl/mesh_actor.h"

#include "widgets/render/opengl/frame.h"
#include "widgets/render/scene/mesh.h"

#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkShaderProperty.h>
#include <vtkUniforms.h>
#include <vtkUnsignedCharArray.h>

namespace mbtr::gui {

namespace {

/// Without triangles.
vtkSmartPointer<vtkPolyData> pointsOf(const Mesh& mesh)
{
    const auto count = static_cast<vtkIdType>(mesh.points.size());
    vtkNew<vtkPoints> points;
    points->SetDataTypeToFloat();
    points->SetNumberOfPoints(count);
    vtkNew<vtkFloatArray> normals;
    normals->SetNumberOfComponents(3);
    normals->SetNumberOfTuples(count);
    vtkNew<vtkUnsignedCharArray> colors;
    colors->SetNumberOfComponents(4);
    colors->SetNumberOfTuples(count);
    for (vtkIdType n = 0; n < count; ++n) {
        const auto at = static_cast<std::size_t>(n);
        points->SetPoint(n, mesh.points[at].data());
        normals->SetTypedTuple(n, mesh.normals[at].data());
        colors->SetTypedTuple(n, mesh.colors[at].data());
    }
    auto data = vtkSmartPointer<vtkPolyData>::New();
    data->SetPoints(points);
    data->GetPointData()->SetNormals(normals);
    data->GetPointData()->SetScalars(colors);
    return data;
}

void setTriangles(vtkActor* actor, vtkPolyData* points, const Mesh& mesh, MeshPart part)
{
    vtkNew<vtkCellArray> triangles;
    for (const auto& triangle : mesh.triangles) {
        const bool isOpaque = mesh.colors[static_cast<std::size_t>(triangle[0])][3] == 255;
        if (isOpaque != (part == MeshPart::Opaque))
            continue;
        const vtkIdType corners[3] = {triangle[0], triangle[1], triangle[2]};
        triangles->InsertNextCell(3, corners);
    }
    vtkNew<vtkPolyData> data;
    data->ShallowCopy(points);
    data->SetPolys(triangles);
    static_cast<vtkPolyDataMapper*>(actor->GetMapper())->SetInputData(data);
    actor->SetVisibility(triangles->GetNumberOfCells() > 0);
}

} // namespace

vtkSmartPointer<vtkActor> makeMeshActor(MeshPart part)
{
    auto actor = vtkSmartPointer<vtkActor>::New();
    vtkNew<vtkPolyDataMapper> mapper;
    actor->SetMapper(mapper);
    actor->VisibilityOff();
    actor->SetForceOpaque(part == MeshPart::Opaque); // else VTK asks the colours of all points
    actor->SetForceTranslucent(part == MeshPart::Translucent);
    actor->GetProperty()->SetAmbient(0.42);
    actor->GetProperty()->SetDiffuse(0.62);
    actor->GetProperty()->SetSpecular(0.08);
    actor->GetProperty()->SetSpecularPower(30);
    actor->GetShaderProperty()->AddFragmentShaderReplacement(
        "//VTK::Light::Impl", true,
        "//VTK::Light::Impl\n"
        "  float fog = fogRange.z*clamp((-vertexVC.z - fogRange.x)/(fogRange.y - fogRange.x), 0.0, 1.0);\n"
        "  gl_FragData[0].rgb = mix(gl_FragData[0].rgb, fogColor, fog);\n",
        false);
    setFog(actor, {});
    return actor;
}

void setFog(vtkActor* actor, const Fog& fog)
{
    vtkUniforms* uniforms = actor->GetShaderProperty()->GetFragmentCustomUniforms();
    const float range[3] = {fog.begin, fog.end, fog.strength};
    uniforms->SetUniform3f("fogColor", fog.color.data());
    uniforms->SetUniform3f("fogRange", range);
}

void setMesh(vtkActor* opaque, vtkActor* translucent, const Mesh& mesh)
{
    const auto points = pointsOf(mesh);
    setTriangles(opaque, points, mesh, MeshPart::Opaque);
    setTriangles(translucent, points, mesh, MeshPart::Translucent);
}

} // namespace mbtr::gui
