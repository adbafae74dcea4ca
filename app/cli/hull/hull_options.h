#pragma once

#include "app/cli/dataset_options.h"
#include "core/thermodynamics/hull_data.h"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace CLI {
class App;
}

namespace mbtr::cli {

/// What commands about phase diagrams ask for.
struct HullOptions {
    std::string data, references; ///< references: path of a table, empty = the pure structures of the data
    HullEnergies energies;
    DatasetOptions dataset;
};

/// DATA, --energy, --per-cell, --formation, --elements-reference and those of the dataset.
void addHullOptions(CLI::App& command, HullOptions& options);

/// Throws as hullData() of the core; FileError for the table of references.
HullData hullData(const Dataset& dataset, const HullOptions& options);
/// Energies of elements that the options give; empty where they give none. Throws FileError.
ElementEnergies givenReferences(const std::vector<int>& elements, const HullOptions& options);

nlohmann::ordered_json elementsJson(const std::vector<int>& elements);
nlohmann::ordered_json referencesJson(const ElementEnergies& references);
/// {"Cu": 0.75, "Pd": 0.25}, without what is not there.
nlohmann::ordered_json compositionJson(const PhasePoints& points, int point);
/// The index of a structure; null for an element that has none (withElements).
nlohmann::ordered_json structureJson(const PhasePoints& points, int point);

} // namespace mbtr::cli
