#include "core/mbtr/gradients/projected_gradient.h"

#include "core/mbtr/broadening.h"
#include "core/mbtr/contributions/selected_tuples.h"
#include "core/mbtr/gradients/gradient_math.h"
#include "core/mbtr/gradients/projection_math.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/normalization.h"
#include "core/mbtr/sums/block_targets.h"
#include "core/mbtr/sums/prepared_structure.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>

namespace mbtr {

namespace {

/// Weights of the bins of a block; empty: all zero.
using BlockWeights = std::function<std::vector<double>(int block)>;

/// Weights of the structure's combinations, as the sums need them.
struct SourceWeights {
    SourceWeights(const ResponseTable& table, std::vector<std::vector<double>> weights)
        : plain(std::move(weights))
        , padded(plain.size())
    {
        for (std::size_t block = 0; block < plain.size() && table.exists(); ++block)
            if (!plain[block].empty()) {
                padded[block] = zeros(static_cast<std::size_t>(table.paddedSize()));
                std::copy(plain[block].begin(), plain[block].end(), padded[block].begin() + 2 * table.reachBins);
            }
    }
    std::vector<std::vector<double>> plain; ///< empty: all zero
    std::vector<AlignedValues> padded;
};

/// Sums projected derivatives of the tuples of one term.
class ProjectedSums : public TupleSink {
public:
    ProjectedSums(const TermContext& context, const Broadening& broadening, const SourceWeights& weights)
        : m_context(context)
        , m_broadening(broadening)
        , m_table(broadening.responses())
        , m_weights(weights)
        , m_projections(weights.plain.size())
        , m_lineOfCell(weights.plain.size())
        , m_scratch(std::make_unique_for_overwrite<Scratch>())
    {
        gradient.positions = Eigen::Matrix3Xd::Zero(3, context.structure.atomCount());
        for (std::size_t block = 0; block < m_projections.size(); ++block)
            if (!weights.padded[block].empty()) {
                m_lineOfCell[block].assign(static_cast<std::size_t>(m_table.cellCount()), 0);
                m_projections[block] = {weights.padded[block].data(), m_lineOfCell[block].data()};
            }
    }
    void take(const TupleBatch& batch) override
    {
        forEachTurn(m_broadening, batch, [&](const TupleBatch& turned) { project(batch, turned); });
    }
    ProjectedGradient gradient; ///< without strain
    std::array<double, 6> strain {}; ///< as GradientBatch::Strain

private:
    /// turned: the same tuples at the place on the grid where they are projected.
    void project(const TupleBatch& batch, const TupleBatch& turned)
    {
        const int k = m_context.term.k;
        Projected& projected = m_scratch->projected;
        projected.count = 0;
        for (int t = 0; t < batch.count; ++t)
            if (countsInGradient(batch, t, m_context.weighting))
                projected.tuples[static_cast<std::size_t>(projected.count++)] = t;
        if (m_table.exists())
            projectByTable(turned);
        else
            projectDirectly(turned);
        for (std::size_t n = 0; n < static_cast<std::size_t>(projected.count); ++n)
            gradient.value += batch.w[static_cast<std::size_t>(projected.tuples[n])] * projected.mass[n];
        if (k == 1 || projected.count == 0)
            return; // nothing moves
        pickTuples(batch, projected.tuples.data(), projected.count, m_scratch->picked);
        evaluateProjected(m_scratch->picked, k, m_context.term.geometry, m_context.weighting, projected.mass.data(),
                          projected.slope.data(), m_scratch->gradients);
        addProjected(m_scratch->gradients, k, projected.count, gradient.positions.data(), strain.data());
    }
    struct Scratch {
        Projected projected;
        TupleBatch picked;
        GradientBatch gradients;
    };
    void projectByTable(const TupleBatch& batch)
    {
        const auto needed = static_cast<std::size_t>((m_lineCount + batch.count) * kProjectionSize);
        if (m_lines.size() < needed)
            m_lines.resize(2 * needed);
        projectTuples(m_table, batch, m_projections.data(), m_lines.data(), m_lineCount, m_scratch->projected);
    }
    /// For widths that are so small or large that the table of responses does not exist.
    void projectDirectly(const TupleBatch& batch)
    {
        Projected& projected = m_scratch->projected;
        const auto bins = static_cast<std::size_t>(m_broadening.bins().n);
        std::vector<double> mass(bins), slope(bins);
        for (std::size_t n = 0; n < static_cast<std::size_t>(projected.count); ++n) {
            const auto t = static_cast<std::size_t>(projected.tuples[n]);
            const auto& weights = m_weights.plain[static_cast<std::size_t>(batch.block[t])];
            const auto stretch = m_broadening.massAndSlope(batch.g[t], mass, slope);
            const int count = weights.empty() ? 0 : stretch.count;
            projected.mass[n]
                = std::inner_product(mass.begin(), mass.begin() + count, weights.begin() + (count ? stretch.first : 0), 0.0);
            projected.slope[n]
                = std::inner_product(slope.begin(), slope.begin() + count, weights.begin() + (count ? stretch.first : 0), 0.0);
        }
    }

    const TermContext& m_context;
    const Broadening& m_broadening;
    const ResponseTable& m_table;
    const SourceWeights& m_weights;
    std::vector<Projection> m_projections;
    std::vector<std::vector<int>> m_lineOfCell; ///< of each block
    AlignedValues m_lines;
    int m_lineCount = 1;
    std::unique_ptr<Scratch> m_scratch;
};

/// Weights of blocks of the layout become weights of the structure's own combinations; empty: all zero.
std::vector<std::vector<double>> weightsOfSources(const std::vector<BlockShare>& shares, const BlockWeights& weightsOf,
                                                  int sources)
{
    std::vector<std::vector<double>> weights(static_cast<std::size_t>(sources));
    std::vector<double> ofBlock;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (i == 0 || shares[i].block != shares[i - 1].block)
            ofBlock = weightsOf(shares[i].block);
        std::vector<double>& source = weights[static_cast<std::size_t>(shares[i].source)];
        if (std::any_of(ofBlock.begin(), ofBlock.end(), [](double weight) { return weight != 0; }))
            source.resize(ofBlock.size(), 0.0);
        for (std::size_t m = 0; m < source.size() && m < ofBlock.size(); ++m)
            source[m] += shares[i].factor * ofBlock[m];
    }
    return weights;
}

std::vector<char> notEmpty(const std::vector<std::vector<double>>& weights)
{
    std::vector<char> wanted;
    for (const auto& ofBlock : weights)
        wanted.push_back(!ofBlock.empty());
    return wanted;
}

Eigen::Matrix3d symmetric(const std::array<double, 6>& six)
{
    Eigen::Matrix3d matrix;
    matrix << six[0], six[3], six[4], six[3], six[1], six[5], six[4], six[5], six[2];
    return matrix;
}

/// Returns the term's part of the value.
double addTerm(const TermContext& context, const TupleSelection& selection, const Broadening& broadening,
               std::vector<std::vector<double>> weights, ProjectedGradient& gradient)
{
    const SourceWeights ofSources(broadening.responses(), std::move(weights));
    std::vector<std::unique_ptr<ProjectedSums>> parts;
    std::vector<TupleSink*> sinks;
    for (int part = 0; part < partsOf(context); ++part) {
        parts.push_back(std::make_unique<ProjectedSums>(context, broadening, ofSources));
        sinks.push_back(parts.back().get());
    }
    sumSelectedTuples(context, selection, sinks);
    double value = 0;
    for (const auto& part : parts) {
        value += part->gradient.value;
        gradient.positions += part->gradient.positions;
        gradient.strain += symmetric(part->strain);
    }
    gradient.value += value;
    return value;
}

/// weightsOf: of the sums before normalisation.
ProjectedGradient project(const Structure& structure, const Layout& layout, const BlockWeights& weightsOf, Progress& progress)
{
    ProjectedGradient gradient {.positions = Eigen::Matrix3Xd::Zero(3, structure.atomCount()), .strain = Eigen::Matrix3d::Zero()};
    const PreparedStructure prepared(structure, layout);
    for (std::size_t t = 0; t < layout.settings.terms.size(); ++t) {
        const auto shares = blockShares(layout, t, prepared.species(), prepared.blocks(t), prepared.isCrystal());
        auto weights = weightsOfSources(shares, weightsOf, prepared.blocks(t).size());
        const TupleSelection selection {.blocks = notEmpty(weights)};
        if (std::count(selection.blocks.begin(), selection.blocks.end(), 1) == 0)
            continue;
        const ReadyWeighting weighting = prepared.weighting(t);
        const TermContext context = prepared.context(t, weighting, progress);
        const double value = addTerm(context, selection, *layout.broadenings[t], std::move(weights), gradient);
        if (layout.settings.normalization == Normalization::ValleOganov && (context.term.k == 2 || context.term.k == 3))
            gradient.strain.diagonal().array() += value; // the volume grows
    }
    return gradient;
}

/// With l2 and sum the weights of all features change with the whole vector: f = s / N(s), so that d(v.f) = u.ds.
ProjectedGradient projectNormalized(const Structure& structure, const std::shared_ptr<const Layout>& layout,
                                    const BlockWeights& weightsOf, Progress& progress)
{
    MbtrTensor tensor = sumMbtr(structure, layout, progress);
    const std::optional<double> norm = wholeNorm(tensor);
    if (!norm)
        return project(structure, *layout, weightsOf, progress);
    std::vector<double> weights(tensor.values.size(), 0.0);
    for (std::size_t i = 0; i < tensor.blocks.size(); ++i) {
        const auto ofBlock = weightsOf(tensor.blocks[i]);
        std::copy(ofBlock.begin(), ofBlock.end(), weights.begin() + static_cast<std::ptrdiff_t>(tensor.offsets[i]));
    }
    const double value = std::inner_product(weights.begin(), weights.end(), tensor.values.begin(), 0.0) / *norm;
    const bool isL2 = layout->settings.normalization == Normalization::L2;
    for (std::size_t v = 0; v < weights.size(); ++v)
        weights[v] = (weights[v] - value * (isL2 ? tensor.values[v] / *norm : 1)) / *norm;
    ProjectedGradient gradient = project(
        structure, *layout,
        [&](int block) {
            const auto i = static_cast<std::size_t>(std::lower_bound(tensor.blocks.begin(), tensor.blocks.end(), block)
                                                    - tensor.blocks.begin());
            return std::vector(weights.begin() + static_cast<std::ptrdiff_t>(tensor.offsets[i]),
                               weights.begin() + static_cast<std::ptrdiff_t>(tensor.offsets[i + 1]));
        },
        progress);
    gradient.value = value;
    return gradient;
}

ProjectedGradient projectAny(const Structure& structure, const std::shared_ptr<const Layout>& layout,
                             const BlockWeights& weightsOf, Progress& progress)
{
    const Normalization normalization = layout->settings.normalization;
    if (normalization == Normalization::L2 || normalization == Normalization::Sum)
        return projectNormalized(structure, layout, weightsOf, progress);
    return project(
        structure, *layout,
        [&](int block) {
            auto weights = weightsOf(block);
            const double factor = blockFactor(*layout, layout->blocks[static_cast<std::size_t>(block)], structure);
            for (double& weight : weights)
                weight *= factor;
            return weights;
        },
        progress);
}

} // namespace

ProjectedGradient projectGradient(const Structure& structure, std::shared_ptr<const Layout> layout,
                                  std::span<const double> weights, Progress& progress)
{
    return projectAny(
        structure, layout,
        [&](int index) {
            const Block& block = layout->blocks[static_cast<std::size_t>(index)];
            const auto ofBlock
                = weights.subspan(static_cast<std::size_t>(block.begin), static_cast<std::size_t>(layout->binCount(block)));
            return std::vector(ofBlock.begin(), ofBlock.end());
        },
        progress);
}

ProjectedGradient gradientOfBins(const Structure& structure, std::shared_ptr<const Layout> layout, int block, int beginBin,
                                 int endBin, Progress& progress)
{
    requireBins(*layout, block, beginBin, endBin);
    return projectAny(
        structure, layout,
        [&](int index) {
            std::vector<double> weights;
            if (index == block) {
                weights.resize(static_cast<std::size_t>(layout->binCount(layout->blocks[static_cast<std::size_t>(block)])), 0.0);
                std::fill(weights.begin() + beginBin, weights.begin() + endBin, 1.0);
            }
            return weights;
        },
        progress);
}

} // namespace mbtr
