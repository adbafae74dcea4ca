#include "core/mbtr/block_sums.h"

#include <limits>

namespace mbtr {

BlockSums::BlockSums(const Broadening& broadening, int blockCount)
    : m_broadening(broadening)
    , m_depositFrom(broadening.canDeposit() ? broadening.cellCount() / 8 : std::numeric_limits<std::size_t>::max())
    , m_values(static_cast<std::size_t>(blockCount) * static_cast<std::size_t>(broadening.bins().n), 0.0)
    , m_counts(static_cast<std::size_t>(blockCount), 0)
    , m_moments(static_cast<std::size_t>(blockCount))
{
}

std::span<double> BlockSums::values(int block)
{
    const auto n = static_cast<std::size_t>(m_broadening.bins().n);
    return std::span(m_values).subspan(static_cast<std::size_t>(block) * n, n);
}

void BlockSums::add(int block, double g, double w)
{
    const auto b = static_cast<std::size_t>(block);
    if (m_counts[b] < m_depositFrom) {
        ++m_counts[b];
        m_broadening.add(values(block), g, w);
        return;
    }
    if (m_moments[b].values.empty())
        m_moments[b] = m_broadening.emptyMoments();
    m_broadening.deposit(m_moments[b], g, w);
}

void BlockSums::take(const TupleBatch& batch)
{
    for (int t = 0; t < batch.count; ++t)
        if (const auto i = static_cast<std::size_t>(t); batch.w[i] != 0)
            add(batch.block[i], batch.g[i], batch.w[i]);
}

const std::vector<double>& BlockSums::finish()
{
    for (std::size_t b = 0; b < m_moments.size(); ++b)
        m_broadening.spread(m_moments[b], values(static_cast<int>(b)));
    m_moments.clear();
    return m_values;
}

} // namespace mbtr
