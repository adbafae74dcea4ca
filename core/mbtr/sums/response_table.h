#pragma once

#include "core/base/aligned_values.h"

namespace mbtr {

struct Bins;

/// Masses of the bins around a Gaussian of weight 1 and their derivatives with respect to its centre.
///
/// A bin is divided into cells; in each cell masses and slopes are polynomials of degree 5 of the place x = -1..1 in it, through
/// Chebyshev's nodes. The slopes have polynomials of their own: those of the masses' polynomials would lose digits. Remainders
/// stay under 3e-11 of the weight for masses, 3e-11 / sigma for slopes. Bins further away than 7 sigma are left out.
struct ResponseTable {
    static constexpr int kOrders = 6;

    ResponseTable(const Bins& bins, double sigma);

    /// False where the width is so small or large that nothing is tabulated.
    bool exists() const { return !rows.empty(); }
    /// How many values make room for every row of the table: bin m of the grid is number 2 reachBins + m of them.
    int paddedSize() const { return binCount + 2 * reachBins + width; }
    /// The number of cells in which Gaussians that reach the grid can lie.
    int cellCount() const { return (binCount + 2 * reachBins) * perBin; }
    /// How many numbers the table holds for one cell.
    int cellSize() const { return 2 * kOrders * width; }

    double left = 0, perStep = 1; ///< of the grid
    int binCount = 0;
    int reachBins = 0; ///< a Gaussian reaches so many bins to either side
    int width = 0; ///< of a row: 2 reachBins + 1, filled up to a multiple of 8
    int perBin = 1; ///< cells
    AlignedValues rows; ///< [cell in bin][order][masses, slopes][width]
};

} // namespace mbtr
