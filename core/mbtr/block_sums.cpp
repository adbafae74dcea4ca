#include "core/mbtr/block_sums.h"

#include <algorithm>
#include <limits>

namespace mbtr {

namespace {

constexpr std::size_t kBlocksPerChunk = 16;

} // namespace

BlockSums::BlockSums(const Broadening& broadening, int blockCount)
    : m_broadening(broadening)
    , m_targets(static_cast<std::size_t>(blockCount))
    , m_stride(broadening.paddedSize())
{
}

void BlockSums::take(const TupleBatch& batch)
{
    for (int t = 0; t < batch.count; ++t)
        if (BlockTarget& target = m_targets[static_cast<std::size_t>(batch.block[t])]; target.left <= 0 && batch.w[t] != 0)
            goOn(target);
    m_broadening.add(batch, m_targets.data());
    m_weight += totalWeight(batch);
}

/// First tuples are broadened one by one, later ones deposited: a full set of cells costs about as much to spread as
/// that many tuples cost to broaden.
void BlockSums::goOn(BlockTarget& target)
{
    const std::size_t cells = m_broadening.cellCount();
    if (!target.values) {
        target.values = newValues();
        target.left = static_cast<long>(cells) + 1;
    } else {
        target.left = std::numeric_limits<long>::max();
        if (cells > 0)
            target.moments = m_moments.emplace_back(zeros(cells * BroadeningTable::kMoments)).data();
    }
}

double* BlockSums::newValues()
{
    if (m_chunks.empty() || m_used == m_chunks.back().size()) {
        m_chunks.push_back(zeros(std::min(kBlocksPerChunk, m_targets.size()) * m_stride));
        m_used = 0;
    }
    m_used += m_stride;
    return m_chunks.back().data() + m_used - m_stride;
}

void BlockSums::finish()
{
    for (const BlockTarget& target : m_targets)
        if (target.moments)
            m_broadening.spread(target.moments, target.values);
}

std::span<const double> BlockSums::values(int block) const
{
    const double* padded = m_targets[static_cast<std::size_t>(block)].values;
    return padded ? std::span(padded + m_broadening.paddingBefore(), static_cast<std::size_t>(m_broadening.bins().n))
                  : std::span<const double>();
}

GridWeight BlockSums::weight() const
{
    GridWeight weight {.total = m_weight};
    for (std::size_t block = 0; block < m_targets.size(); ++block)
        for (const double mass : values(static_cast<int>(block)))
            weight.inside += mass;
    return weight;
}

} // namespace mbtr
