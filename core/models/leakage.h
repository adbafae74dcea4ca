#pragma once

#include "core/dataset/dataset.h"
#include "core/dataset/split.h"
#include "core/features/feature_matrix.h"

#include <span>

namespace mbtr {

/// What structures that validate share with structures that train, so that their errors say little of new ones.
struct Leakage {
    /// Median distance between the features of neighbours in the file, over that of structures drawn at random, of the same
    /// elements in the same order; 1 where there are too few of them. Frames of a trajectory are far below 1.
    double closeness = 1;
    int besideTraining = 0; ///< that stand beside a structure that trains, in the file
    int sameFormula = 0; ///< that have the formula of one that trains
    int formulas = 0; ///< of all structures that train or validate

    /// Do neighbours in the file resemble one another, as frames of a trajectory do?
    bool isSeries() const { return closeness < 0.6; }
};

Leakage leakageOf(const Dataset& dataset, const RowMatrix& features, const Split& split);

/// For people, of a split by this method; empty where nothing is to be said.
Messages doubtsOf(const Leakage& leakage, const Split& split, SplitMethod method);

/// The method that people are advised to take instead; the same where nothing is wrong with it.
SplitMethod advisedMethod(const Leakage& leakage, const Split& split, SplitMethod method);

} // namespace mbtr
