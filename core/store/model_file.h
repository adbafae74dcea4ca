#pragma once

#include "core/dataset/split.h"
#include "core/models/property_model.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mbtr {

/// A file that a model was trained on, as it was then.
struct TrainingFile : Source {
    std::optional<std::uint32_t> crc32; ///< of its bytes; nothing where it could not be read again (standard input)
    std::optional<std::int64_t> size; ///< in bytes; likewise
};

/// A trained model with all that is needed to predict with it and to know where it came from.
///
/// The file is a zip archive (stored, not compressed, each part with its CRC-32) that NumPy's `load` reads too: header.json,
/// alpha.npy (n_train), features.npy (n_train x n_features), structures.npy (n_train indices, from 0, into the sources one after
/// the other) and names.json (their names); where it is not larger than the features also factor.npy, the lower triangle of the
/// Cholesky factor of K + lambda I column by column, which predictive variances need.
struct SavedModel : PropertyModel {
    Metrics train, validation;

    // provenance
    std::vector<TrainingFile> sources;
    SplitSettings split;
    std::vector<int> trainingStructures; ///< in the order of the rows of model->trainingFeatures
    std::vector<std::string> trainingNames; ///< likewise; formulas where the file gives no names
    std::string created; ///< "2026-01-31T12:00:00Z"; empty in files of version 1
    std::string program; ///< that wrote it
};

/// Reads the files of the dataset once more for their checksums.
SavedModel savedModel(const TrainingResult& result, const Dataset& dataset, const Representation& representation);

/// Paths of the files that changedSources() would look at. A model may come from anywhere, and name any file: ask before.
std::vector<std::string> checkableSources(const SavedModel& saved);
/// A sentence for each file that is still there, but not as it was when the model was trained on it. Only regular files of the
/// size in the model are opened.
std::vector<std::string> changedSources(const SavedModel& saved);

/// Whole or not at all. Throws FileError.
void writeModel(const SavedModel& saved, const std::string& path);

/// Throws FileError for a file that is no model, is of a newer version or is damaged; the sentence names the part.
SavedModel readModel(const std::string& path);

} // namespace mbtr
