#pragma once

#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <vector>

namespace mbtr {

struct SparseFeatures;

/// Writes an array in NumPy's .npy format, version 1.0: little-endian float64, rows first.
void writeNpy(std::ostream& out, std::span<const double> values, std::span<const std::int64_t> shape);

/// The head of such a file; the values, rows first, must follow.
void writeNpyHeader(std::ostream& out, std::span<const std::int64_t> shape);

/// Writes compressed sparse rows as scipy.sparse.save_npz does (members data, indices, indptr, shape, format).
/// Whole or not at all. Throws FileError.
void writeSparseNpz(const std::string& path, const SparseFeatures& features);

} // namespace mbtr
