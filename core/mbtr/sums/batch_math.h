#pragma once

#include "core/mbtr/settings.h"
#include "core/mbtr/sums/tuple_batch.h"
#include "core/mbtr/weighting.h"

#include <cstddef>

namespace mbtr {

// The loops over a batch: compiled for several processors and with relaxed rules of rounding (a few units in the last place).

/// k = 2: the pairs of the centre with batch.count neighbours from number `first` on: distances, shares and blocks. blockOfKind:
/// block of each kind of neighbour. The neighbours are those of atoms centre..
void fillPairs(TupleBatch& batch, int first, const int* blockOfKind);
/// k = 2: the pairs of the centre with the neighbours batch.a: distances and blocks.
void fillListedPairs(TupleBatch& batch, const int* blockOfKind);

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

/// Bins are divided into cells; what the Gaussians of a cell add to the bins around depends on the sums of w x^m only, where
/// x = -1..1 is the place of a Gaussian in its cell. See Broadening.
struct BroadeningTable {
    static constexpr int kMoments = 8; ///< m = 0..7: one line of the cache a cell
    static constexpr int kGroup
        = 4; ///< bins whose cells are spread from the same place: what one writes, the next can read at once
    static constexpr int kMostCellsPerBin = 32;

    double left = 0, perStep = 1; ///< of the grid
    int reachBins = 0; ///< a Gaussian reaches so many bins to either side
    int binCount = 0;
    int cellsPerBin = 0;
    int cellCount = 0; ///< of the grid and reachBins to either side, filled up to whole groups
    int width = 0; ///< of a row: 2 reachBins + kGroup, filled up to a multiple of 8
    const double* rows = nullptr; ///< [bin in group][cell in bin][moment][width], 64-byte aligned

    /// A deposit begins with one byte for each cell, set where the cell holds something, in so many doubles; then come kMoments
    /// doubles for each cell.
    std::size_t flagSpace() const { return static_cast<std::size_t>((cellCount + 63) / 64 * 8); }
    std::size_t depositSize() const { return flagSpace() + static_cast<std::size_t>(cellCount) * kMoments; }
};

/// Where the Gaussians of a batch lie. Of every tuple, but only those listed reach a bin of the grid and weigh something.
struct Places {
    int count = 0;
    alignas(64) TupleBatch::Indices tuple;
    alignas(64) TupleBatch::Indices cell;
    alignas(64) TupleBatch::Column x;
};

void placeInCells(const BroadeningTable& table, const TupleBatch& batch, Places& places);

/// Adds the listed tuples, from the one number `begin` on, to the deposits of their blocks. Stops at the first whose block has
/// none (nullptr) and returns its number; places.count where all are in.
int deposit(const BroadeningTable& table, const TupleBatch& batch, const Places& places, int begin, double* const* deposits);

/// Adds what a block has deposited to its padded values (Broadening) and leaves the deposit empty.
void broadenDeposit(const BroadeningTable& table, double* deposit, double* padded);

// And a few on plain rows of numbers.

double sumOf(const double* values, std::size_t count);
void scale(double factor, std::size_t count, double* values);
void addScaled(double factor, const double* from, std::size_t count, double* to);

} // namespace mbtr
