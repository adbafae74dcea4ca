#include "core/mbtr/sums/response_table.h"

#include "core/base/chebyshev.h"
#include "core/mbtr/layout.h"
#include "core/mbtr/normal_distribution.h"

#include <cmath>

namespace mbtr {

namespace {

constexpr double kReach = 7; // sigma
constexpr double kHalfCell = 0.05; // sigma
constexpr int kMostCellsPerBin = 1000;
constexpr double kLargestResponses = 1e8; // numbers; a larger one takes longer to make than it saves

/// Adds a Gaussian at one of the nodes to the coefficients of a cell. factors: of the node in each power.
void addNode(const ResponseTable& table, double centre, double step, double sigma, const std::vector<double>& factors,
             double* cell)
{
    double edge = (-table.reachBins * step - centre) / sigma;
    double massLeft = massLeftOf(edge), densityLeft = normalDensity(edge);
    for (int m = 0; m < 2 * table.reachBins + 1; ++m) {
        edge = ((m + 1 - table.reachBins) * step - centre) / sigma;
        const double massRight = massLeftOf(edge), densityRight = normalDensity(edge);
        double* out = cell + m;
        for (const double factor : factors) {
            *out += factor * (massRight - massLeft);
            out[table.width] += factor * (densityLeft - densityRight) / sigma;
            out += 2 * table.width;
        }
        massLeft = massRight;
        densityLeft = densityRight;
    }
}

} // namespace

ResponseTable::ResponseTable(const Bins& bins, double sigma)
    : left(bins.left)
    , perStep(1 / bins.step)
    , binCount(bins.n)
{
    const double reach = std::ceil(kReach * sigma / bins.step) + 1;
    const double cells = std::ceil(bins.step / (2 * kHalfCell * sigma));
    if (cells > kMostCellsPerBin || reach > 4.0 * bins.n + 100)
        return; // a Gaussian much narrower than a bin or much wider than the grid
    if (cells * 4 * kOrders * (reach + 8) > kLargestResponses)
        return;
    reachBins = static_cast<int>(reach);
    width = (2 * reachBins + 1 + 7) / 8 * 8;
    perBin = static_cast<int>(cells);
    rows = zeros(static_cast<std::size_t>(perBin) * static_cast<std::size_t>(cellSize()));
    const auto nodes = chebyshevNodes(kOrders);
    const auto powers = powersFromNodes(kOrders);
    for (int cell = 0; cell < perBin; ++cell)
        for (std::size_t j = 0; j < kOrders; ++j) {
            std::vector<double> factors;
            for (const auto& power : powers)
                factors.push_back(power[j]);
            const double centre = (cell + (1 + nodes[j]) / 2) * bins.step / perBin; // from the left edge of its bin
            addNode(*this, centre, bins.step, sigma, factors, rows.data() + static_cast<std::ptrdiff_t>(cell) * cellSize());
        }
}

} // namespace mbtr
