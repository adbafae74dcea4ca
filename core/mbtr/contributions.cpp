#include "core/mbtr/contributions.h"

#include "core/mbtr/block_targets.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/normalization.h"
#include "core/mbtr/prepared_structure.h"
#include "core/mbtr/selected_tuples.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <memory>
#include <numbers>

namespace mbtr {

namespace {

constexpr double kReach = 8; // sigma

/// Lists the tuples of some of a structure's element combinations that reach the bins.
class Lister : public TupleSink {
public:
    /// coefficients: of each bin from beginBin on; empty: all 1.
    Lister(const Layout& layout, const Block& block, int beginBin, int endBin, std::vector<double> factors, std::span<const double> coefficients)
        : m_block(block)
        , m_sigma(layout.settings.terms[static_cast<std::size_t>(block.term)].sigma)
        , m_left(layout.bins[static_cast<std::size_t>(block.term)].left + beginBin * layout.bins[static_cast<std::size_t>(block.term)].step)
        , m_right(layout.bins[static_cast<std::size_t>(block.term)].left + endBin * layout.bins[static_cast<std::size_t>(block.term)].step)
        , m_factors(std::move(factors))
        , m_coefficients(coefficients)
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
    /// The combinations that add to the block.
    std::vector<char> blocks() const
    {
        std::vector<char> wanted;
        for (const double factor : m_factors)
            wanted.push_back(factor != 0);
        return wanted;
    }
    std::vector<TupleContribution> tuples;

private:
    void add(const TupleBatch& batch, int t, double factor)
    {
        const double g = batch.g[t];
        const bool halved = m_block.k % 2 == 0 && batch.share[t] == 0.5; // met from both ends, listed once
        const double weight = halved ? 2 * batch.w[t] : batch.w[t];
        tuples.push_back({sitesOf(batch, t, m_block.k), g, weight, weight * mass(g) * factor});
    }
    /// Of a Gaussian at g in the bins, each times its coefficient.
    double mass(double g) const
    {
        const double scale = 1 / (m_sigma * std::numbers::sqrt2);
        if (m_coefficients.empty())
            return (std::erf((m_right - g) * scale) - std::erf((m_left - g) * scale)) / 2;
        const auto count = static_cast<int>(m_coefficients.size());
        const double step = (m_right - m_left) / count;
        const int first = static_cast<int>(std::clamp((g - kReach * m_sigma - m_left) / step, 0.0, double(count)));
        const int last = static_cast<int>(std::clamp(std::ceil((g + kReach * m_sigma - m_left) / step), 0.0, double(count)));
        double sum = 0;
        double below = std::erf((m_left + first * step - g) * scale);
        for (int m = first; m < last; ++m) {
            const double above = std::erf((m_left + (m + 1) * step - g) * scale);
            sum += m_coefficients[static_cast<std::size_t>(m)] * (above - below) / 2;
            below = above;
        }
        return sum;
    }

    const Block& m_block;
    double m_sigma;
    double m_left, m_right; ///< edges of the bins together
    std::vector<double> m_factors; ///< of each of the structure's combinations to the block
    std::span<const double> m_coefficients;
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

std::vector<char> marked(const Structure& structure, std::span<const int> atoms)
{
    std::vector<char> marks(structure.species.size(), 0);
    for (const int atom : atoms)
        marks[static_cast<std::size_t>(atom)] = 1;
    return marks;
}

/// Hands on the tuples that contain all of the atoms.
class WithAllAtoms : public TupleSink {
public:
    WithAllAtoms(TupleSink& sink, int k, std::span<const int> atoms)
        : m_sink(sink)
        , m_k(k)
        , m_atoms(atoms)
        , m_batch(std::make_unique<TupleBatch>())
    {
    }
    void take(const TupleBatch& batch) override
    {
        *m_batch = batch;
        for (int t = 0; t < batch.count; ++t)
            if (const auto sites = sitesOf(batch, t, m_k); !hasAll(std::span(sites).first(static_cast<std::size_t>(m_k))))
                m_batch->w[static_cast<std::size_t>(t)] = 0;
        m_sink.take(*m_batch);
    }

private:
    bool hasAll(std::span<const TupleSite> sites) const
    {
        return std::all_of(m_atoms.begin(), m_atoms.end(), [&](int atom) {
            return std::any_of(sites.begin(), sites.end(), [atom](const TupleSite& site) { return site.atom == atom; });
        });
    }

    TupleSink& m_sink;
    int m_k;
    std::span<const int> m_atoms;
    std::unique_ptr<TupleBatch> m_batch;
};

} // namespace

Contributions contributionsTo(const Structure& structure, std::shared_ptr<const Layout> layout, int block, int beginBin,
                              int endBin, Progress& progress, std::span<const double> coefficients)
{
    assert(coefficients.empty() || static_cast<int>(coefficients.size()) == endBin - beginBin);
    const Block& wanted = layout->blocks[static_cast<std::size_t>(block)];
    requireBins(*layout, block, beginBin, endBin);
    const auto term = static_cast<std::size_t>(wanted.term);
    const PreparedStructure prepared(structure, *layout);
    const double factor = blockFactor(*layout, wanted, structure) / normOf(structure, layout, progress);
    Lister lister(*layout, wanted, beginBin, endBin, factorsTo(block, prepared, *layout, factor), coefficients);
    const ReadyWeighting weighting = prepared.weighting(term);
    sumSelectedTuples(prepared.context(term, weighting, progress), {.blocks = lister.blocks()}, lister);

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
    const bool all = involving == Involving::AllAtoms;
    // A tuple with all of the atoms is one with the first.
    const TupleSelection selection {.atoms = marked(structure, all ? atoms.first(std::min<std::size_t>(1, atoms.size())) : atoms)};
    MbtrTensor tensor = sumMbtr(structure, layout, progress, [&](const TermContext& context, TupleSink& sink) {
        WithAllAtoms filtered(sink, context.term.k, atoms);
        sumSelectedTuples(context, selection, all ? filtered : sink);
    });
    scaleBlocks(tensor, structure, norm);
    return tensor;
}

} // namespace mbtr
