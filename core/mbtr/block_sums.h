#pragma once

#include "core/mbtr/broadening.h"
#include "core/mbtr/tuple_batch.h"

#include <span>
#include <vector>

namespace mbtr {

/// Sums broadened tuples into the blocks of one term. A block with few tuples broadens them one by one; once it has had
/// many, it deposits them first and spreads them over the bins together.
class BlockSums : public TupleSink {
public:
    /// Keeps a reference to the broadening.
    BlockSums(const Broadening& broadening, int blockCount);

    void take(const TupleBatch& batch) override;
    /// Call once all tuples are in, before asking for values.
    void finish();
    /// Bins of one block: masses.
    std::span<const double> values(int block) const;

private:
    void startDeposits();

    const Broadening& m_broadening;
    std::size_t m_stride;
    std::vector<double> m_values; ///< padded, block after block
    std::vector<BlockTarget> m_targets;
    std::vector<std::vector<double>> m_moments;
};

} // namespace mbtr
