#include "core/mbtr/projected_gradient.h"

#include "core/mbtr/block_targets.h"
#include "core/mbtr/broadening.h"
#include "core/mbtr/gradient_math.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/normalization.h"
#include "core/mbtr/prepared_structure.h"
#include "core/mbtr/projection_math.h"
#include "core/mbtr/selected_tuples.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace mbtr {

namespace {

/// Weights of the bins of a block; empty: all zero.
using BlockWeights = std::function<std::vector<double>(int block)>;

/// Sums projected derivatives of the tuples of one term.
class ProjectedSums : public TupleSink {
public:
    ProjectedSums(const TermContext& context, const Broadening& broadening, std::vector<std::vector<double>> weights, ProjectedGradient& out)
        : m_context(context)
        , m_broadening(broadening)
        , m_table(broadening.responses())
        , m_weights(std::move(weights))
        , m_projections(m_weights.size(), nullptr)
        , m_gradients(std::make_unique_for_overwrite<GradientBatch>())
        , m_projected(std::make_unique_for_overwrite<Projected>())
        , m_out(out)
    {
        for (std::size_t block = 0; block < m_weights.size() && m_table.exists(); ++block)
            if (!m_weights[block].empty())
                project(block);
    }
    void take(const TupleBatch& batch) override
    {
        const int k = m_context.term.k;
        m_projected->count = 0;
        for (int t = 0; t < batch.count; ++t)
            if (countsInGradient(batch, t, m_context.weighting))
                m_projected->tuples[static_cast<std::size_t>(m_projected->count++)] = t;
        if (m_table.exists())
            projectTuples(m_table, batch, m_projections.data(), *m_projected);
        else
            projectDirectly(batch);
        for (int n = 0; n < m_projected->count; ++n) {
            const auto t = static_cast<std::size_t>(m_projected->tuples[static_cast<std::size_t>(n)]);
            value += batch.w[t] * m_projected->mass[t];
        }
        if (k == 1 || m_projected->count == 0)
            return; // nothing moves
        evaluateGradients(batch, k, m_context.term.geometry, m_context.weighting, *m_gradients);
        addProjected(*m_gradients, k, *m_projected, m_out.positions.data(), strain.data());
    }
    double value = 0;
    std::array<double, 6> strain {}; ///< as GradientBatch::Strain

private:
    void project(std::size_t block)
    {
        AlignedValues padded = zeros(static_cast<std::size_t>(m_table.paddedSize()));
        std::copy(m_weights[block].begin(), m_weights[block].end(), padded.begin() + 2 * m_table.reachBins);
        m_storage.emplace_back(static_cast<std::size_t>(m_table.cellCount() * kProjectionSize));
        projectTable(m_table, padded.data(), m_storage.back().data());
        m_projections[block] = m_storage.back().data();
    }
    /// Without the table.
    void projectDirectly(const TupleBatch& batch)
    {
        const auto bins = static_cast<std::size_t>(m_broadening.bins().n);
        std::vector<double> mass(bins), slope(bins);
        for (int n = 0; n < m_projected->count; ++n) {
            const auto t = static_cast<std::size_t>(m_projected->tuples[static_cast<std::size_t>(n)]);
            const auto& weights = m_weights[static_cast<std::size_t>(batch.block[t])];
            const auto stretch = m_broadening.massAndSlope(batch.g[t], mass, slope);
            const int count = weights.empty() ? 0 : stretch.count;
            m_projected->mass[t] = std::inner_product(mass.begin(), mass.begin() + count, weights.begin() + (count ? stretch.first : 0), 0.0);
            m_projected->slope[t] = std::inner_product(slope.begin(), slope.begin() + count, weights.begin() + (count ? stretch.first : 0), 0.0);
        }
    }

    const TermContext& m_context;
    const Broadening& m_broadening;
    const ResponseTable& m_table;
    std::vector<std::vector<double>> m_weights; ///< of the structure's combinations
    std::vector<AlignedValues> m_storage;
    std::vector<const double*> m_projections;
    std::unique_ptr<GradientBatch> m_gradients;
    std::unique_ptr<Projected> m_projected;
    ProjectedGradient& m_out;
};

/// Weights of blocks of the layout become weights of the structure's own combinations; empty: all zero.
std::vector<std::vector<double>> weightsOfSources(const std::vector<BlockShare>& shares, const BlockWeights& weightsOf, int sources)
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
        ProjectedSums sums(context, *layout.broadenings[t], std::move(weights), gradient);
        sumSelectedTuples(context, selection, sums);
        gradient.value += sums.value;
        gradient.strain += symmetric(sums.strain);
        if (layout.settings.normalization == Normalization::ValleOganov && (context.term.k == 2 || context.term.k == 3))
            gradient.strain.diagonal().array() += sums.value; // the volume grows
    }
    return gradient;
}

/// With l2 and sum the weights of all features change with the whole vector: f = s / N(s), so that d(v.f) = u.ds.
ProjectedGradient projectNormalized(const Structure& structure, const std::shared_ptr<const Layout>& layout, const BlockWeights& weightsOf,
                                    Progress& progress)
{
    MbtrTensor tensor = sumMbtr(structure, layout, progress);
    const double norm = wholeNorm(layout->settings, tensor.values);
    std::vector<double> weights(tensor.values.size(), 0.0);
    for (std::size_t i = 0; i < tensor.blocks.size(); ++i) {
        const auto ofBlock = weightsOf(tensor.blocks[i]);
        std::copy(ofBlock.begin(), ofBlock.end(), weights.begin() + static_cast<std::ptrdiff_t>(tensor.offsets[i]));
    }
    const double value = std::inner_product(weights.begin(), weights.end(), tensor.values.begin(), 0.0) / norm;
    const bool isL2 = layout->settings.normalization == Normalization::L2;
    for (std::size_t v = 0; v < weights.size(); ++v)
        weights[v] = (weights[v] - value * (isL2 ? tensor.values[v] / norm : 1)) / norm;
    ProjectedGradient gradient = project(structure, *layout, [&](int block) {
        const auto i = static_cast<std::size_t>(std::lower_bound(tensor.blocks.begin(), tensor.blocks.end(), block) - tensor.blocks.begin());
        return std::vector(weights.begin() + static_cast<std::ptrdiff_t>(tensor.offsets[i]), weights.begin() + static_cast<std::ptrdiff_t>(tensor.offsets[i + 1]));
    }, progress);
    gradient.value = value;
    return gradient;
}

ProjectedGradient projectAny(const Structure& structure, const std::shared_ptr<const Layout>& layout, const BlockWeights& weightsOf, Progress& progress)
{
    const Normalization normalization = layout->settings.normalization;
    if (normalization == Normalization::L2 || normalization == Normalization::Sum)
        return projectNormalized(structure, layout, weightsOf, progress);
    return project(structure, *layout, [&](int block) {
        auto weights = weightsOf(block);
        const double factor = blockFactor(*layout, layout->blocks[static_cast<std::size_t>(block)], structure);
        for (double& weight : weights)
            weight *= factor;
        return weights;
    }, progress);
}

} // namespace

ProjectedGradient projectGradient(const Structure& structure, std::shared_ptr<const Layout> layout, std::span<const double> weights,
                                  Progress& progress)
{
    return projectAny(structure, layout, [&](int index) {
        const Block& block = layout->blocks[static_cast<std::size_t>(index)];
        const auto ofBlock = weights.subspan(static_cast<std::size_t>(block.begin), static_cast<std::size_t>(layout->binCount(block)));
        return std::vector(ofBlock.begin(), ofBlock.end());
    }, progress);
}

ProjectedGradient gradientOfBins(const Structure& structure, std::shared_ptr<const Layout> layout, int block, int beginBin, int endBin,
                                 Progress& progress)
{
    requireBins(*layout, block, beginBin, endBin);
    return projectAny(structure, layout, [&](int index) {
        std::vector<double> weights;
        if (index == block) {
            weights.resize(static_cast<std::size_t>(layout->binCount(layout->blocks[static_cast<std::size_t>(block)])), 0.0);
            std::fill(weights.begin() + beginBin, weights.begin() + endBin, 1.0);
        }
        return weights;
    }, progress);
}

} // namespace mbtr
