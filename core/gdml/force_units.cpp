#include "core/gdml/force_units.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/units.h"

#include <cmath>

namespace mbtr {

namespace {

constexpr Dimension kWhole {1}, kPerAtom {1, 0, 0, 0, 0, -1}, kPerLength {1, -1};

std::string unitOf(const Dataset& dataset, const std::string& name)
{
    const Property* property = dataset.find(name);
    return property ? property->unit : std::string();
}

bool isEnergy(const Unit& unit)
{
    return unit.dimension == kWhole || unit.dimension == kPerAtom;
}

/// Energies per atom become those of the structure; returns what the unit is then worth, in eV.
double makeWhole(ForceUnits& units, const Unit& energy, int atomCount)
{
    if (energy.dimension != kPerAtom)
        return energy.factor;
    const bool isPlain = units.energy.ends_with("/atom");
    units.energyFactor = atomCount * (isPlain ? 1 : energy.factor);
    units.energy = isPlain ? units.energy.substr(0, units.energy.size() - 5) : "eV";
    return isPlain ? energy.factor : 1;
}

} // namespace

void requireForceUnits(const Dataset& dataset, const GdmlTrainingSettings& settings)
{
    const std::string ofEnergy = unitOf(dataset, settings.energy), ofForces = unitOf(dataset, settings.forces);
    if (const auto energy = parseUnit(ofEnergy); !ofEnergy.empty() && energy && !isEnergy(*energy))
        throw SettingsError("energy", "is in " + inQuotes(ofEnergy) + ", which is no unit of energy");
    if (const auto force = parseUnit(ofForces); !ofForces.empty() && force && force->dimension != kPerLength)
        throw SettingsError("forces", "are in " + inQuotes(ofForces) + ", which is no energy per length");
}

ForceUnits forceUnits(const Dataset& dataset, const GdmlTrainingSettings& settings)
{
    ForceUnits units {.energy = unitOf(dataset, settings.energy), .forces = unitOf(dataset, settings.forces)};
    const auto energy = parseUnit(units.energy), force = parseUnit(units.forces);
    if (!energy || !force || !isEnergy(*energy) || force->dimension != kPerLength || dataset.structures.empty())
        return units;
    const double factor = force->factor / makeWhole(units, *energy, dataset.structures.front().atomCount());
    if (std::abs(factor - 1) > 1e-12) {
        units.forceFactor = factor;
        units.forces = units.energy + "/angstrom";
    }
    return units;
}

} // namespace mbtr
