#include "core/mbtr/contributions.h"

#include "core/base/error.h"
#include "core/mbtr/block_targets.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/normalization.h"
#include "core/mbtr/prepared_structure.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace mbtr {

namespace {

constexpr double kReach = 8; // sigma

/// Lists the tuples of some of a structure's element combinations that reach the bins.
class Lister : public TupleSink {
public:
    Lister(const Layout& layout, const Block& block, int beginBin, int endBin, std::vector<double> factors)
        : m_block(block)
        , m_sigma(layout.settings.terms[static_cast<std::size_t>(block.term)].sigma)
        , m_left(layout.bins[static_cast<std::size_t>(block.term)].left + beginBin * layout.bins[static_cast<std::size_t>(block.term)].step)
        , m_right(layout.bins[static_cast<std::size_t>(block.term)].left + endBin * layout.bins[static_cast<std::size_t>(block.term)].step)
        , m_factors(std::move(factors))
    {
    }
    void take(const TupleBatch& batch) override
    {
        for (int t = 0; t < batch.count; ++t) {
            const double factor = m_factors[static_cast<std::size_t>(batch.block[t])];
            const double g = batch.g[t];
            if (factor != 0 && batch.w[t] != 0 && g > m_left - kReach * m_sigma && g < m_right + kReach * m_sigma
                && isListedOnce(batch, t, m_block.k))
                add(batch, t, factor);
        }
    }
    std::vector<TupleContribution> tuples;

private:
    void add(const TupleBatch& batch, int t, double factor)
    {
        const double g = batch.g[t];
        const bool halved = m_block.k % 2 == 0 && batch.share[t] == 0.5; // met from both ends, listed once
        const double weight = halved ? 2 * batch.w[t] : batch.w[t];
        const double scale = 1 / (m_sigma * std::numbers::sqrt2);
        const double mass = (std::erf((m_right - g) * scale) - std::erf((m_left - g) * scale)) / 2;
        tuples.push_back({sitesOf(batch, t, m_block.k), g, weight, weight * mass * factor});
    }

    const Block& m_block;
    double m_sigma;
    double m_left, m_right; ///< edges of the bins together
    std::vector<double> m_factors; ///< of each of the structure's combinations to the block
};

/// Turns tuples round where their elements then stand in the order of the block.
void orient(TupleContribution& tuple, const Structure& structure, const Block& block)
{
    const auto matches = [&](const std::array<TupleSite, 4>& sites) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(block.k); ++i)
            if (structure.species[static_cast<std::size_t>(sites[i].atom)] != block.species[i])
                return false;
        return true;
    };
    auto turned = tuple.sites;
    std::reverse(turned.begin(), turned.begin() + block.k);
    if (!matches(tuple.sites) && matches(turned))
        tuple.sites = turned;
}

std::vector<double> factorsTo(int block, const PreparedStructure& prepared, const Layout& layout, double factor)
{
    const auto term = static_cast<std::size_t>(layout.blocks[static_cast<std::size_t>(block)].term);
    std::vector<double> factors(static_cast<std::size_t>(prepared.blocks(term).size()), 0.0);
    for (const BlockShare& share : blockShares(layout, term, prepared.species(), prepared.blocks(term), prepared.isCrystal()))
        if (share.block == block)
            factors[static_cast<std::size_t>(share.source)] += share.factor * factor;
    return factors;
}

/// The norm is that of the whole vector: only where the normalisation asks for it.
double normOf(const Structure& structure, const std::shared_ptr<const Layout>& layout, Progress& progress)
{
    const Normalization normalization = layout->settings.normalization;
    if (normalization != Normalization::L2 && normalization != Normalization::Sum)
        return 1;
    return wholeNorm(layout->settings, sumMbtr(structure, layout, progress).values);
}

bool isChosen(std::span<const int> atoms, const TupleSite& site)
{
    return std::find(atoms.begin(), atoms.end(), site.atom) != atoms.end();
}

bool involves(const std::array<TupleSite, 4>& sites, int k, std::span<const int> atoms, Involving involving)
{
    const auto end = sites.begin() + k;
    if (involving == Involving::AnyAtom)
        return std::any_of(sites.begin(), end, [&](const TupleSite& site) { return isChosen(atoms, site); });
    return std::all_of(atoms.begin(), atoms.end(), [&](int atom) {
        return std::any_of(sites.begin(), end, [atom](const TupleSite& site) { return site.atom == atom; });
    });
}

} // namespace

Contributions contributionsTo(const Structure& structure, std::shared_ptr<const Layout> layout, int block, int beginBin,
                              int endBin, Progress& progress)
{
    const Block& wanted = layout->blocks[static_cast<std::size_t>(block)];
    const int bins = layout->binCount(wanted);
    if (beginBin < 0 || endBin > bins || beginBin >= endBin)
        throw SettingsError("range", "must be A:B with 0 <= A < B <= " + std::to_string(bins) + ", is " + std::to_string(beginBin)
                                + ":" + std::to_string(endBin));
    const auto term = static_cast<std::size_t>(wanted.term);
    const PreparedStructure prepared(structure, *layout);
    const double factor = blockFactor(*layout, wanted, structure) / normOf(structure, layout, progress);
    Lister lister(*layout, wanted, beginBin, endBin, factorsTo(block, prepared, *layout, factor));
    const ReadyWeighting weighting = prepared.weighting(term);
    sumTuples(prepared.context(term, weighting, progress), lister);

    Contributions contributions {.tuples = std::move(lister.tuples)};
    std::stable_sort(contributions.tuples.begin(), contributions.tuples.end(),
                     [](const auto& a, const auto& b) { return std::abs(a.share) > std::abs(b.share); });
    for (TupleContribution& tuple : contributions.tuples) {
        orient(tuple, structure, wanted);
        contributions.total += tuple.share;
    }
    return contributions;
}

MbtrTensor computeMbtrOfAtoms(const Structure& structure, std::shared_ptr<const Layout> layout, std::span<const int> atoms,
                              Involving involving, Progress& progress)
{
    const double norm = normOf(structure, layout, progress);
    MbtrTensor tensor = sumMbtr(structure, layout, progress, [&](TupleBatch& batch, int k) {
        for (int t = 0; t < batch.count; ++t)
            if (!involves(sitesOf(batch, t, k), k, atoms, involving))
                batch.w[t] = 0;
    });
    scaleBlocks(tensor, structure, norm);
    return tensor;
}

} // namespace mbtr
