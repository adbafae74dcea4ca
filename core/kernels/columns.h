#pragma once

#include "core/features/feature_matrix.h"

#include <span>
#include <vector>

namespace mbtr {

/// Some rows of a feature matrix.
struct RowsOf {
    const RowMatrix& features;
    std::span<const int> rows; ///< indices into features

    int count() const { return static_cast<int>(rows.size()); }
    const double* row(int i) const
    {
        return features.data() + static_cast<Eigen::Index>(rows[static_cast<std::size_t>(i)]) * features.cols();
    }
};

enum class Centring { None, Mean };

/// The columns that tell rows apart, and what is taken off them. Large parts of a tensor are the same everywhere (zero,
/// mostly): leaving them out saves time. Without its mean |x|^2 + |y|^2 - 2 <x, y> keeps the digits of near-identical rows.
struct Columns {
    std::vector<int> index; ///< ascending columns of the feature matrix
    std::vector<double> centre; ///< one for each of index
    int count() const { return static_cast<int>(index.size()); }
};

/// Leaves out the columns in which all rows of `a` and `b` are equal to the centre: the mean over `b`, or zero.
/// Throws NumericalError that names row and column of a feature that is not finite.
Columns informativeColumns(const RowsOf& a, const RowsOf& b, Centring centring);

/// Columns [begin, begin + out.cols()) of `columns`, centred: one row of `out` for each row, in parallel.
void gatherCentred(const RowsOf& from, const Columns& columns, int begin, RowMatrix& out);

} // namespace mbtr
