#include "core/mbtr/broadening.h"

#include "core/base/chebyshev.h"
#include "core/mbtr/normal_distribution.h"
#include "core/mbtr/response_table.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mbtr {

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
    const double reach = std::ceil(kReach * sigma / bins.step) + 1;
    const double cells = std::ceil(bins.step / (2 * kHalfCell * sigma));
    if (cells > kMostCellsPerBin || reach > 4.0 * bins.n + 100)
        return; // a Gaussian much narrower than a bin or much wider than the grid
    m_lookup.reachBins = static_cast<int>(reach);
    m_lookup.left = bins.left;
    m_lookup.perStep = 1 / bins.step;
    m_lookup.binCount = bins.n;
    m_lookup.width = (2 * m_lookup.reachBins + 1 + 7) / 8 * 8;
    m_lookup.single.perBin = static_cast<int>(cells);
    m_lookup.deposits.perBin = static_cast<int>(std::ceil(bins.step / (2 * kHalfDepositCell * sigma)));
    const std::size_t size = tableSize(m_lookup.single, BroadeningTable::kOrders);
    m_storage = zeros(size + tableSize(m_lookup.deposits, BroadeningTable::kMoments));
    tabulate(m_lookup.single, BroadeningTable::kOrders, m_storage.data());
    tabulate(m_lookup.deposits, BroadeningTable::kMoments, m_storage.data() + size);
}

Broadening::~Broadening() = default;

std::size_t Broadening::tableSize(const CellTable& table, int orders) const
{
    return static_cast<std::size_t>(table.perBin) * static_cast<std::size_t>(orders) * static_cast<std::size_t>(m_lookup.width);
}

void Broadening::tabulate(CellTable& table, int orders, double* rows)
{
    const std::vector<double> nodes = chebyshevNodes(orders);
    const auto powers = powersFromNodes(orders);
    table.rows = rows;
    for (int cell = 0; cell < table.perBin; ++cell, rows += orders * m_lookup.width)
        for (std::size_t j = 0; j < nodes.size(); ++j) {
            const double centre = (cell + (1 + nodes[j]) / 2) * m_bins.step / table.perBin; // from the left edge of its bin
            double left = massLeftOf((-m_lookup.reachBins * m_bins.step - centre) / m_sigma);
            for (int m = 0; m < 2 * m_lookup.reachBins + 1; ++m) {
                const double right = massLeftOf(((m + 1 - m_lookup.reachBins) * m_bins.step - centre) / m_sigma);
                for (std::size_t power = 0; power < nodes.size(); ++power)
                    rows[power * static_cast<std::size_t>(m_lookup.width) + static_cast<std::size_t>(m)] += powers[power][j] * (right - left);
                left = right;
            }
        }
}

std::size_t Broadening::paddedSize() const
{
    // A row that starts at the last place to the right still ends inside.
    return static_cast<std::size_t>(m_bins.n) + paddingBefore() + static_cast<std::size_t>(m_lookup.width);
}

std::size_t Broadening::cellCount() const
{
    return m_lookup.deposits.rows ? static_cast<std::size_t>(m_bins.n + 2 * m_lookup.reachBins) * static_cast<std::size_t>(m_lookup.deposits.perBin) : 0;
}

void Broadening::add(const TupleBatch& batch, BlockTarget* targets) const
{
    if (m_lookup.single.rows)
        return broaden(m_lookup, batch, targets);
    for (int t = 0; t < batch.count; ++t) {
        const auto i = static_cast<std::size_t>(t);
        if (batch.w[i] != 0 && std::isfinite(batch.g[i]))
            addGaussianDirectly(std::span(targets[batch.block[i]].values, static_cast<std::size_t>(m_bins.n)), m_bins, batch.g[i],
                                m_sigma, batch.w[i]);
    }
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

const ResponseTable& Broadening::responses() const
{
    std::call_once(m_responsesMade, [this] { m_responses = std::make_unique<ResponseTable>(m_bins, m_sigma); });
    return *m_responses;
}

void Broadening::spread(const double* moments, double* values) const
{
    for (std::size_t cell = 0; cell < cellCount(); ++cell, moments += BroadeningTable::kMoments)
        if (std::any_of(moments, moments + BroadeningTable::kMoments, [](double moment) { return moment != 0; })) // w may have either sign
            broadenCell(m_lookup, static_cast<long>(cell), moments, values);
}

} // namespace mbtr
