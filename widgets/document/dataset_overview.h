#pragma once

#include "widgets/document/column_digits.h"

#include <memory>
#include <vector>

namespace mbtr {
struct Dataset;
struct Property;
}

namespace mbtr::gui {

/// What the window tells about a dataset as a whole: found once, in the background, as it takes long for many structures.
struct DatasetOverview {
    /// A property that lists show, and how its numbers are written.
    struct Column {
        const Property* property; ///< of the dataset
        ColumnDigits digits;
    };
    std::vector<int> elements; ///< atomic numbers, ascending
    int fewestAtoms = 0;
    int mostAtoms = 0;
    std::vector<Column> columns; ///< scalar and text properties, without texts that only repeat names or formulas
};

/// The dataset has to live as long as what comes back.
std::shared_ptr<const DatasetOverview> overviewOf(const Dataset& dataset);

} // namespace mbtr::gui
