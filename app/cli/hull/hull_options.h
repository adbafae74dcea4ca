#pragma once

#include "app/cli/dataset_options.h"
#include "core/thermodynamics/phase_points.h"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace CLI {
class App;
}

namespace mbtr::cli {

/// What commands about phase diagrams ask for.
struct HullOptions {
    std::string data, energy, references; ///< references: path of a table, empty = the pure structures of the data
    bool perCell = false;
    bool isFormation = false; ///< the energies are those of formation already: elements lie at zero
    DatasetOptions dataset;
};

/// DATA, --energy, --per-cell, --formation, --elements-reference and those of the dataset.
void addHullOptions(CLI::App& command, HullOptions& options);

/// Energies of a phase diagram, per atom.
struct HullData {
    PhasePoints points;
    ElementEnergies references;
    Eigen::VectorXd formation; ///< NaN = not known
    std::string unit; ///< per atom; empty = not stated
    double tolerance = 0; ///< what counts as on the hull, in that unit
};

/// Throws SettingsError where an element has no reference or the unit contradicts the options; FileError for the table.
HullData hullData(const Dataset& dataset, const HullOptions& options);
/// Energies of elements that the options give; empty where they give none. Throws FileError.
ElementEnergies givenReferences(const std::vector<int>& elements, const HullOptions& options);
/// The unit per atom of the energies: empty where the file states none. Throws SettingsError where it contradicts the options.
std::string unitPerAtom(const Dataset& dataset, const HullOptions& options);
/// An energy of so many eV/atom in this unit; taken for eV where it is unknown.
double inUnit(double electronVolts, const std::string& unitPerAtom);
/// Throws SettingsError for two properties in different units.
void requireSameUnit(const Dataset& dataset, const std::string& a, const std::string& b);

nlohmann::ordered_json elementsJson(const std::vector<int>& elements);
nlohmann::ordered_json referencesJson(const ElementEnergies& references);
/// {"Cu": 0.75, "Pd": 0.25}, without what is not there.
nlohmann::ordered_json compositionJson(const PhasePoints& points, int point);
/// The index of a structure; null for an element that has none (withElements).
nlohmann::ordered_json structureJson(const PhasePoints& points, int point);

} // namespace mbtr::cli
