#include "core/mbtr/mbtr_gradient.h"

#include "core/mbtr/block_targets.h"
#include "core/mbtr/broadening.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/normalization.h"
#include "core/mbtr/prepared_structure.h"
#include "core/mbtr/tuple_gradient.h"
#include "core/mbtr/tuple_sites.h"

#include <algorithm>

namespace mbtr {

namespace {

using Eigen::Index;

/// Sums derivatives of the blocks of one term: rows = coordinates of the atoms, then the nine strains.
class GradientSums : public TupleSink {
public:
    GradientSums(const TermContext& context, const Broadening& broadening)
        : m_context(context)
        , m_broadening(broadening)
        , m_bins(broadening.bins().n)
        , m_rows(3 * context.structure.atomCount() + 9)
        , m_values(RowMajorMatrix::Zero(m_rows, static_cast<Index>(context.blocks.size()) * m_bins))
        , m_mass(static_cast<std::size_t>(m_bins))
        , m_slope(static_cast<std::size_t>(m_bins))
    {
    }
    void take(const TupleBatch& batch) override
    {
        if (m_context.term.k == 1)
            return; // nothing moves
        for (int t = 0; t < batch.count; ++t)
            if (batch.w[t] != 0)
                add(batch, t);
    }
    /// Row `row` of block `source`.
    auto values(int row, int source) const { return m_values.row(row).segment(static_cast<Index>(source) * m_bins, m_bins); }
    int rows() const { return m_rows; }

private:
    void add(const TupleBatch& batch, int t)
    {
        const auto [first, count] = m_broadening.massAndSlope(batch.g[t], m_mass, m_slope);
        if (count == 0)
            return;
        const int k = m_context.term.k;
        const TupleGradient gradient = gradientOf(batch, t, k, m_context.term.geometry, m_context.weighting);
        const auto sites = sitesOf(batch, t, k);
        const Index column = static_cast<Index>(batch.block[t]) * m_bins + first;
        Eigen::Matrix3d strainG = Eigen::Matrix3d::Zero(), strainW = Eigen::Matrix3d::Zero();
        for (std::size_t i = 0; i < static_cast<std::size_t>(k); ++i) {
            for (int axis = 0; axis < 3; ++axis)
                addRow(3 * sites[i].atom + axis, column, count, gradient.w[i][axis], batch.w[t] * gradient.g[i][axis]);
            strainG += gradient.g[i] * gradient.position[i].transpose();
            strainW += gradient.w[i] * gradient.position[i].transpose();
        }
        for (int i = 0; i < 9; ++i)
            addRow(m_rows - 9 + i, column, count, strainW(i / 3, i % 3), batch.w[t] * strainG(i / 3, i % 3));
    }
    void addRow(int row, Index column, int count, double ofWeight, double ofValue)
    {
        double* out = &m_values(row, column);
        for (int m = 0; m < count; ++m)
            out[m] += ofWeight * m_mass[static_cast<std::size_t>(m)] + ofValue * m_slope[static_cast<std::size_t>(m)];
    }

    const TermContext& m_context;
    const Broadening& m_broadening;
    int m_bins;
    int m_rows;
    RowMajorMatrix m_values;
    std::vector<double> m_mass, m_slope; ///< of the bins in reach of one tuple
};

/// Adds the derivatives of a term's blocks to the columns where the tensor has these blocks.
void collect(const GradientSums& sums, const std::vector<BlockShare>& shares, const MbtrTensor& tensor, RowMajorMatrix& all)
{
    for (const BlockShare& share : shares) {
        const auto stored = std::lower_bound(tensor.blocks.begin(), tensor.blocks.end(), share.block) - tensor.blocks.begin();
        const auto offset = static_cast<Index>(tensor.offsets[static_cast<std::size_t>(stored)]);
        for (int row = 0; row < sums.rows(); ++row) {
            const auto values = sums.values(row, share.source);
            all.row(row).segment(offset, values.size()) += share.factor * values;
        }
    }
}

/// d(f / N) where every block has its own constant factor and N is the norm of the whole vector.
void normalizeGradient(RowMajorMatrix& all, MbtrTensor& tensor, const Structure& structure)
{
    const MbtrSettings& settings = tensor.layout->settings;
    const Eigen::Map<const Eigen::VectorXd> values(tensor.values.data(), static_cast<Index>(tensor.values.size()));
    const double norm = wholeNorm(settings, tensor.values);
    if (settings.normalization == Normalization::L2) {
        const Eigen::VectorXd unit = values / norm;
        const Eigen::VectorXd along = all * unit;
        all.noalias() -= along * unit.transpose();
    } else if (settings.normalization == Normalization::Sum) {
        const Eigen::VectorXd total = all.rowwise().sum();
        all.noalias() -= total * (values / norm).transpose();
    }
    for (std::size_t i = 0; i < tensor.blocks.size(); ++i) {
        const Block& block = tensor.layout->blocks[static_cast<std::size_t>(tensor.blocks[i])];
        const auto begin = static_cast<Index>(tensor.offsets[i]), size = static_cast<Index>(tensor.offsets[i + 1]) - begin;
        all.middleCols(begin, size) *= blockFactor(*tensor.layout, block, structure) / norm;
    }
    normalize(tensor, structure);
}

/// The volume in valle_oganov grows with strain: + f delta_ab for k = 2 and 3.
void addVolumeTerm(RowMajorMatrix& strain, const MbtrTensor& tensor)
{
    if (tensor.layout->settings.normalization != Normalization::ValleOganov)
        return;
    for (std::size_t i = 0; i < tensor.blocks.size(); ++i) {
        const int k = tensor.layout->blocks[static_cast<std::size_t>(tensor.blocks[i])].k;
        for (std::size_t v = tensor.offsets[i]; v < tensor.offsets[i + 1] && (k == 2 || k == 3); ++v)
            for (const int diagonal : {0, 4, 8})
                strain(diagonal, static_cast<Index>(v)) += tensor.values[v];
    }
}

} // namespace

MbtrGradient computeMbtrGradient(const Structure& structure, std::shared_ptr<const Layout> layout, Progress& progress)
{
    MbtrGradient gradient {.tensor = sumMbtr(structure, layout, progress)};
    const Index atoms = 3 * structure.atomCount();
    RowMajorMatrix all = RowMajorMatrix::Zero(atoms + 9, static_cast<Index>(gradient.tensor.values.size()));
    const PreparedStructure prepared(structure, *layout);
    for (std::size_t t = 0; t < layout->settings.terms.size(); ++t) {
        const ReadyWeighting weighting = prepared.weighting(t);
        const TermContext context = prepared.context(t, weighting, progress);
        GradientSums sums(context, *layout->broadenings[t]);
        sumTuples(context, sums);
        collect(sums, blockShares(*layout, t, prepared.species(), prepared.blocks(t), prepared.isCrystal()), gradient.tensor, all);
    }
    normalizeGradient(all, gradient.tensor, structure);
    gradient.positions = all.topRows(atoms);
    gradient.strain = all.bottomRows(9);
    addVolumeTerm(gradient.strain, gradient.tensor);
    return gradient;
}

std::int64_t gradientBytes(const Structure& structure, const Layout& layout)
{
    return static_cast<std::int64_t>(sizeof(double)) * (3 * structure.atomCount() + 9) * layout.featureCount * 3;
}

} // namespace mbtr
