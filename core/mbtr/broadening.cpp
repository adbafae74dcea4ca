#include "core/mbtr/broadening.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace mbtr {

namespace {

double normalDensity(double x)
{
    return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
}

int roundedUp(int value, int unit)
{
    return (value + unit - 1) / unit * unit;
}

/// The mass of a normal distribution left of an edge, at x = (edge - centre)/sigma.
double massLeftOf(double x)
{
    return std::erfc(-x / std::numbers::sqrt2) / 2;
}

std::vector<double> chebyshevNodes(int count)
{
    std::vector<double> nodes;
    for (int j = 0; j < count; ++j)
        nodes.push_back(std::cos(std::numbers::pi * (j + 0.5) / count));
    return nodes;
}

/// [power][node]: turns values at Chebyshev's nodes in -1..1 into the coefficients of the powers of the polynomial through them.
std::vector<std::vector<double>> powersFromNodes(int count)
{
    const auto size = static_cast<std::size_t>(count);
    std::vector<std::vector<double>> chebyshev(size, std::vector<double>(size, 0.0)); // T_n in powers: T_n = 2 x T_(n-1) - T_(n-2)
    chebyshev[0][0] = 1;
    if (count > 1)
        chebyshev[1][1] = 1;
    for (std::size_t n = 2; n < size; ++n)
        for (std::size_t power = 0; power <= n; ++power)
            chebyshev[n][power] = (power ? 2 * chebyshev[n - 1][power - 1] : 0) - chebyshev[n - 2][power];
    std::vector<std::vector<double>> matrix(size, std::vector<double>(size, 0.0));
    for (std::size_t power = 0; power < size; ++power)
        for (std::size_t j = 0; j < size; ++j)
            for (std::size_t n = 0; n < size; ++n)
                matrix[power][j] += (n ? 2.0 : 1.0) / count * chebyshev[n][power]
                    * std::cos(static_cast<double>(n) * std::numbers::pi * (static_cast<double>(j) + 0.5) / count);
    return matrix;
}

} // namespace

void addGaussianDirectly(std::span<double> values, const Bins& bins, double centre, double sigma, double weight)
{
    const double scale = 1 / (sigma * std::numbers::sqrt2);
    double left = std::erf((bins.left - centre) * scale);
    for (int m = 0; m < bins.n; ++m) {
        const double right = std::erf((bins.left + (m + 1) * bins.step - centre) * scale);
        values[static_cast<std::size_t>(m)] += weight * (right - left) / 2;
        left = right;
    }
}

Broadening::Broadening(const Bins& bins, double sigma)
    : m_bins(bins)
    , m_sigma(sigma)
{
    const double reach = std::ceil(kReach * sigma / bins.step);
    const double cells = std::ceil(bins.step / (2 * kHalfCell * sigma));
    if (cells > BroadeningTable::kMostCellsPerBin || reach > 4.0 * bins.n + 100)
        return; // a Gaussian much narrower than a bin or much wider than the grid
    m_table.reachBins = static_cast<int>(reach);
    m_table.left = bins.left;
    m_table.perStep = 1 / bins.step;
    m_table.binCount = bins.n;
    m_table.cellsPerBin = static_cast<int>(cells);
    m_table.cellCount = roundedUp(bins.n + 2 * m_table.reachBins, BroadeningTable::kGroup) * m_table.cellsPerBin;
    m_table.width = roundedUp(2 * m_table.reachBins + BroadeningTable::kGroup, 8);
    tabulate();
}

/// Coefficients of the powers of x, of the response of bin m to a Gaussian in a cell: [power * width + m].
void Broadening::tabulateCell(int cell, double* rows) const
{
    constexpr int orders = BroadeningTable::kMoments;
    static const std::vector<double> nodes = chebyshevNodes(orders);
    static const auto powers = powersFromNodes(orders);
    for (std::size_t j = 0; j < orders; ++j) {
        const double centre = (cell + (1 + nodes[j]) / 2) * m_bins.step / m_table.cellsPerBin; // from the left edge of its bin
        double left = massLeftOf((-m_table.reachBins * m_bins.step - centre) / m_sigma);
        for (int m = 0; m < 2 * m_table.reachBins + 1; ++m) {
            const double right = massLeftOf(((m + 1 - m_table.reachBins) * m_bins.step - centre) / m_sigma);
            for (std::size_t power = 0; power < orders; ++power)
                rows[power * static_cast<std::size_t>(m_table.width) + static_cast<std::size_t>(m)] += powers[power][j] * (right - left);
            left = right;
        }
    }
}

/// The response to a cell in the bins after the first of a group is the same, further right.
void Broadening::tabulate()
{
    const auto sizeOfCell = static_cast<std::size_t>(BroadeningTable::kMoments) * static_cast<std::size_t>(m_table.width);
    const auto cells = static_cast<std::size_t>(m_table.cellsPerBin);
    m_rows = zeros(BroadeningTable::kGroup * cells * sizeOfCell);
    m_table.rows = m_rows.data();
    for (std::size_t cell = 0; cell < cells; ++cell)
        tabulateCell(static_cast<int>(cell), m_rows.data() + cell * sizeOfCell);
    for (std::size_t bin = 1; bin < BroadeningTable::kGroup; ++bin)
        std::copy_n(m_rows.data(), cells * sizeOfCell - bin, m_rows.data() + bin * cells * sizeOfCell + bin);
}

std::size_t Broadening::paddedSize() const
{
    // A row that starts at the last place to the right still ends inside, and every block begins with a line of the cache.
    return static_cast<std::size_t>(roundedUp(m_bins.n + 2 * m_table.reachBins + m_table.width, 8));
}

std::size_t Broadening::depositSize() const
{
    return m_table.rows ? m_table.depositSize() : static_cast<std::size_t>(m_bins.n);
}

void Broadening::add(const TupleBatch& batch, std::vector<double*>& deposits, Places& scratch, const std::function<void(int)>& open) const
{
    if (!m_table.rows)
        return addDirectly(batch, deposits, open);
    placeInCells(m_table, batch, scratch);
    for (int next = 0; (next = deposit(m_table, batch, scratch, next, deposits.data())) < scratch.count;)
        open(batch.block[static_cast<std::size_t>(scratch.tuple[static_cast<std::size_t>(next)])]);
}

void Broadening::addDirectly(const TupleBatch& batch, std::vector<double*>& deposits, const std::function<void(int)>& open) const
{
    for (std::size_t i = 0; i < static_cast<std::size_t>(batch.count); ++i) {
        const auto block = static_cast<std::size_t>(batch.block[i]);
        if (batch.w[i] == 0 || !std::isfinite(batch.g[i]))
            continue;
        if (!deposits[block])
            open(batch.block[i]);
        addGaussianDirectly(std::span(deposits[block], static_cast<std::size_t>(m_bins.n)), m_bins, batch.g[i], m_sigma, batch.w[i]);
    }
}

void Broadening::spread(double* deposit, double* padded) const
{
    if (m_table.rows)
        return mbtr::spread(m_table, deposit, padded);
    for (std::size_t m = 0; m < static_cast<std::size_t>(m_bins.n); ++m)
        padded[paddingBefore() + m] += std::exchange(deposit[m], 0.0);
}

Broadening::Stretch Broadening::massAndSlope(double centre, std::span<double> mass, std::span<double> slope) const
{
    // Directly, not from the table: the slope of its polynomials has three digits less than the mass.
    const double position = (centre - m_bins.left) / m_bins.step;
    const double reach = kReach * m_sigma / m_bins.step;
    if (!(position > -reach && position < m_bins.n + reach))
        return {};
    const int first = std::max(0, static_cast<int>(std::floor(position - reach)));
    const int last = std::min(m_bins.n, static_cast<int>(std::ceil(position + reach)));
    const double left = (m_bins.left + first * m_bins.step - centre) / m_sigma;
    double massLeft = massLeftOf(left), densityLeft = normalDensity(left);
    for (int m = first; m < last; ++m) {
        const double right = (m_bins.left + (m + 1) * m_bins.step - centre) / m_sigma;
        const double massRight = massLeftOf(right), densityRight = normalDensity(right);
        mass[static_cast<std::size_t>(m - first)] = massRight - massLeft;
        slope[static_cast<std::size_t>(m - first)] = (densityLeft - densityRight) / m_sigma;
        massLeft = massRight;
        densityLeft = densityRight;
    }
    return {first, last - first};
}

} // namespace mbtr
