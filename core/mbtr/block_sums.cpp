#include "core/mbtr/block_sums.h"

namespace mbtr {

namespace {

constexpr std::size_t kMomentsPerCell = 4;

} // namespace

BlockSums::BlockSums(const Broadening& broadening, int blockCount)
    : m_broadening(broadening)
    , m_stride(broadening.paddedSize())
    , m_values(static_cast<std::size_t>(blockCount) * m_stride, 0.0)
    , m_targets(static_cast<std::size_t>(blockCount))
    , m_moments(static_cast<std::size_t>(blockCount))
{
    for (std::size_t b = 0; b < m_targets.size(); ++b)
        m_targets[b].values = m_values.data() + b * m_stride;
}

void BlockSums::take(const TupleBatch& batch)
{
    m_broadening.add(batch, m_targets.data());
    startDeposits();
}

void BlockSums::startDeposits()
{
    const auto many = static_cast<long>(m_broadening.cellCount() / 8);
    if (many == 0)
        return;
    for (std::size_t b = 0; b < m_targets.size(); ++b)
        if (m_targets[b].count > many && !m_targets[b].moments) {
            m_moments[b].assign(m_broadening.cellCount() * kMomentsPerCell, 0.0);
            m_targets[b].moments = m_moments[b].data();
        }
}

void BlockSums::finish()
{
    for (std::size_t b = 0; b < m_moments.size(); ++b)
        m_broadening.spread(m_moments[b], m_targets[b].values);
    m_moments.clear();
}

std::span<const double> BlockSums::values(int block) const
{
    return std::span(m_values).subspan(static_cast<std::size_t>(block) * m_stride + m_broadening.paddingBefore(),
                                       static_cast<std::size_t>(m_broadening.bins().n));
}

} // namespace mbtr
