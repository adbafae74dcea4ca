#include "core/mbtr/broadening.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace mbtr {

namespace {

constexpr int kOrders = 4; // value and three derivatives
constexpr std::size_t kAlignment = 64;

double normalDensity(double x)
{
    return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
}

/// Value and derivatives with respect to the centre of the mass left of an edge, at x = (edge - centre)/sigma.
void massLeftOfEdge(double x, double sigma, double (&orders)[kOrders])
{
    const double density = normalDensity(x);
    orders[0] = std::erfc(-x / std::numbers::sqrt2) / 2;
    orders[1] = -density / sigma;
    orders[2] = -x * density / (sigma * sigma);
    orders[3] = -(x * x - 1) * density / (sigma * sigma * sigma);
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
    const double reach = std::ceil(kReach * sigma / bins.step) + 1;
    const double cells = std::ceil(bins.step / (2 * kHalfCell * sigma));
    if (cells > kMostCellsPerBin || reach > 4.0 * bins.n + 100)
        return; // a Gaussian much narrower than a bin or much wider than the grid
    m_lookup.reachBins = static_cast<int>(reach);
    m_lookup.left = bins.left;
    m_lookup.perStep = 1 / bins.step;
    m_lookup.binCount = bins.n;
    m_lookup.cellsPerBin = static_cast<int>(cells);
    m_lookup.cellWidth = bins.step / cells;
    m_lookup.width = (2 * m_lookup.reachBins + 1 + 7) / 8 * 8;
    tabulate();
}

void Broadening::tabulate()
{
    const auto width = static_cast<std::size_t>(m_lookup.width);
    const auto cells = static_cast<std::size_t>(m_lookup.cellsPerBin);
    m_storage.resize(cells * kOrders * width + kAlignment / sizeof(double), 0.0);
    const auto address = reinterpret_cast<std::uintptr_t>(m_storage.data());
    double* rows = m_storage.data() + (kAlignment - address % kAlignment) % kAlignment / sizeof(double);
    m_lookup.rows = rows;
    for (std::size_t cell = 0; cell < cells; ++cell, rows += kOrders * width) {
        const double centre = (static_cast<double>(cell) + 0.5) * m_lookup.cellWidth; // from the left edge of its own bin
        double left[kOrders], right[kOrders];
        massLeftOfEdge((-m_lookup.reachBins * m_bins.step - centre) / m_sigma, m_sigma, left);
        for (int m = 0; m < 2 * m_lookup.reachBins + 1; ++m) {
            massLeftOfEdge(((m + 1 - m_lookup.reachBins) * m_bins.step - centre) / m_sigma, m_sigma, right);
            for (std::size_t order = 0; order < kOrders; ++order)
                rows[order * width + static_cast<std::size_t>(m)] = right[order] - left[order];
            std::copy(right, right + kOrders, left);
        }
    }
}

std::size_t Broadening::paddedSize() const
{
    // A row that starts at the last place to the right still ends inside.
    return static_cast<std::size_t>(m_bins.n) + 2 * paddingBefore() + static_cast<std::size_t>(m_lookup.width);
}

std::size_t Broadening::cellCount() const
{
    return m_lookup.rows ? static_cast<std::size_t>(m_bins.n + 2 * m_lookup.reachBins) * static_cast<std::size_t>(m_lookup.cellsPerBin) : 0;
}

void Broadening::add(const TupleBatch& batch, BlockTarget* targets) const
{
    if (m_lookup.rows)
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
    // Directly, not from the table: its third-order series gives the slope to three digits less than the mass.
    const double position = (centre - m_bins.left) / m_bins.step;
    const double reach = kReach * m_sigma / m_bins.step;
    if (!(position > -reach && position < m_bins.n + reach))
        return {};
    const int first = std::max(0, static_cast<int>(std::floor(position - reach)));
    const int last = std::min(m_bins.n, static_cast<int>(std::ceil(position + reach)));
    double left[kOrders], right[kOrders];
    massLeftOfEdge((m_bins.left + first * m_bins.step - centre) / m_sigma, m_sigma, left);
    for (int m = first; m < last; ++m) {
        massLeftOfEdge((m_bins.left + (m + 1) * m_bins.step - centre) / m_sigma, m_sigma, right);
        mass[static_cast<std::size_t>(m - first)] = right[0] - left[0];
        slope[static_cast<std::size_t>(m - first)] = right[1] - left[1];
        std::copy(right, right + kOrders, left);
    }
    return {first, last - first};
}

void Broadening::spread(const std::vector<double>& moments, double* values) const
{
    for (std::size_t cell = 0; cell * kOrders < moments.size(); ++cell)
        if (const double* moment = moments.data() + cell * kOrders; moment[0] != 0)
            broadenCell(m_lookup, static_cast<long>(cell), moment, values);
}

} // namespace mbtr
