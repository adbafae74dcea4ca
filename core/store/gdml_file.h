#pragma once

#include "core/dataset/dataset.h"
#include "core/gdml/gdml_training.h"

#include <memory>
#include <string>
#include <vector>

namespace mbtr {

/// A trained force model with all that is needed to predict with it and to know where it came from.
///
/// The file is a zip archive (stored, not compressed) that NumPy's `load` reads too: header.json, described.npy and
/// weights.npy (n_train x length of the descriptor) and structures.npy (n_train indices, from 0, into the sources one after the
/// other).
struct SavedGdml {
    std::shared_ptr<const GdmlModel> model;
    std::string energy, forces; ///< names of the properties learnt
    std::string energyUnit, forceUnit; ///< empty = not stated
    ForceErrors train, validation;

    // provenance
    std::vector<Source> sources;
    SplitSettings split;
    std::vector<int> trainingStructures; ///< in the order of the columns of model->described
};

SavedGdml savedGdml(const GdmlTrainingResult& result, const std::vector<Source>& sources);

/// Whole or not at all. Throws FileError.
void writeGdml(const SavedGdml& saved, const std::string& path);

/// Throws FileError for a file that is no force model, is of a newer version or is damaged; the sentence names the part.
SavedGdml readGdml(const std::string& path);

} // namespace mbtr
