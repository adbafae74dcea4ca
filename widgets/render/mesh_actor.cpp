#include "widgets/render/mesh_actor.h"

#include "widgets/render/frame.h"
#include "widgets/render/mesh.h"

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

vtkSmartPointer<vtkActor> makeMeshActor()
{
    auto actor = vtkSmartPointer<vtkActor>::New();
    vtkNew<vtkPolyDataMapper> mapper;
    actor->SetMapper(mapper);
    actor->VisibilityOff();
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

void setMesh(vtkActor* actor, const Mesh& mesh)
{
    vtkNew<vtkPoints> points;
    points->SetDataTypeToFloat();
    vtkNew<vtkFloatArray> normals;
    normals->SetNumberOfComponents(3);
    vtkNew<vtkUnsignedCharArray> colors;
    colors->SetNumberOfComponents(4);
    for (std::size_t n = 0; n < mesh.points.size(); ++n) {
        points->InsertNextPoint(mesh.points[n].data());
        normals->InsertNextTypedTuple(mesh.normals[n].data());
        colors->InsertNextTypedTuple(mesh.colors[n].data());
    }
    vtkNew<vtkCellArray> triangles;
    for (const auto& triangle : mesh.triangles) {
        const vtkIdType corners[3] = {triangle[0], triangle[1], triangle[2]};
        triangles->InsertNextCell(3, corners);
    }
    vtkNew<vtkPolyData> data;
    data->SetPoints(points);
    data->SetPolys(triangles);
    data->GetPointData()->SetNormals(normals);
    data->GetPointData()->SetScalars(colors);
    static_cast<vtkPolyDataMapper*>(actor->GetMapper())->SetInputData(data);
    actor->SetVisibility(!mesh.triangles.empty());
}

} // namespace mbtr::gui
