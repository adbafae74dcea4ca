#include "core/dynamics/model_field.h"

#include "core/base/units.h"

namespace mbtr {

namespace {

double factorTo(const std::string& wanted, const std::string& unit, const char* what, Messages& messages)
{
    if (!unit.empty())
        return conversionFactor(unit, wanted);
    messages.push_back({.severity = Severity::Warning,
                        .text = std::string("the model states no unit of its ") + what + ": taken for " + wanted});
    return 1;
}

} // namespace

ForceField modelField(std::shared_ptr<const GdmlModel> model, const Structure& structure, const std::string& energyUnit,
                      const std::string& forceUnit, Messages& messages)
{
    // Energies are integrated forces: one factor for both, or the motion would not conserve the energy it shows.
    const bool onlyEnergy = forceUnit.empty() && !energyUnit.empty();
    const double ofForces
        = onlyEnergy ? factorTo("eV", energyUnit, "energies", messages) : factorTo("eV/angstrom", forceUnit, "forces", messages);
    const double ofEnergy = ofForces;
    const auto predictor = std::make_shared<const GdmlPredictor>(std::move(model));
    predictor->predict(structure); // throws for other atoms
    return [predictor, structure, ofEnergy, ofForces](const Eigen::Matrix3Xd& positions) {
        Structure moved = structure;
        moved.positions = positions;
        const EnergyAndForces predicted = predictor->predict(moved);
        return ForcesAt {ofEnergy * predicted.energy, ofForces * predicted.forces, predicted.farFromTraining};
    };
}

} // namespace mbtr
