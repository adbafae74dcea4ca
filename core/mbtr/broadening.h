#pragma once

#include "core/mbtr/batch_math.h"
#include "core/mbtr/layout.h"

#include <cstddef>
#include <span>
#include <vector>

namespace mbtr {

/// Adds weight times a normal distribution (mean `centre`, width `sigma`), integrated over each bin, evaluated directly:
/// B_m = 1/2 [erf((R_m - g)/(sigma sqrt 2)) - erf((L_m - g)/(sigma sqrt 2))]. Huo & Rupp 2022, Eq. (3), factor D.
/// values: bins.n. The mass inside the range adds up to `weight`, whatever the step. Unit of centre and sigma: the grid's.
void addGaussianDirectly(std::span<double> values, const Bins& bins, double centre, double sigma, double weight);

/// The same for many Gaussians of one width, much faster.
///
/// The response of the bins around to a Gaussian at the middle of each of several cells a bin is tabulated with its first
/// three derivatives; a Gaussian is then a third-order Taylor series about its cell's middle. Cells are so small (half a
/// cell = kHalfCell sigma) that the remainder stays under 1e-12 of the weight; bins further away than kReach sigma, which
/// would get less than 2e-12 of it, are left out.
///
/// Values are collected with padding on both sides, so that no Gaussian has to be clipped: bin m of the grid is
/// values[paddingBefore() + m] of paddedSize().
class Broadening {
public:
    Broadening(const Bins& bins, double sigma);

    const Bins& bins() const { return m_bins; }
    double sigma() const { return m_sigma; }
    std::size_t paddedSize() const;
    std::size_t paddingBefore() const { return 2 * static_cast<std::size_t>(m_lookup.reachBins); }
    /// Cells in which Gaussians that reach the grid can lie; 0 where the width is so small or large that nothing is tabulated.
    std::size_t cellCount() const;

    /// Adds the tuples of a batch to the padded values of their blocks.
    void add(const TupleBatch& batch, BlockTarget* targets) const;
    /// Mass in the bins around a Gaussian of weight 1 and its derivative with respect to the centre: bins first..first + count - 1
    /// of the grid; both spans must hold bins().n values. count = 0: it reaches no bin.
    struct Stretch {
        int first = 0, count = 0;
    };
    Stretch massAndSlope(double centre, std::span<double> mass, std::span<double> slope) const;
    /// Adds what a block has deposited (4 moments a cell) to its padded values.
    void spread(const std::vector<double>& moments, double* values) const;

private:
    static constexpr double kReach = 7;
    static constexpr double kHalfCell = 2.5e-3;
    static constexpr int kMostCellsPerBin = 4000;
    void tabulate();

    Bins m_bins;
    double m_sigma;
    BroadeningTable m_lookup;
    std::vector<double> m_storage; ///< of m_lookup.rows, with room to align
};

} // namespace mbtr
