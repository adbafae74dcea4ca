#include "core/thermodynamics/hull_data.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/units.h"
#include "core/thermodynamics/phase_diagram.h"

namespace mbtr {

namespace {

constexpr const char* kPerAtom = "/atom";

const Property& propertyOf(const Dataset& dataset, const std::string& name)
{
    if (const Property* property = dataset.find(name))
        return *property;
    throw SettingsError("energy", "there is no property " + inQuotes(name));
}

} // namespace

ElementEnergies referencesFor(const std::vector<int>& elements, const HullEnergies& energies, const ElementEnergies& given)
{
    ElementEnergies references = given;
    if (energies.isFormation)
        for (const int element : elements)
            references.emplace(element, 0);
    return references;
}

std::string unitPerAtom(const Dataset& dataset, const HullEnergies& energies)
{
    const std::string& unit = propertyOf(dataset, energies.property).unit;
    if (unit.empty())
        return {};
    const bool statesPerAtom = unit.ends_with(kPerAtom);
    if (statesPerAtom && energies.perCell)
        throw SettingsError(
            "per-cell", inQuotes(energies.property) + " is in " + unit + " and so not that of a cell: it is per atom already");
    return statesPerAtom ? unit : unit + kPerAtom;
}

double inUnit(double electronVolts, const std::string& unitPerAtom)
{
    const auto unit = parseUnit(unitPerAtom), electronVolt = parseUnit("eV/atom");
    if (!unit || !electronVolt || unit->dimension != electronVolt->dimension)
        return electronVolts;
    return electronVolts * electronVolt->factor / unit->factor;
}

void requireSameUnit(const Dataset& dataset, const std::string& a, const std::string& b)
{
    const std::string &unitA = propertyOf(dataset, a).unit, &unitB = propertyOf(dataset, b).unit;
    if (!unitA.empty() && !unitB.empty() && unitA != unitB)
        throw SettingsError("predicted",
                            inQuotes(a) + " is in " + unitA + ", " + inQuotes(b) + " in " + unitB
                                + ": convert one of them with --convert-unit " + b + "=" + unitA);
}

HullData hullData(const Dataset& dataset, const HullEnergies& energies, const ElementEnergies& given)
{
    HullData data {.points = phasePoints(dataset, energies.property, energies.perCell),
                   .references = {},
                   .formation = {},
                   .unit = unitPerAtom(dataset, energies),
                   .tolerance = 0};
    data.references = elementEnergies(data.points, referencesFor(data.points.elements, energies, given));
    data.formation = formationEnergies(data.points, data.references);
    data.tolerance = inUnit(kOnHull, data.unit);
    return data;
}

} // namespace mbtr
