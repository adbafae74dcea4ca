#pragma once

#include "core/base/aligned_values.h"
#include "core/mbtr/layout.h"
#include "core/mbtr/sums/batch_math.h"

#include <cstddef>
#include <functional>
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
/// A sum of equal Gaussians is a convolution (Greengard & Strain, SIAM J. Sci. Stat. Comput. 12, 79 (1991), doi:10.1137/0912004):
/// a bin is divided into cells, each half kHalfCell sigma wide or less; a Gaussian deposits eight moments of its place in its
/// cell, and each cell that holds something is spread over the bins around once at the end. The response of a bin is a polynomial
/// of degree 7 of the place in the cell, through Chebyshev's nodes: remainder under 2e-11 of the weight. Bins further away than
/// kReach sigma, which would get less than 2e-12 of the weight, are left out.
///
/// Values are spread with padding on both sides, so that no cell has to be clipped: bin m of the grid is
/// values[paddingBefore() + m] of paddedSize().
///
/// On a circle (period > 0) a Gaussian lies at its centre and at every whole turn from it: every bin holds the mass of the
/// angles it covers, across the seam, and bins one turn apart hold the same.
class Broadening {
public:
    /// period: 0, or that of the geometry function; |centre| is then at most half of it.
    Broadening(const Bins& bins, double sigma, double period = 0);
    ~Broadening();

    const Bins& bins() const { return m_bins; }
    double sigma() const { return m_sigma; }
    /// What is added to a centre to find all the places where its Gaussian reaches the grid: 0, or whole turns.
    std::span<const double> turns() const { return m_turns; }
    std::size_t paddedSize() const;
    std::size_t paddingBefore() const { return 2 * static_cast<std::size_t>(m_table.reachBins); }
    /// Without rows where every Gaussian is evaluated directly.
    const BroadeningTable& table() const { return m_table; }
    /// Numbers a block needs to collect in; zero before the first tuple.
    std::size_t depositSize() const;

    /// Adds the tuples of a batch to the deposits of their blocks. open(block) must put one there where it is nullptr.
    void add(const TupleBatch& batch, std::vector<double*>& deposits, Places& scratch,
             const std::function<void(int)>& open) const;
    /// Adds a deposit to padded values and leaves it all zero.
    void broadenDeposit(double* deposit, double* padded) const;
    /// Mass in the bins around a Gaussian of weight 1 and its derivative with respect to the centre: bins first..first + count -
    /// 1 of the grid; both spans must hold bins().n values. count = 0: it reaches no bin.
    struct Stretch {
        int first = 0, count = 0;
    };
    /// Of one place; on a circle to be asked for each of the turns().
    Stretch massAndSlope(double centre, std::span<double> mass, std::span<double> slope) const;
    /// The same as polynomials, for many Gaussians; made when first asked for. Thread-safe.
    const ResponseTable& responses() const;

private:
    static constexpr double kReach = 7;
    static constexpr double kHalfCell = 0.205;
    void addOnce(const TupleBatch& batch, std::vector<double*>& deposits, Places& scratch,
                 const std::function<void(int)>& open) const;
    void takeTurned(const TupleBatch& batch, double turn, TupleBatch& turned) const;
    void tabulate();
    void tabulateCell(int cell, double* rows) const;
    void addDirectly(const TupleBatch& batch, std::vector<double*>& deposits, const std::function<void(int)>& open) const;

    Bins m_bins;
    double m_sigma;
    std::vector<double> m_turns;
    BroadeningTable m_table; ///< without rows where the width is so small or large that nothing is tabulated
    AlignedValues m_rows;
    mutable std::once_flag m_responsesMade;
    mutable std::unique_ptr<const ResponseTable> m_responses;
};

/// Calls use(batch) for each of the turns, with every g turned so far; other columns are as they were.
template <typename Use> void forEachTurn(const Broadening& broadening, const TupleBatch& batch, const Use& use)
{
    if (broadening.turns().size() == 1 && broadening.turns().front() == 0)
        return use(batch);
    std::unique_ptr<TupleBatch> turned;
    for (const double turn : broadening.turns()) {
        if (turn == 0) {
            use(batch);
            continue;
        }
        if (!turned)
            turned = std::make_unique<TupleBatch>(batch);
        for (std::size_t i = 0; i < static_cast<std::size_t>(batch.count); ++i)
            turned->g[i] = batch.g[i] + turn;
        use(*turned);
    }
}

} // namespace mbtr
