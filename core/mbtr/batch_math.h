#pragma once

#include "core/mbtr/settings.h"
#include "core/mbtr/tuple_batch.h"
#include "core/mbtr/weighting.h"

namespace mbtr {

// The loops over a batch: compiled for several processors and with relaxed rules of rounding (a few units in the last place).

/// k = 2: distances and blocks. blockOfKind: block of each kind of neighbour.
void fillPairs(TupleBatch& batch, const int* blockOfKind);

/// k = 3: appends the triples a - centre - b for neighbours b = begin..end - 1, with sides, cosine and block; the sine where
/// `withSine`. blockOfKind: block of each kind of b. There must be room for them.
void appendTriples(TupleBatch& batch, int a, int begin, int end, const int* blockOfKind, bool withSine);

/// k = 4: bonds, dihedral and block. blockOfKinds: [kind of the first atom * kindCount + kind of the fourth]. Where three atoms
/// of a chain lie on a line there is no dihedral angle: it counts as 0.
void fillChains(TupleBatch& batch, const int* blockOfKinds, int kindCount);

/// Fills batch.g from the other columns.
void evaluateGeometry(Geometry geometry, TupleBatch& batch);

/// Sum of batch.w.
double totalWeight(const TupleBatch& batch);

/// Fills batch.w from the other columns and g; 0 where the weighting cuts the tuple off.
void evaluateWeighting(const ReadyWeighting& weighting, int k, TupleBatch& batch);

/// Bins as seen from a cell: for each cell of a bin `orders` rows, the coefficients of 1, x, x^2, .. of the response of
/// the bins around; x = -1..1 is the place of the Gaussian in its cell.
struct CellTable {
    int perBin = 1;
    const double* rows = nullptr; ///< [cell in bin][order][width], 64-byte aligned
};

/// Where a broadening has a Gaussian: see Broadening.
struct BroadeningTable {
    static constexpr int kOrders = 5;  ///< of single Gaussians
    static constexpr int kMoments = 8; ///< of deposits: one line of the cache a cell

    double left = 0, perStep = 1; ///< of the grid
    int reachBins = 0;            ///< a Gaussian reaches so many bins to either side
    int binCount = 0;
    int width = 0;                ///< of a row: 2 reachBins + 1, filled up to a multiple of 8
    CellTable single, deposits;
};

/// Where a block collects: padded values, and moments of cells where it deposits first.
struct BlockTarget {
    double* values = nullptr;
    double* moments = nullptr; ///< nullptr: every Gaussian is added to the values at once
    long left = 0;             ///< tuples until it is time to decide how the block goes on
};

/// Adds w times the Gaussian at g to the targets of all tuples of the batch. padding as in Broadening.
void broaden(const BroadeningTable& table, const TupleBatch& batch, BlockTarget* targets);

/// Adds the Gaussians deposited in one cell. cell: bin + reachBins, times deposits.perBin, plus the cell in the bin.
void broadenCell(const BroadeningTable& table, long cell, const double* moments, double* values);

} // namespace mbtr
