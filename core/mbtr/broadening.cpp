#include "core/mbtr/broadening.h"

#include "core/base/chebyshev.h"
#include "core/mbtr/normal_distribution.h"
#include "core/mbtr/sums/response_table.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace mbtr {

namespace {

// Beyond these a table takes longer to make than it saves, and its numbers would not fit an int.
constexpr double kMostCells = 1e9;
constexpr double kLargestTable = 1e8; // numbers

int roundedUp(int value, int unit)
{
    return (value + unit - 1) / unit * unit;
}

/// Twice round the circle a Gaussian is even to all digits: a wider one is the same.
double sigmaOnCircle(double sigma, double period)
{
    return period > 0 ? std::min(sigma, 2 * period) : sigma;
}

/// The turns that bring a centre in -period/2..period/2 within reach of the bins.
std::vector<double> turnsReaching(const Bins& bins, double reach, double period)
{
    if (period == 0)
        return {0};
    std::vector<double> turns;
    const double last = std::floor((bins.right() + reach) / period + 0.5);
    for (double n = std::ceil((bins.left - reach) / period - 0.5); n <= last; ++n)
        turns.push_back(n * period);
    return turns;
}

} // namespace

void addGaussianDirectly(std::span<double> values, const Bins& bins, double centre, double sigma, double weight)
{
    const double scale = 1 / (sigma * std::numbers::sqrt2);
    double left = std::erf((bins.left - centre) * scale);
    for (int m = 0; m < bins.n; ++m) {
        const double right = std::erf((bins.left + (m + 1) * bins.step - centre) * scale);
        values[m] += weight * (right - left) / 2;
        left = right;
    }
}

Broadening::Broadening(const Bins& bins, double sigma, double period)
    : m_bins(bins)
    , m_sigma(sigmaOnCircle(sigma, period))
    , m_turns(turnsReaching(bins, (kReach + 2) * m_sigma, period))
{
    const double reach = std::ceil(kReach * m_sigma / bins.step);
    const double cells = std::ceil(bins.step / (2 * kHalfCell * m_sigma));
    if (cells > BroadeningTable::kMostCellsPerBin || reach > 4.0 * bins.n + 100)
        return; // a Gaussian much narrower than a bin or much wider than the grid
    const double row = 2 * reach + 2 * BroadeningTable::kGroup, allCells = (bins.n + row) * cells;
    if (allCells > kMostCells || BroadeningTable::kGroup * cells * BroadeningTable::kMoments * row > kLargestTable)
        return;
    m_table.reachBins = static_cast<int>(reach);
    m_table.left = bins.left;
    m_table.perStep = 1 / bins.step;
    m_table.binCount = bins.n;
    m_table.cellsPerBin = static_cast<int>(cells);
    m_table.cellCount = roundedUp(bins.n + 2 * m_table.reachBins, BroadeningTable::kGroup) * m_table.cellsPerBin;
    m_table.width = roundedUp(2 * m_table.reachBins + BroadeningTable::kGroup, 8);
    tabulate();
}

Broadening::~Broadening() = default;

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
                rows[power * static_cast<std::size_t>(m_table.width) + static_cast<std::size_t>(m)]
                    += powers[power][j] * (right - left);
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

void Broadening::add(const TupleBatch& batch, std::vector<double*>& deposits, Places& scratch,
                     const std::function<void(int)>& open) const
{
    for (const double turn : m_turns) {
        if (turn == 0) {
            addOnce(batch, deposits, scratch, open);
        } else {
            TupleBatch turned;
            takeTurned(batch, turn, turned);
            addOnce(turned, deposits, scratch, open);
        }
    }
}

/// Those that reach the grid after the turn, with what addOnce() looks at.
void Broadening::takeTurned(const TupleBatch& batch, double turn, TupleBatch& turned) const
{
    const double low = m_bins.left - (kReach + 2) * m_sigma - turn, high = m_bins.right() + (kReach + 2) * m_sigma - turn;
    turned.count = 0;
    for (std::size_t i = 0; i < static_cast<std::size_t>(batch.count); ++i) {
        const auto to = static_cast<std::size_t>(turned.count);
        turned.g[to] = batch.g[i] + turn;
        turned.w[to] = batch.w[i];
        turned.block[to] = batch.block[i];
        turned.count += batch.g[i] >= low && batch.g[i] <= high ? 1 : 0;
    }
}

void Broadening::addOnce(const TupleBatch& batch, std::vector<double*>& deposits, Places& scratch,
                         const std::function<void(int)>& open) const
{
    if (!m_table.rows)
        return addDirectly(batch, deposits, open);
    placeInCells(m_table, batch, scratch);
    for (int next = 0; (next = deposit(m_table, batch, scratch, next, deposits.data())) < scratch.count;)
        open(batch.block[static_cast<std::size_t>(scratch.tuple[next])]);
}

void Broadening::addDirectly(const TupleBatch& batch, std::vector<double*>& deposits, const std::function<void(int)>& open) const
{
    for (std::size_t i = 0; i < static_cast<std::size_t>(batch.count); ++i) {
        const auto block = static_cast<std::size_t>(batch.block[i]);
        if (batch.w[i] == 0 || !std::isfinite(batch.g[i]))
            continue;
        if (!deposits[block])
            open(batch.block[i]);
        addGaussianDirectly(std::span(deposits[block], static_cast<std::size_t>(m_bins.n)), m_bins, batch.g[i], m_sigma,
                            batch.w[i]);
    }
}

void Broadening::broadenDeposit(double* deposit, double* padded) const
{
    if (m_table.rows)
        return mbtr::broadenDeposit(m_table, deposit, padded);
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
        mass[m - first] = massRight - massLeft;
        slope[m - first] = (densityLeft - densityRight) / m_sigma;
        massLeft = massRight;
        densityLeft = densityRight;
    }
    return {first, last - first};
}

const ResponseTable& Broadening::responses() const
{
    std::call_once(m_responsesMade, [this] { m_responses = std::make_unique<ResponseTable>(m_bins, m_sigma); });
    return *m_responses;
}

} // namespace mbtr
