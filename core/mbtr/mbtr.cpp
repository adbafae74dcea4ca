#include "core/mbtr/mbtr.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/mbtr/normalization.h"
#include "core/mbtr/sums/batch_math.h"
#include "core/mbtr/sums/block_sums.h"
#include "core/mbtr/sums/block_targets.h"
#include "core/mbtr/sums/prepared_structure.h"

#include <algorithm>
#include <cmath>
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

/// What the norm of the whole vector is compared with.
void measure(MbtrTensor& tensor, const std::vector<BlockShare>& shares, const BlockSums& sums)
{
    double largest = 0;
    for (const BlockShare& share : shares) {
        largest = std::max(largest, std::abs(share.factor));
        for (const double value : sums.values(share.source))
            tensor.summedFrom += std::abs(share.factor * value);
    }
    tensor.rounding += largest * sums.rounding();
}

void requireFinite(std::span<const double> values, const Structure& structure, std::size_t term, const TermSettings& settings)
{
    if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); }))
        throw NumericalError("structure " + inQuotes(structure.name) + ": term " + std::to_string(term) + " ("
                             + std::string(info(settings.geometry).name) + ", weighting "
                             + std::string(info(settings.weighting.function).name) + ") gives numbers that are not finite");
}

/// How many parts the atoms of a structure are summed in. Never by the number of threads: the result must not depend on it.
int partCount(const TupleSums& tuples, int atoms, double bytes, TupleScratch& scratch)
{
    const double wanted = std::min({tuples.tupleCount(scratch) / kTuplesPerPart, kMostParts, 1.0 * atoms, kMostBytes / bytes});
    return std::max(1, static_cast<int>(wanted));
}

void sumAll(BlockSums& sums, const TermContext& context, SumsWorkspace& workspace, const Broadening& broadening)
{
    const TupleSums tuples(context);
    const int atoms = context.structure.atomCount();
    const int parts = partCount(tuples, atoms, sums.mostBytes(), workspace.tuples());
    const auto begin = [&](int part) { return static_cast<int>(static_cast<long>(atoms) * part / parts); };
    if (parts == 1) {
        tuples.sum(0, atoms, workspace.tuples(), sums);
    } else {
        std::vector<std::unique_ptr<PartOfSums>> all(static_cast<std::size_t>(parts));
        // Isolated: a thread that waits here must not begin another structure with the same workspace.
        tbb::this_task_arena::isolate([&] {
            tbb::parallel_for(0, parts, [&](int part) {
                auto& own = all[part];
                own = std::make_unique<PartOfSums>(broadening, context.blocks.size());
                tuples.sum(begin(part), begin(part + 1), own->workspace.tuples(), own->sums);
            });
        });
        for (const auto& part : all)
            sums.add(std::move(part->sums));
    }
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
    MbtrTensor tensor(const TupleSource& source)
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
            addTerm(t, source, tensor);
        return tensor;
    }

private:
    void addTerm(std::size_t t, const TupleSource& source, MbtrTensor& tensor)
    {
        const ReadyWeighting weighting = m_prepared.weighting(t);
        BlockSums sums(*m_layout.broadenings[t], m_prepared.blocks(t).size(), m_workspace);
        const TermContext context = m_prepared.context(t, weighting, m_progress);
        if (source)
            source(context, sums);
        else
            sumAll(sums, context, m_workspace, *m_layout.broadenings[t]);
        sums.finish();
        tensor.weights.push_back(sums.weight());
        const std::size_t before = tensor.values.size();
        append(tensor, m_shares[t], sums, std::vector<double>(static_cast<std::size_t>(m_layout.bins[t].n), 0.0));
        if (dividesByNorm(m_layout.settings))
            measure(tensor, m_shares[t], sums);
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
                   const TupleSource& source)
{
    MbtrTensor tensor = StructureSums(structure, *layout, workspace, progress).tensor(source);
    tensor.layout = std::move(layout);
    return tensor;
}

} // namespace

MbtrTensor sumMbtr(const Structure& structure, std::shared_ptr<const Layout> layout, Progress& progress,
                   const TupleSource& source)
{
    SumsWorkspace workspace;
    return sumWith(workspace, structure, std::move(layout), progress, source);
}

MbtrTensor computeMbtr(const Structure& structure, std::shared_ptr<const Layout> layout, SumsWorkspace& workspace,
                       Progress& progress)
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
