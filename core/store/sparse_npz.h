#pragma once

#include <string>

namespace mbtr {

struct SparseFeatures;

/// Writes compressed sparse rows as scipy.sparse.save_npz does (members data, indices, indptr, shape, format).
/// Whole or not at all. Throws FileError.
void writeSparseNpz(const std::string& path, const SparseFeatures& features);

} // namespace mbtr
