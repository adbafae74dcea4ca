#include "core/mbtr/sums/block_sums.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace mbtr {

namespace {

constexpr std::size_t kMostKept = std::size_t {64} << 20; // bytes of a workspace

} // namespace

SumsWorkspace::SumsWorkspace()
    : m_places(std::make_unique<Places>())
    , m_scratch(std::make_unique<TupleScratch>())
{
}

AlignedValues SumsWorkspace::takeZeros(std::size_t size)
{
    if (size > m_size) {
        m_zeros.clear();
        m_size = size;
    }
    if (m_zeros.empty())
        return zeros(m_size);
    AlignedValues zeroed = std::move(m_zeros.back());
    m_zeros.pop_back();
    return zeroed;
}

void SumsWorkspace::putBack(AlignedValues zeroed)
{
    if (zeroed.size() == m_size && m_zeros.size() * m_size * sizeof(double) < kMostKept)
        m_zeros.push_back(std::move(zeroed));
}

BlockSums::BlockSums(const Broadening& broadening, int blockCount, SumsWorkspace& workspace)
    : m_broadening(broadening)
    , m_workspace(workspace)
    , m_ofBlock(static_cast<std::size_t>(blockCount), nullptr)
{
}

void BlockSums::take(const TupleBatch& batch)
{
    m_broadening.add(batch, m_ofBlock, *m_workspace.m_places, [this](int block) { open(block); });
    m_weight.total += totalWeight(batch);
    m_rounding += batch.rounding;
}

void BlockSums::open(int block)
{
    m_deposits.push_back({block, m_workspace.takeZeros(m_broadening.depositSize())});
    m_ofBlock[static_cast<std::size_t>(block)] = m_deposits.back().memory.data();
}

double BlockSums::mostBytes() const
{
    return static_cast<double>(m_ofBlock.size()) * static_cast<double>(m_broadening.depositSize()) * sizeof(double);
}

void BlockSums::add(BlockSums&& other)
{
    std::ranges::move(other.m_deposits, std::back_inserter(m_deposits));
    m_weight.total += other.m_weight.total;
    m_rounding += other.m_rounding;
}

/// One row of zeros for each block with a deposit.
void BlockSums::placeValues()
{
    std::ranges::fill(m_ofBlock, nullptr);
    m_values = zeros(m_deposits.size() * m_broadening.paddedSize());
    double* next = m_values.data();
    for (const Deposit& deposit : m_deposits)
        if (double*& values = m_ofBlock[static_cast<std::size_t>(deposit.block)]; !values)
            values = std::exchange(next, next + m_broadening.paddedSize());
}

void BlockSums::finish()
{
    placeValues();
    for (Deposit& deposit : m_deposits) {
        m_broadening.broadenDeposit(deposit.memory.data(), m_ofBlock[static_cast<std::size_t>(deposit.block)]);
        m_workspace.putBack(std::move(deposit.memory));
    }
    m_deposits.clear();
    for (std::size_t block = 0; block < m_ofBlock.size(); ++block)
        if (const auto inside = values(static_cast<int>(block)); !inside.empty())
            m_weight.inside += sumOf(inside.data(), inside.size());
}

std::span<const double> BlockSums::values(int block) const
{
    const double* padded = m_ofBlock[static_cast<std::size_t>(block)];
    return padded ? std::span(padded + m_broadening.paddingBefore(), static_cast<std::size_t>(m_broadening.bins().n))
                  : std::span<const double>();
}

} // namespace mbtr
