#include "core/mbtr/broadening.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mbtr {

namespace {

constexpr int kOrders = 4; // value and three derivatives

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
    const double reach = std::min(std::ceil(kReach * sigma / bins.step) + 1, 1e6);
    m_reachBins = static_cast<int>(reach);
    m_binsAround = bins.n + 2 * m_reachBins;
    const double cells = std::ceil(bins.step / (2 * kHalfCell * sigma));
    m_tabulated = cells <= kMostCellsPerBin && reach <= 4.0 * bins.n + 100;
    m_cellsPerBin = m_tabulated ? static_cast<int>(cells) : 1;
    m_cellWidth = bins.step / m_cellsPerBin;
    if (!m_tabulated)
        return;

    const int width = 2 * m_reachBins + 1;
    m_table.resize(static_cast<std::size_t>(m_cellsPerBin) * kOrders * static_cast<std::size_t>(width));
    for (int cell = 0; cell < m_cellsPerBin; ++cell) {
        double* rows = m_table.data() + static_cast<std::size_t>(cell) * kOrders * static_cast<std::size_t>(width);
        const double centre = (cell + 0.5) * m_cellWidth; // from the left edge of its own bin
        double left[kOrders], right[kOrders];
        massLeftOfEdge((-m_reachBins * bins.step - centre) / sigma, sigma, left);
        for (int m = 0; m < width; ++m) {
            massLeftOfEdge(((m + 1 - m_reachBins) * bins.step - centre) / sigma, sigma, right);
            for (int order = 0; order < kOrders; ++order)
                rows[order * width + m] = right[order] - left[order];
            std::copy(right, right + kOrders, left);
        }
    }
}

bool Broadening::place(double centre, Place& place) const
{
    const double cells = (centre - m_bins.left) / m_cellWidth + static_cast<double>(m_reachBins) * m_cellsPerBin;
    const double last = static_cast<double>(m_binsAround) * m_cellsPerBin;
    if (!(cells >= 0 && cells < last)) // also for NaN
        return false;
    place.cell = static_cast<long>(cells);
    place.offset = (cells - static_cast<double>(place.cell) - 0.5) * m_cellWidth;
    return true;
}

void Broadening::addCell(std::span<double> values, long cell, const double* moments) const
{
    const int width = 2 * m_reachBins + 1;
    const int bin = static_cast<int>(cell / m_cellsPerBin) - m_reachBins;
    const double* rows = m_table.data() + (cell % m_cellsPerBin) * kOrders * width;
    const int first = std::max(0, bin - m_reachBins);
    const int last = std::min(m_bins.n, bin + m_reachBins + 1);
    const int shift = first - (bin - m_reachBins);
    const double *row0 = rows + shift, *row1 = row0 + width, *row2 = row1 + width, *row3 = row2 + width;
    double* out = values.data() + first;
    const double c0 = moments[0], c1 = moments[1], c2 = moments[2], c3 = moments[3];
    for (int m = 0; m < last - first; ++m)
        out[m] += c0 * row0[m] + c1 * row1[m] + c2 * row2[m] + c3 * row3[m];
}

void Broadening::add(std::span<double> values, double centre, double weight) const
{
    if (!m_tabulated) {
        addGaussianDirectly(values, m_bins, centre, m_sigma, weight);
        return;
    }
    Place at;
    if (!place(centre, at))
        return;
    const double first = weight * at.offset, second = first * at.offset / 2;
    const double moments[kOrders] {weight, first, second, second * at.offset / 3};
    addCell(values, at.cell, moments);
}

Broadening::Moments Broadening::emptyMoments() const
{
    return {std::vector<double>(cellCount() * kOrders, 0.0)};
}

void Broadening::deposit(Moments& moments, double centre, double weight) const
{
    Place at;
    if (!place(centre, at))
        return;
    double* cell = moments.values.data() + at.cell * kOrders;
    const double first = weight * at.offset, second = first * at.offset / 2;
    cell[0] += weight;
    cell[1] += first;
    cell[2] += second;
    cell[3] += second * at.offset / 3;
}

void Broadening::spread(const Moments& moments, std::span<double> values) const
{
    for (std::size_t cell = 0; cell * kOrders < moments.values.size(); ++cell)
        if (const double* moment = moments.values.data() + cell * kOrders; moment[0] != 0)
            addCell(values, static_cast<long>(cell), moment);
}

} // namespace mbtr
