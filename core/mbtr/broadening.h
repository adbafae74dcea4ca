#pragma once

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
/// The response of all bins to a Gaussian at the middle of each of several cells a bin is tabulated with its first three
/// derivatives; a Gaussian is then a third-order Taylor series about its cell's middle. Cells are so small (half a cell =
/// kHalfCell sigma) that the remainder stays under 1e-12 of the weight; bins further away than kReach sigma, which would get
/// less than 4e-14 of it, are left out.
class Broadening {
public:
    Broadening(const Bins& bins, double sigma);

    /// values: bins.n.
    void add(std::span<double> values, double centre, double weight) const;

    /// Deposits of many Gaussians before they are spread over the bins: worth it where they are more than the cells.
    struct Moments {
        std::vector<double> values; ///< 4 a cell
    };
    bool canDeposit() const { return m_tabulated; }
    Moments emptyMoments() const;
    void deposit(Moments& moments, double centre, double weight) const;
    /// Adds what was deposited to the bins.
    void spread(const Moments& moments, std::span<double> values) const;
    std::size_t cellCount() const { return static_cast<std::size_t>(m_binsAround) * static_cast<std::size_t>(m_cellsPerBin); }

    double sigma() const { return m_sigma; }
    const Bins& bins() const { return m_bins; }

private:
    static constexpr double kReach = 7.5;
    static constexpr double kHalfCell = 2.5e-3;
    static constexpr int kMostCellsPerBin = 4000;

    struct Place {
        long cell;    ///< counted from the cell furthest left that still reaches the grid
        double offset; ///< from the middle of the cell
    };
    bool place(double centre, Place& place) const;
    void addCell(std::span<double> values, long cell, const double* moments) const;

    Bins m_bins;
    double m_sigma;
    int m_reachBins;
    int m_binsAround; ///< bins of the grid and those around it from which a Gaussian reaches it
    int m_cellsPerBin;
    double m_cellWidth;
    bool m_tabulated;
    std::vector<double> m_table; ///< [cell in bin][order 0..3][2 reachBins + 1]
};

} // namespace mbtr
