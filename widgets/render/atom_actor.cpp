#include "widgets/render/atom_actor.h"

#include "widgets/render/displayed_atoms.h"
#include "widgets/render/impostors.h"
#include "widgets/render/scene_colors.h"

#include <algorithm>
#include <vtkActor.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkProperty.h>
#include <vtkUnsignedCharArray.h>

namespace mbtr::gui {

namespace {

constexpr double kRingWidth = 0.11; // angstrom

void setMaterial(vtkActor* actor)
{
    vtkProperty* property = actor->GetProperty();
    property->SetAmbient(0.34);
    property->SetDiffuse(0.72);
    property->SetSpecular(0.22);
    property->SetSpecularPower(35);
}

/// Points with a colour and one array of numbers each: what the impostors read.
class ImpostorData {
public:
    ImpostorData(std::size_t count, const char* sizeName, int sizeComponents)
    {
        m_points->SetDataTypeToFloat();
        m_points->Allocate(vtkIdType(count));
        m_colors->SetNumberOfComponents(4);
        m_colors->Allocate(vtkIdType(4 * count));
        m_sizes->SetName(sizeName);
        m_sizes->SetNumberOfComponents(sizeComponents);
        m_sizes->Allocate(vtkIdType(count) * sizeComponents);
    }
    void add(const Eigen::Vector3d& position, const Rgb& color)
    {
        m_points->InsertNextPoint(position.data());
        for (const unsigned char value : color)
            m_colors->InsertNextValue(value);
        m_colors->InsertNextValue(255);
    }
    vtkFloatArray* sizes() { return m_sizes; }
    vtkNew<vtkPolyData> polyData()
    {
        vtkNew<vtkPolyData> data;
        data->SetPoints(m_points);
        data->GetPointData()->SetScalars(m_colors);
        data->GetPointData()->AddArray(m_sizes);
        return data;
    }

private:
    vtkNew<vtkPoints> m_points;
    vtkNew<vtkUnsignedCharArray> m_colors;
    vtkNew<vtkFloatArray> m_sizes;
};

void setData(vtkActor* actor, vtkPolyData* data)
{
    static_cast<vtkPolyDataMapper*>(actor->GetMapper())->SetInputData(data);
    actor->SetVisibility(data->GetNumberOfPoints() > 0);
}

void addStick(ImpostorData& data, vtkFloatArray* directions, const HalfBond& half, const Rgb& color)
{
    const Eigen::Vector3d along = half.end - half.begin;
    const double length = along.norm();
    if (!(length > 1e-6))
        return;
    data.add((half.begin + half.end) / 2, color);
    data.sizes()->InsertNextTuple3(length, kBondRadius, 0);
    directions->InsertNextTuple3(along[0] / length, along[1] / length, along[2] / length);
}

template <typename Impostors>
vtkSmartPointer<vtkActor> makeActor(const Fog* fog)
{
    vtkNew<Impostors> mapper;
    mapper->setFog(fog);
    auto actor = vtkSmartPointer<vtkActor>::New();
    actor->SetMapper(mapper);
    actor->VisibilityOff();
    setMaterial(actor);
    return actor;
}

} // namespace

vtkSmartPointer<vtkActor> makeAtomActor(const Fog* fog)
{
    return makeActor<SphereImpostors>(fog);
}

void setAtoms(vtkActor* actor, const Structure& structure, const DisplayedAtoms& shown)
{
    ImpostorData data(shown.atoms.size(), "radius", 1);
    for (const DisplayedAtom& atom : shown.atoms) {
        if (!atom.position.allFinite())
            continue;
        data.add(atom.position, atomColor(structure.species[atom.atom]));
        data.sizes()->InsertNextValue(float(atom.radius));
    }
    setData(actor, data.polyData());
}

vtkSmartPointer<vtkActor> makeBondActor(const Fog* fog)
{
    return makeActor<StickImpostors>(fog);
}

void setBonds(vtkActor* actor, const Structure& structure, const DisplayedAtoms& shown)
{
    ImpostorData data(shown.halfBonds.size(), "size", 3);
    vtkNew<vtkFloatArray> directions;
    directions->SetName("direction");
    directions->SetNumberOfComponents(3);
    for (const HalfBond& half : shown.halfBonds)
        addStick(data, directions, half, atomColor(structure.species[half.atom]));
    const auto polyData = data.polyData();
    polyData->GetPointData()->AddArray(directions);
    setData(actor, polyData);
}

vtkSmartPointer<vtkActor> makeRingActor()
{
    vtkNew<SphereImpostors> mapper;
    mapper->drawRings();
    auto actor = vtkSmartPointer<vtkActor>::New();
    actor->SetMapper(mapper);
    actor->VisibilityOff();
    actor->GetProperty()->LightingOff();
    return actor;
}

void setRings(vtkActor* actor, const DisplayedAtoms& shown, const std::vector<int>& atoms, const SceneColors& colors)
{
    ImpostorData data(atoms.size(), "radius", 1);
    for (const DisplayedAtom& atom : shown.atoms) {
        if (std::find(atoms.begin(), atoms.end(), atom.atom) == atoms.end() || !atom.position.allFinite())
            continue;
        data.add(atom.position, colors.highlight);
        data.sizes()->InsertNextValue(float(atom.radius + kRingWidth));
    }
    setData(actor, data.polyData());
}

} // namespace mbtr::gui
