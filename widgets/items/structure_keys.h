#pragma once

#include <QString>
#include <memory>
#include <vector>

namespace mbtr {
struct Dataset;
struct Property;
class Progress;
}

namespace mbtr::gui {

/// What a list of structures is filtered and sorted by, made once: comparing texts takes longer than a picture may.
struct StructureKeys {
    std::shared_ptr<const Dataset> dataset;   ///< of these structures
    std::vector<QString> formulas;
    std::vector<QString> searched;            ///< name and formula, case folded
    std::vector<int> nameRanks, formulaRanks; ///< places in alphabetical order, "mol2" before "mol10"; the same for equal texts
    std::vector<std::vector<int>> textRanks;  ///< of listedProperties(); empty for numbers
};

/// The scalar and text properties, without texts that only repeat what the list shows anyway.
std::vector<const Property*> listedProperties(const Dataset& dataset);

/// Throws Cancelled.
StructureKeys makeKeys(std::shared_ptr<const Dataset> dataset, Progress& progress);

/// The file's name for the structure, else its number (from 1).
QString structureName(const Dataset& dataset, int row);

} // namespace mbtr::gui
