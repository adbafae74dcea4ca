#pragma once

#include "core/base/aligned_values.h"

namespace mbtr {

/// Training geometries as the loops below read them: function by function, each with all geometries in a row that is filled up
/// with zeros to whole vectors.
struct GdmlTable {
    int count = 0; ///< training geometries
    int size = 0; ///< length of the descriptor
    int stride = 0; ///< of a row
    double length = 1; ///< s of the kernel
    AlignedValues known; ///< x_j [size][stride]
    AlignedValues weights; ///< v_j [size][stride]
    AlignedValues products; ///< <x_j, v_j> [stride]
};

/// Geometries that are evaluated together.
inline constexpr int kGdmlColumns = 4;

/// Room for one evaluation; made once and used again.
struct GdmlScratch {
    explicit GdmlScratch(const GdmlTable& table);

    AlignedValues asked; ///< [size][kGdmlColumns], to be filled
    AlignedValues gradients; ///< [size][kGdmlColumns], see below
    AlignedValues squared, along, ofWeight, ofDifference; ///< [kGdmlColumns][stride]
    double outside[kGdmlColumns] {}; ///< squared distance from all x_j along other directions, to be filled
    double energies[kGdmlColumns], nearest[kGdmlColumns];
    double differences[kGdmlColumns]; ///< sum_j of the factors of -D
};

/// With D = x - x_j, d^2 = |D|^2 + outside, c0 = 5/(3 s^2), u = sqrt5 d/s, for each column x of scratch.asked:
///
///     energies  = sum_j c0 (1 + u) e^-u D.v_j
///     gradients = sum_j c0 e^-u [ (1 + u) v_j - (5/s^2)(D.v_j) D ]
///     nearest   = min_j d
void evaluateGdml(const GdmlTable& table, GdmlScratch& scratch);

} // namespace mbtr
