#pragma once

#include "core/base/aligned_values.h"
#include "core/mbtr/broadening.h"
#include "core/mbtr/sums/tuple_sums.h"
#include "core/mbtr/tensor.h"

#include <memory>
#include <span>
#include <vector>

namespace mbtr {

/// Memory for the sums over tuples, kept from one structure to the next. Each thread needs one of its own.
class SumsWorkspace {
public:
    SumsWorkspace();
    TupleScratch& tuples() { return *m_scratch; }

private:
    friend class BlockSums;
    /// `size` numbers or more, all zero; to be put back all zero.
    AlignedValues takeZeros(std::size_t size);
    void putBack(AlignedValues zeroed);

    std::vector<AlignedValues> m_zeros; ///< all of m_size
    std::size_t m_size = 0;
    std::unique_ptr<Places> m_places;
    std::unique_ptr<TupleScratch> m_scratch;
};

/// Sums broadened tuples into the blocks of one term. Only blocks that get a tuple take memory.
class BlockSums : public TupleSink {
public:
    /// Keeps references to both; only one at a time may use the workspace.
    BlockSums(const Broadening& broadening, int blockCount, SumsWorkspace& workspace);

    void take(const TupleBatch& batch) override;
    /// Call once all tuples are in, before asking for values.
    void finish();
    /// Before finish(): takes over what another has collected for the same blocks.
    void add(BlockSums&& other);
    /// Bytes that the deposits of all its blocks would take.
    double mostBytes() const;
    /// Bins of one block: masses. Empty where no tuple reaches them.
    std::span<const double> values(int block) const;
    /// Weight of all tuples, and what of it the bins hold.
    const GridWeight& weight() const { return m_weight; }
    /// Of all tuples: TupleBatch::rounding.
    double rounding() const { return m_rounding; }

private:
    void open(int block);
    void placeValues();
    const Broadening& m_broadening;
    SumsWorkspace& m_workspace;
    struct Deposit {
        int block;
        AlignedValues memory;
    };
    std::vector<Deposit> m_deposits;
    std::vector<double*> m_ofBlock; ///< its deposit, after finish() its padded values; nullptr where no tuple reaches it
    AlignedValues m_values; ///< padded, of all blocks with tuples
    GridWeight m_weight;
    double m_rounding = 0;
};

} // namespace mbtr
