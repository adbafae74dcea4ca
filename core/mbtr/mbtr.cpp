#include "core/mbtr/mbtr.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/mbtr/batch_math.h"
#include "core/mbtr/block_sums.h"
#include "core/mbtr/block_targets.h"
#include "core/mbtr/normalization.h"
#include "core/mbtr/prepared_structure.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <span>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

namespace mbtr {

namespace {

constexpr double kTuplesPerPart = 2e5; // about a millisecond
constexpr double kMostParts = 32;
constexpr double kMostBytes = 256e6; // of all parts together

struct PartOfSums {
    PartOfSums(const Broadening& broadening, int blockCount)
        : sums(broadening, blockCount, workspace)
    {
    }
    SumsWorkspace workspace;
    BlockSums sums;
};

bool isFirst(const std::vector<BlockShare>& shares, std::size_t i)
{
    return i == 0 || shares[i].block != shares[i - 1].block;
}

void append(MbtrTensor& tensor, const std::vector<BlockShare>& shares, const BlockSums& sums, const std::vector<double>& noTuples)
{
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const auto found = sums.values(shares[i].source);
        if (isFirst(shares, i)) {
            tensor.blocks.push_back(shares[i].block);
            const auto values = found.empty() ? std::span<const double>(noTuples) : found;
            tensor.values.insert(tensor.values.end(), values.begin(), values.end());
            tensor.offsets.push_back(tensor.values.size());
            scale(shares[i].factor, values.size(), tensor.values.data() + tensor.values.size() - values.size());
        } else if (!found.empty()) {
            addScaled(shares[i].factor, found.data(), found.size(), tensor.values.data() + tensor.values.size() - found.size());
        }
    }
}

void requireFinite(std::span<const double> values, const Structure& structure, std::size_t term, const TermSettings& settings)
{
    if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); }))
        throw NumericalError("structure " + inQuotes(structure.name) + ": term " + std::to_string(term) + " ("
                             + std::string(info(settings.geometry).name) + ", weighting "
                             + std::string(info(settings.weighting.function).name) + ") gives numbers that are not finite");
}

/// Hands batches on after the filter has been at them.
class FilteredSums : public TupleSink {
public:
    FilteredSums(BlockSums& sums, int k, const std::function<void(TupleBatch&, int)>& filter)
        : m_sums(sums)
        , m_k(k)
        , m_filter(filter)
        , m_batch(std::make_unique<TupleBatch>())
    {
    }
    void take(const TupleBatch& batch) override
    {
        *m_batch = batch;
        m_filter(*m_batch, m_k);
        m_sums.take(*m_batch);
    }

private:
    BlockSums& m_sums;
    int m_k;
    const std::function<void(TupleBatch&, int)>& m_filter;
    std::unique_ptr<TupleBatch> m_batch;
};

using Filter = std::function<void(TupleBatch&, int)>;

void sumPart(BlockSums& sums, const TupleSums& tuples, int begin, int end, int k, TupleScratch& scratch, const Filter& filter)
{
    if (filter) {
        FilteredSums filtered(sums, k, filter);
        tuples.sum(begin, end, scratch, filtered);
    } else {
        tuples.sum(begin, end, scratch, sums);
    }
}

/// How many parts the atoms of a structure are summed in. Never by the number of threads: the result must not depend on it.
int partCount(const TupleSums& tuples, int atoms, double bytes, TupleScratch& scratch)
{
    const double wanted = std::min({tuples.tupleCount(scratch) / kTuplesPerPart, kMostParts, 1.0 * atoms, kMostBytes / bytes});
    return std::max(1, static_cast<int>(wanted));
}

void sumInto(BlockSums& sums, const TermContext& context, SumsWorkspace& workspace, const Broadening& broadening, const Filter& filter)
{
    const TupleSums tuples(context);
    const int atoms = context.structure.atomCount();
    const int parts = partCount(tuples, atoms, sums.mostBytes(), workspace.tuples());
    const auto begin = [&](int part) { return static_cast<int>(static_cast<long>(atoms) * part / parts); };
    if (parts == 1) {
        sumPart(sums, tuples, 0, atoms, context.term.k, workspace.tuples(), filter);
    } else {
        std::vector<std::unique_ptr<PartOfSums>> all(static_cast<std::size_t>(parts));
        // Isolated: a thread that waits here must not begin another structure with the same workspace.
        tbb::this_task_arena::isolate([&] {
            tbb::parallel_for(0, parts, [&](int part) {
                auto& own = all[static_cast<std::size_t>(part)];
                own = std::make_unique<PartOfSums>(broadening, context.blocks.size());
                sumPart(own->sums, tuples, begin(part), begin(part + 1), context.term.k, own->workspace.tuples(), filter);
            });
        });
        for (const auto& part : all)
            sums.add(std::move(part->sums));
    }
    sums.finish();
}

/// What the terms of a structure add up to, before normalisation.
class StructureSums {
public:
    StructureSums(const Structure& structure, const Layout& layout, SumsWorkspace& workspace, Progress& progress)
        : m_structure(structure)
        , m_layout(layout)
        , m_workspace(workspace)
        , m_progress(progress)
        , m_prepared(structure, layout)
    {
    }
    MbtrTensor tensor(const Filter& filter)
    {
        std::size_t blocks = 0, values = 0;
        for (std::size_t t = 0; t < m_layout.settings.terms.size(); ++t) {
            m_shares.push_back(blockShares(m_layout, t, m_prepared.species(), m_prepared.blocks(t), m_prepared.isCrystal()));
            blocks += m_shares[t].size();
            values += m_shares[t].size() * static_cast<std::size_t>(m_layout.bins[t].n);
        }
        MbtrTensor tensor;
        tensor.blocks.reserve(blocks);
        tensor.values.reserve(values);
        tensor.offsets.reserve(blocks + 1);
        tensor.offsets.push_back(0);
        for (std::size_t t = 0; t < m_layout.settings.terms.size(); ++t)
            addTerm(t, filter, tensor);
        return tensor;
    }

private:
    void addTerm(std::size_t t, const Filter& filter, MbtrTensor& tensor)
    {
        const ReadyWeighting weighting = m_prepared.weighting(t);
        BlockSums sums(*m_layout.broadenings[t], m_prepared.blocks(t).size(), m_workspace);
        sumInto(sums, m_prepared.context(t, weighting, m_progress), m_workspace, *m_layout.broadenings[t], filter);
        tensor.weights.push_back(sums.weight());
        const std::size_t before = tensor.values.size();
        append(tensor, m_shares[t], sums, std::vector<double>(static_cast<std::size_t>(m_layout.bins[t].n), 0.0));
        if (!std::isfinite(sums.weight().inside)) // only then a value can be
            requireFinite(std::span(tensor.values).subspan(before), m_structure, t, m_layout.settings.terms[t]);
    }

    const Structure& m_structure;
    const Layout& m_layout;
    SumsWorkspace& m_workspace;
    Progress& m_progress;
    PreparedStructure m_prepared;
    std::vector<std::vector<BlockShare>> m_shares; ///< of each term
};

MbtrTensor sumWith(SumsWorkspace& workspace, const Structure& structure, std::shared_ptr<const Layout> layout, Progress& progress,
                   const Filter& filter)
{
    MbtrTensor tensor = StructureSums(structure, *layout, workspace, progress).tensor(filter);
    tensor.layout = std::move(layout);
    return tensor;
}

} // namespace

MbtrTensor sumMbtr(const Structure& structure, std::shared_ptr<const Layout> layout, Progress& progress,
                   const std::function<void(TupleBatch&, int)>& filter)
{
    SumsWorkspace workspace;
    return sumWith(workspace, structure, std::move(layout), progress, filter);
}

MbtrTensor computeMbtr(const Structure& structure, std::shared_ptr<const Layout> layout, SumsWorkspace& workspace, Progress& progress)
{
    MbtrTensor tensor = sumWith(workspace, structure, std::move(layout), progress, {});
    normalize(tensor, structure);
    return tensor;
}

MbtrTensor computeMbtr(const Structure& structure, std::shared_ptr<const Layout> layout, Progress& progress)
{
    SumsWorkspace workspace;
    return computeMbtr(structure, std::move(layout), workspace, progress);
}

} // namespace mbtr
