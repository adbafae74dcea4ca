#pragma once

#include "core/base/aligned_values.h"
#include "core/mbtr/broadening.h"
#include "core/mbtr/tensor.h"
#include "core/mbtr/tuple_batch.h"

#include <span>
#include <vector>

namespace mbtr {

/// Sums broadened tuples into the blocks of one term. A block with few tuples broadens them one by one; once it has had
/// many, it deposits them first and spreads them over the bins together. Only blocks that get a tuple take memory.
class BlockSums : public TupleSink {
public:
    /// Keeps a reference to the broadening.
    BlockSums(const Broadening& broadening, int blockCount);

    void take(const TupleBatch& batch) override;
    /// Call once all tuples are in, before asking for values.
    void finish();
    /// Bins of one block: masses. Empty where no tuple belongs to it.
    std::span<const double> values(int block) const;
    /// Weight of all tuples, and what of it the bins hold.
    GridWeight weight() const;

private:
    void goOn(BlockTarget& target);
    double* newValues();

    const Broadening& m_broadening;
    std::vector<BlockTarget> m_targets;
    double m_weight = 0;                    ///< of all tuples
    std::size_t m_stride;                   ///< of the padded values of a block
    std::size_t m_used = 0;                 ///< values of the last chunk in use
    std::vector<AlignedValues> m_chunks;    ///< padded values, several blocks a chunk
    std::vector<AlignedValues> m_moments;   ///< of the blocks that deposit
};

} // namespace mbtr
