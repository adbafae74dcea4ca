#include "core/mbtr/contributions/contributions.h"

#include "core/mbtr/broadening.h"
#include "core/mbtr/contributions/selected_tuples.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/normalization.h"
#include "core/mbtr/sums/block_targets.h"
#include "core/mbtr/sums/prepared_structure.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <functional>
#include <memory>
#include <numbers>
#include <tbb/parallel_for.h>
#include <tbb/parallel_sort.h>
#include <tbb/task_arena.h>

namespace mbtr {

namespace {

constexpr double kReach = 8; // sigma

/// Lists the tuples of some of a structure's element combinations that reach the bins.
class Lister : public TupleSink {
public:
    /// coefficients: of each bin from beginBin on; empty: all 1.
    Lister(const Layout& layout, const Block& block, int beginBin, int endBin, std::vector<double> factors,
           std::span<const double> coefficients)
        : m_block(block)
        , m_sigma(layout.broadenings[block.term]->sigma())
        , m_turns(layout.broadenings[block.term]->turns())
        , m_left(layout.bins[block.term].left + beginBin * layout.bins[block.term].step)
        , m_right(layout.bins[block.term].left + endBin * layout.bins[block.term].step)
        , m_factors(std::move(factors))
        , m_coefficients(coefficients)
    {
    }
    void take(const TupleBatch& batch) override
    {
        for (int t = 0; t < batch.count; ++t) {
            const double factor = m_factors[batch.block[t]];
            const double g = batch.g[t];
            const bool reaches = std::ranges::any_of(m_turns, [&](double turn) { return isInReach(g + turn); });
            if (factor != 0 && batch.w[t] != 0 && reaches && isListedOnce(batch, t, m_block.k))
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
        double massOfAll = 0;
        for (const double turn : m_turns)
            massOfAll += mass(g + turn);
        tuples.push_back({sitesOf(batch, t, m_block.k), g, weight, weight * massOfAll * factor});
    }
    bool isInReach(double g) const { return g > m_left - kReach * m_sigma && g < m_right + kReach * m_sigma; }
    /// The mass of a Gaussian at g in the chosen bins, each bin times its coefficient.
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
            sum += m_coefficients[m] * (above - below) / 2;
            below = above;
        }
        return sum;
    }

    const Block& m_block;
    double m_sigma;
    std::span<const double> m_turns; ///< of the layout's broadening
    double m_left, m_right; ///< edges of the bins together
    std::vector<double> m_factors; ///< of each of the structure's combinations to the block
    std::span<const double> m_coefficients;
};

/// Turns tuples round where their elements then stand in the order of the block.
void orient(TupleContribution& tuple, const Structure& structure, const Block& block)
{
    const auto matches = [&](const std::array<TupleSite, 4>& sites) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(block.k); ++i)
            if (structure.species[sites[i].atom] != block.species[i])
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
    const auto term = static_cast<std::size_t>(layout.blocks[block].term);
    std::vector<double> factors(static_cast<std::size_t>(prepared.blocks(term).size()), 0.0);
    for (const BlockShare& share : blockShares(layout, term, prepared.species(), prepared.blocks(term), prepared.isCrystal()))
        if (share.block == block)
            factors[share.source] += share.factor * factor;
    return factors;
}

/// The norm is that of the whole vector: only where the normalisation asks for it.
double normOf(const Structure& structure, const std::shared_ptr<const Layout>& layout, Progress& progress)
{
    const Normalization normalization = layout->settings.normalization;
    if (normalization != Normalization::L2 && normalization != Normalization::Sum)
        return 1;
    return wholeNorm(sumMbtr(structure, layout, progress)).value_or(1);
}

std::vector<char> markAtoms(const Structure& structure, std::span<const int> atoms)
{
    std::vector<char> marks(structure.species.size(), 0);
    for (const int atom : atoms)
        marks[atom] = 1;
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
            if (const auto sites = sitesOf(batch, t, m_k); !hasAll(std::span(sites).first(m_k)))
                m_batch->w[t] = 0;
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

/// Hands on tuples with the share of their places that an atom has.
class ShareOfAtom : public TupleSink {
public:
    ShareOfAtom(TupleSink& sink, int k, int atom)
        : m_sink(sink)
        , m_k(k)
        , m_atom(atom)
        , m_batch(std::make_unique<TupleBatch>())
    {
    }
    void take(const TupleBatch& batch) override
    {
        *m_batch = batch;
        for (int t = 0; t < batch.count; ++t) {
            const auto sites = sitesOf(batch, t, m_k);
            const auto places = std::count_if(sites.begin(), sites.begin() + m_k,
                                              [this](const TupleSite& site) { return site.atom == m_atom; });
            m_batch->w[t] *= static_cast<double>(places) / m_k;
        }
        m_sink.take(*m_batch);
    }

private:
    TupleSink& m_sink;
    int m_k;
    int m_atom;
    std::unique_ptr<TupleBatch> m_batch;
};

/// The number of a tuple in one of the lists.
struct Listed {
    double size = 0; ///< of its share
    std::uint32_t part = 0, number = 0;
    bool operator<(const Listed& other) const
    {
        if (size != other.size)
            return size > other.size;
        return part != other.part ? part < other.part : number < other.number;
    }
};

/// Sorts numbers, not the tuples, which are large.
Contributions heaviestFirst(const std::vector<Lister>& parts, const Structure& structure, const Block& block)
{
    std::vector<Listed> order;
    for (std::uint32_t part = 0; part < parts.size(); ++part)
        for (std::uint32_t number = 0; number < parts[part].tuples.size(); ++number)
            order.push_back({std::abs(parts[part].tuples[number].share), part, number});
    Contributions contributions;
    contributions.tuples.resize(order.size());
    tbb::this_task_arena::isolate([&] {
        tbb::parallel_sort(order.begin(), order.end());
        tbb::parallel_for(std::size_t {0}, order.size(), [&](std::size_t i) {
            contributions.tuples[i] = parts[order[i].part].tuples[order[i].number];
            orient(contributions.tuples[i], structure, block);
        });
    });
    for (const TupleContribution& tuple : contributions.tuples)
        contributions.total += tuple.share;
    return contributions;
}

/// Hands the tuples of a term, of the given combinations, to the sinks: to all, or only to the first.
using Source = std::function<void(const TermContext&, std::vector<char> blocks, const std::vector<TupleSink*>& sinks)>;

Contributions listContributions(const Structure& structure, const std::shared_ptr<const Layout>& layout, int block, int beginBin,
                                int endBin, std::span<const double> coefficients, const Source& source, Progress& progress)
{
    assert(coefficients.empty() || static_cast<int>(coefficients.size()) == endBin - beginBin);
    requireBins(*layout, block, beginBin, endBin);
    const Block& wanted = layout->blocks[block];
    const auto term = static_cast<std::size_t>(wanted.term);
    const PreparedStructure prepared(structure, *layout);
    const double factor = blockFactor(*layout, wanted, structure) / normOf(structure, layout, progress);
    const std::vector<double> factors = factorsTo(block, prepared, *layout, factor);
    const ReadyWeighting weighting = prepared.weighting(term);
    const TermContext context = prepared.context(term, weighting, progress);
    std::vector<Lister> parts(static_cast<std::size_t>(partsOf(context)),
                              Lister(*layout, wanted, beginBin, endBin, factors, coefficients));
    std::vector<TupleSink*> sinks;
    for (Lister& part : parts)
        sinks.push_back(&part);
    source(context, parts.front().blocks(), sinks);
    return heaviestFirst(parts, structure, wanted);
}

/// Tuples with one of the atoms, or with all of them.
void sumTuplesOf(const TermContext& context, std::span<const int> atoms, const Structure& structure, Involving involving,
                 std::vector<char> blocks, TupleSink& sink)
{
    const bool all = involving == Involving::AllAtoms;
    // A tuple with all of the atoms is one with the first.
    const auto wanted = all ? atoms.first(std::min<std::size_t>(1, atoms.size())) : atoms;
    WithAllAtoms filtered(sink, context.term.k, atoms);
    sumSelectedTuples(context, {.atoms = markAtoms(structure, wanted), .blocks = std::move(blocks)}, all ? filtered : sink);
}

} // namespace

Contributions contributionsTo(const Structure& structure, std::shared_ptr<const Layout> layout, int block, int beginBin,
                              int endBin, Progress& progress, std::span<const double> coefficients)
{
    return listContributions(
        structure, layout, block, beginBin, endBin, coefficients,
        [](const TermContext& context, std::vector<char> blocks, const std::vector<TupleSink*>& sinks) {
            sumSelectedTuples(context, {.blocks = std::move(blocks)}, sinks);
        },
        progress);
}

Contributions contributionsOfAtoms(const Structure& structure, std::shared_ptr<const Layout> layout, int block, int beginBin,
                                   int endBin, std::span<const int> atoms, Involving involving, Progress& progress)
{
    return listContributions(
        structure, layout, block, beginBin, endBin, {},
        [&](const TermContext& context, std::vector<char> blocks, const std::vector<TupleSink*>& sinks) {
            sumTuplesOf(context, atoms, structure, involving, std::move(blocks), *sinks.front());
        },
        progress);
}

MbtrTensor computeMbtrOfAtoms(const Structure& structure, std::shared_ptr<const Layout> layout, std::span<const int> atoms,
                              Involving involving, Progress& progress)
{
    const double norm = normOf(structure, layout, progress);
    MbtrTensor tensor = sumMbtr(structure, layout, progress, [&](const TermContext& context, TupleSink& sink) {
        sumTuplesOf(context, atoms, structure, involving, {}, sink);
    });
    scaleBlocks(tensor, structure, norm);
    return tensor;
}

MbtrTensor computeMbtrShareOfAtom(const Structure& structure, std::shared_ptr<const Layout> layout, int atom, Progress& progress)
{
    const double norm = normOf(structure, layout, progress);
    const TupleSelection selection {.atoms = markAtoms(structure, std::array {atom})};
    MbtrTensor tensor = sumMbtr(structure, layout, progress, [&](const TermContext& context, TupleSink& sink) {
        ShareOfAtom share(sink, context.term.k, atom);
        sumSelectedTuples(context, selection, share);
    });
    scaleBlocks(tensor, structure, norm);
    return tensor;
}

} // namespace mbtr
