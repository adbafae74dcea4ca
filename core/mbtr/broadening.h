#pragma once

#include "core/base/aligned_values.h"
#include "core/mbtr/batch_math.h"
#include "core/mbtr/layout.h"

#include <cstddef>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

namespace mbtr {

struct ResponseTable;

/// Adds weight times a normal distribution (mean `centre`, width `sigma`), integrated over each bin, evaluated directly:
/// B_m = 1/2 [erf((R_m - g)/(sigma sqrt 2)) - erf((L_m - g)/(sigma sqrt 2))]. Huo & Rupp 2022, Eq. (3), factor D.
/// values: bins.n. The mass inside the range adds up to `weight`, whatever the step. Unit of centre and sigma: the grid's.
void addGaussianDirectly(std::span<double> values, const Bins& bins, double centre, double sigma, double weight);

/// The same for many Gaussians of one width, much faster.
///
/// A bin is divided into cells. The response of the bins around to a Gaussian in a cell is a polynomial of its place in
/// the cell, through Chebyshev's nodes: for single Gaussians of degree 4 in small cells (half a cell = kHalfCell sigma,
/// remainder under 8e-12 of the weight), for deposits of degree 7 in larger ones (under 8e-12, too). Bins further away than
/// kReach sigma, which would get less than 2e-12 of the weight, are left out.
///
/// Values are collected with padding on both sides, so that no Gaussian has to be clipped: bin m of the grid is
/// values[paddingBefore() + m] of paddedSize().
class Broadening {
public:
    Broadening(const Bins& bins, double sigma);
    ~Broadening();

    const Bins& bins() const { return m_bins; }
    double sigma() const { return m_sigma; }
    std::size_t paddedSize() const;
    std::size_t paddingBefore() const { return 2 * static_cast<std::size_t>(m_lookup.reachBins); }
    /// Cells of deposits in which Gaussians that reach the grid can lie; 0 where the width is so small or large that nothing is tabulated.
    std::size_t cellCount() const;

    /// Adds the tuples of a batch to the padded values of their blocks.
    void add(const TupleBatch& batch, BlockTarget* targets) const;
    /// Mass in the bins around a Gaussian of weight 1 and its derivative with respect to the centre: bins first..first + count - 1
    /// of the grid; both spans must hold bins().n values. count = 0: it reaches no bin.
    struct Stretch {
        int first = 0, count = 0;
    };
    Stretch massAndSlope(double centre, std::span<double> mass, std::span<double> slope) const;
    /// The same as polynomials, for many Gaussians; made when first asked for. Thread-safe.
    const ResponseTable& responses() const;
    /// Adds what a block has deposited (cellCount() cells of kMoments) to its padded values.
    void spread(const double* moments, double* values) const;

private:
    static constexpr double kReach = 7;
    static constexpr double kHalfCell = 0.024;
    static constexpr double kHalfDepositCell = 0.18;
    static constexpr int kMostCellsPerBin = 1000;
    std::size_t tableSize(const CellTable& table, int orders) const;
    void tabulate(CellTable& table, int orders, double* rows);

    Bins m_bins;
    double m_sigma;
    BroadeningTable m_lookup;
    AlignedValues m_storage; ///< of the rows of both tables
    mutable std::once_flag m_responsesMade;
    mutable std::unique_ptr<const ResponseTable> m_responses;
};

} // namespace mbtr
