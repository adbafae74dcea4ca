#pragma once

#include "core/base/log.h"
#include "core/chemistry/structure.h"
#include "core/dataset/property.h"

#include <string_view>
#include <vector>

namespace mbtr {

/// Structures from one file: [begin, end) of the dataset.
struct Source {
    std::string path;
    int begin = 0;
    int end = 0;
};

/// A file that was left out because it does not say its elements.
struct ElementsQuestion {
    std::string path;
    std::vector<std::string> species; ///< for people, one for each species: "2 atoms"
};

/// Structures with their properties; every property has a value (perhaps a missing one) for each structure.
struct Dataset {
    std::vector<Structure> structures;
    std::vector<Property> properties;
    std::vector<Source> sources;
    Messages messages; ///< what was noticed while reading
    std::vector<ElementsQuestion> questions;

    int size() const { return static_cast<int>(structures.size()); }
    /// nullptr where there is none of this name.
    const Property* find(std::string_view propertyName) const;
};

/// Distinct atomic numbers of all structures, ascending.
std::vector<int> elementsOf(const Dataset& dataset);

/// The target of a model: one number for each structure, in file order. Throws SettingsError("target", ..) where the
/// property is missing, not one number for each structure, or without a value somewhere (names the structure).
std::vector<double> scalarValues(const Dataset& dataset, std::string_view propertyName);

} // namespace mbtr
