#pragma once

#include "core/mbtr/sums/tuple_sites.h"
#include "core/models/property_model.h"

#include <array>
#include <vector>

namespace mbtr {

/// What one tuple of atoms adds to a prediction.
struct TuplePart {
    std::array<TupleSite, 4> sites; ///< in the order of the block's elements; k are used
    double value = 0; ///< of the geometry function
    double part = 0; ///< unit of the target
};

/// A prediction taken apart along the straight line from the average training structure to this one (pathGradient). All parts
/// have the unit of the target. They add up in three ways: the value is baseline + average + missing + the sum of `terms`, or of
/// `blocks`, or of `atoms`.
struct Explanation {
    double value = 0;
    double baseline = 0; ///< linear in the composition; 0 without
    double average = 0; ///< what the model says about the mean of the training features
    double missing = 0; ///< of the quadrature; 0 for the linear kernel but for rounding
    std::vector<double> terms; ///< one for each term of the MBTR
    std::vector<double> blocks; ///< one for each block of its layout
    std::vector<double> atoms; ///< one for each atom: tuples are shared by their atoms, the average structure by all
    std::shared_ptr<const Layout> layout;
    Eigen::VectorXd gradient; ///< n_features, of the features before terms are scaled
    Eigen::VectorXd reference; ///< mean training features, before terms are scaled
};

/// Throws SettingsError where the model has another representation than the MBTR or does not know an element; Cancelled.
Explanation explain(const PropertyModel& model, const Structure& structure, Progress& progress);

/// Tuples of one block, largest part first; with `average`, what the block of the average structure takes off, they add up to
/// explanation.blocks[block].
struct TupleParts {
    std::vector<TuplePart> tuples;
    double average = 0;
};
TupleParts explainBlock(const Explanation& explanation, const Structure& structure, int block, Progress& progress);

} // namespace mbtr
