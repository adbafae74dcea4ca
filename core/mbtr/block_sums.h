#pragma once

#include "core/mbtr/broadening.h"
#include "core/mbtr/tuple_batch.h"

#include <vector>

namespace mbtr {

/// Sums broadened tuples into the blocks of one term. Blocks with few tuples are broadened one by one; once a block has
/// many, they are deposited first and spread over the bins together.
class BlockSums : public TupleSink {
public:
    BlockSums(const Broadening& broadening, int blockCount);

    /// Adds batch.w times the Gaussians at batch.g to the blocks batch.block.
    void take(const TupleBatch& batch) override;
    /// blockCount x bins, block after block; call once, at the end.
    const std::vector<double>& finish();

private:
    void add(int block, double g, double w);
    std::span<double> values(int block);

    const Broadening& m_broadening;
    std::size_t m_depositFrom; ///< number of tuples after which a block deposits
    std::vector<double> m_values;
    std::vector<std::size_t> m_counts;
    std::vector<Broadening::Moments> m_moments;
};

} // namespace mbtr
