#pragma once

#include "core/dataset/split.h"
#include "core/mbtr/layout.h"
#include "core/models/krr.h"

#include <memory>
#include <string>
#include <vector>

namespace mbtr {

/// A trained model with all that is needed to predict with it and to know where it came from.
///
/// The file is a zip archive (stored, not compressed) that NumPy's `load` reads too: header.json, alpha.npy (n_train),
/// features.npy (n_train x n_features) and structures.npy (n_train indices, from 0, into the sources one after the other).
struct SavedModel {
    std::shared_ptr<const KrrModel> model;
    MbtrSettings representation; ///< with its species written out: the layout is the same for any dataset
    std::string target;
    std::string unit;            ///< of predictions; "/atom" appended where perAtom; empty = not stated
    bool perAtom = false;
    double amplitude = 0;        ///< of the predictive variance: (y - mean)^T alpha / n, unit squared
    Metrics train, validation;

    // provenance
    std::vector<Source> sources;
    SplitSettings split;
    std::vector<int> trainingStructures; ///< in the order of the rows of model->trainingFeatures
};

SavedModel savedModel(const TrainingResult& result, const Dataset& dataset, const Layout& layout);

/// Whole or not at all. Throws FileError.
void writeModel(const SavedModel& saved, const std::string& path);

/// Throws FileError for a file that is no model, is of a newer version or is damaged; the sentence names the part.
SavedModel readModel(const std::string& path);

} // namespace mbtr
