#pragma once

#include "core/chemistry/bonding/bonds.h"
#include "core/embedding/select_structures.h"
#include "core/io/tables/edit_dataset.h"

#include <QString>
#include <memory>
#include <vector>

namespace mbtr::gui {

/// What the user does to the structures of the open files before anything is computed from them.
struct DataSettings {
    std::vector<DatasetEdit> edits;
    SubsetSettings subset; ///< the filter as it was typed: an expression, or a text to search for
    BondRules bonds; ///< which distances are drawn as bonds; nothing is computed from them

    bool operator==(const DataSettings&) const = default;
};

/// Structures that are worked with.
struct Subset {
    std::shared_ptr<const Dataset> dataset; ///< the rows are of this one
    SelectedStructures selected;
    QString problem; ///< why there are none; one sentence

    const std::vector<int>& rows() const { return selected.rows; }
    bool isEverything() const { return dataset && static_cast<int>(rows().size()) == dataset->size(); }
};

} // namespace mbtr::gui
