#pragma once

#include "core/base/progress.h"
#include "core/chemistry/structure.h"
#include "core/mbtr/sums/tuple_sites.h"
#include "core/mbtr/tensor.h"

#include <memory>
#include <span>
#include <vector>

namespace mbtr {

/// What one tuple of atoms adds to some bins of a block.
struct TupleContribution {
    std::array<TupleSite, 4> sites; ///< in the order of the block's elements; k are used
    double value = 0; ///< g, unit of the geometry function
    double weight = 0; ///< w
    double share = 0; ///< of the sum over the bins, unit of the tensor
};

/// The tuples that make some bins of a block, heaviest share first, each once; shares add up to the total.
struct Contributions {
    double total = 0; ///< the tensor's sum over the bins, after normalisation
    std::vector<TupleContribution> tuples;
};

/// block: index into layout->blocks; bins beginBin..endBin - 1. Tuples further than 8 sigma from the bins are left out (they
/// would add less than 1e-15 of their weight). coefficients: of each of these bins; total and shares are then those of the sum of
/// coefficient times value; empty: all 1. Throws as computeMbtr; SettingsError("range", ..) for bins that do not exist.
Contributions contributionsTo(const Structure& structure, std::shared_ptr<const Layout> layout, int block, int beginBin,
                              int endBin, Progress& progress, std::span<const double> coefficients = {});

/// Does a tuple count when it contains one of the atoms, or only when it contains all of them?
enum class Involving { AnyAtom, AllAtoms };

/// As contributionsTo(), of the tuples with the chosen atoms (or images of them) only.
Contributions contributionsOfAtoms(const Structure& structure, std::shared_ptr<const Layout> layout, int block, int beginBin,
                                   int endBin, std::span<const int> atoms, Involving involving, Progress& progress);

/// The part of every block that comes from tuples with the chosen atoms (or images of them), normalised as the structure's own
/// tensor is: l2 and sum divide by the norm of that, not of the part.
MbtrTensor computeMbtrOfAtoms(const Structure& structure, std::shared_ptr<const Layout> layout, std::span<const int> atoms,
                              Involving involving, Progress& progress);

/// The part of one atom and its images in the tensor: of every tuple the share of its k places that they have. The parts of all
/// atoms add up to the tensor. Normalised as above.
MbtrTensor computeMbtrShareOfAtom(const Structure& structure, std::shared_ptr<const Layout> layout, int atom, Progress& progress);

} // namespace mbtr
