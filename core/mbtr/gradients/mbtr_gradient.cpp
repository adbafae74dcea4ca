#include "core/mbtr/gradients/mbtr_gradient.h"

#include "core/mbtr/broadening.h"
#include "core/mbtr/gradients/gradient_math.h"
#include "core/mbtr/gradients/gradient_rows.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/normalization.h"
#include "core/mbtr/sums/block_targets.h"
#include "core/mbtr/sums/prepared_structure.h"
#include "core/mbtr/sums/response_table.h"
#include "core/mbtr/sums/tuple_sums.h"

#include <algorithm>
#include <optional>

namespace mbtr {

namespace {

using Eigen::Index;

/// The tuples of a batch whose derivatives count.
struct Counting {
    int count = 0;
    TupleBatch::Indices tuples;

    Counting(const TupleBatch& batch, const ReadyWeighting& weighting)
    {
        for (int t = 0; t < batch.count; ++t) {
            tuples[static_cast<std::size_t>(count)] = t;
            count += countsInGradient(batch, t, weighting);
        }
    }
};

/// Sums derivatives of the blocks of one term: rows = coordinates of the atoms, in a crystal then six of the strain. Only
/// blocks that get a tuple take memory.
class GradientSums : public TupleSink {
public:
    GradientSums(const TermContext& context, const Broadening& broadening)
        : m_context(context)
        , m_broadening(broadening)
        , m_table(broadening.responses())
        , m_atomRows(3 * context.structure.atomCount())
        , m_stride(m_table.exists() ? m_table.paddedSize() : broadening.bins().n)
        , m_before(m_table.exists() ? 2 * m_table.reachBins : 0)
        , m_targets(static_cast<std::size_t>(context.blocks.size()))
        , m_gradients(std::make_unique_for_overwrite<GradientBatch>())
    {
    }
    void take(const TupleBatch& batch) override
    {
        const int k = m_context.term.k;
        const Counting counting(batch, m_context.weighting);
        for (int n = 0; n < counting.count; ++n)
            makeRowsOf(batch.block[static_cast<std::size_t>(counting.tuples[static_cast<std::size_t>(n)])]);
        evaluateGradients(batch, k, m_context.term.geometry, m_context.weighting, *m_gradients);
        forEachTurn(m_broadening, batch, [&](const TupleBatch& turned) {
            if (m_table.exists())
                addToRows(m_table, turned, *m_gradients, k, counting.tuples.data(), counting.count,
                          m_context.crystal ? m_atomRows : -1, m_targets.data());
            else
                for (int n = 0; n < counting.count; ++n)
                    addDirectly(turned, static_cast<std::size_t>(counting.tuples[static_cast<std::size_t>(n)]));
        });
    }
    bool hasBlock(int source) const { return m_targets[static_cast<std::size_t>(source)].rows != nullptr; }
    /// The derivatives of the bins of block `source` with respect to coordinate number `row`.
    Eigen::Map<const Eigen::RowVectorXd> values(int row, int source) const
    {
        return {m_targets[static_cast<std::size_t>(source)].rows + row * m_stride + m_before, m_broadening.bins().n};
    }

private:
    void makeRowsOf(int block)
    {
        GradientTarget& target = m_targets[static_cast<std::size_t>(block)];
        if (!target.rows)
            target.rows = m_storage.emplace_back(zeros(static_cast<std::size_t>((m_atomRows + 6) * m_stride))).data();
    }
    /// For widths that are so small or large that the table of responses does not exist.
    void addDirectly(const TupleBatch& batch, std::size_t t)
    {
        m_mass.resize(static_cast<std::size_t>(m_stride));
        m_slope.resize(m_mass.size());
        const auto stretch = m_broadening.massAndSlope(batch.g[t], m_mass, m_slope);
        double* begin = m_targets[static_cast<std::size_t>(batch.block[t])].rows + stretch.first;
        const auto add = [&](Index row, double ofMass, double ofSlope) {
            for (int m = 0; m < stretch.count; ++m)
                begin[row * m_stride + m]
                    += ofMass * m_mass[static_cast<std::size_t>(m)] + ofSlope * m_slope[static_cast<std::size_t>(m)];
        };
        for (std::size_t site = 0; site < static_cast<std::size_t>(m_context.term.k); ++site)
            for (std::size_t axis = 0; axis < 3; ++axis)
                add(3 * m_gradients->atom[site][t] + static_cast<Index>(axis), m_gradients->w[site][axis][t],
                    m_gradients->g[site][axis][t]);
        for (std::size_t i = 0; i < 6; ++i)
            add(m_atomRows + static_cast<Index>(i), m_gradients->strainW[i][t], m_gradients->strainG[i][t]);
    }

    const TermContext& m_context;
    const Broadening& m_broadening;
    const ResponseTable& m_table;
    int m_atomRows;
    Index m_stride;
    int m_before; ///< padding before the first bin
    std::vector<GradientTarget> m_targets;
    std::vector<AlignedValues> m_storage; ///< of the blocks
    std::unique_ptr<GradientBatch> m_gradients;
    std::vector<double> m_mass, m_slope; ///< of the bins in reach of one tuple
};

constexpr std::array<int, 6> kStrainRows {0, 4, 8, 1, 2, 5}; ///< of xx, yy, zz, xy, xz, yz

/// Writes the derivatives of a term's blocks to the columns where the tensor has these blocks.
void collect(const GradientSums& sums, const TermContext& context, const std::vector<BlockShare>& shares, MbtrGradient& gradient)
{
    const MbtrTensor& tensor = gradient.tensor;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        const BlockShare& share = shares[i];
        const auto stored = std::lower_bound(tensor.blocks.begin(), tensor.blocks.end(), share.block) - tensor.blocks.begin();
        const auto offset = static_cast<Index>(tensor.offsets[static_cast<std::size_t>(stored)]);
        const Index size = static_cast<Index>(tensor.offsets[static_cast<std::size_t>(stored) + 1]) - offset;
        const auto add = [&](RowMajorMatrix& all, Index row, int source) {
            auto out = all.row(row).segment(offset, size);
            if (i == 0 || shares[i - 1].block != share.block) // nothing has been written there yet
                out.setZero();
            if (sums.hasBlock(share.source))
                out += share.factor * sums.values(source, share.source);
        };
        for (Index row = 0; row < gradient.positions.rows(); ++row)
            add(gradient.positions, row, static_cast<int>(row));
        for (std::size_t row = 0; row < kStrainRows.size() && context.crystal; ++row)
            add(gradient.strain, kStrainRows[row], static_cast<int>(gradient.positions.rows()) + static_cast<int>(row));
    }
}

void fillStrainOfMolecule(MbtrGradient& gradient, const Structure& structure)
{
    const Eigen::Vector3d middle = structure.positions.rowwise().mean();
    const Eigen::Matrix3Xd positions
        = structure.positions.colwise() - middle; // where there is no net force the origin may be chosen
    RowMajorMatrix six(6, gradient.positions.cols());
    strainOfAtoms(gradient.positions.data(), positions.data(), structure.atomCount(), six.cols(), six.data());
    for (std::size_t row = 0; row < kStrainRows.size(); ++row)
        gradient.strain.row(kStrainRows[row]) = six.row(static_cast<Index>(row));
}

/// What the rows of a symmetric strain derivative leave out.
void mirrorStrain(RowMajorMatrix& strain)
{
    strain.row(3) = strain.row(1);
    strain.row(6) = strain.row(2);
    strain.row(7) = strain.row(5);
}

/// d(f / N) where every block has its own constant factor and N is the norm of the whole vector; d(f) where there is no norm.
/// tensor: before normalisation.
void normalizeRows(RowMajorMatrix& all, const MbtrTensor& tensor, const Structure& structure)
{
    const MbtrSettings& settings = tensor.layout->settings;
    const Eigen::Map<const Eigen::VectorXd> values(tensor.values.data(), static_cast<Index>(tensor.values.size()));
    const std::optional<double> divisor = wholeNorm(tensor);
    const double norm = divisor.value_or(1);
    if (divisor && settings.normalization == Normalization::L2) {
        const Eigen::VectorXd unit = values / norm;
        const Eigen::VectorXd along = all * unit;
        all.noalias() -= along * unit.transpose();
    } else if (divisor && settings.normalization == Normalization::Sum) {
        const Eigen::VectorXd total = all.rowwise().sum();
        all.noalias() -= total * (values / norm).transpose();
    }
    for (std::size_t i = 0; i < tensor.blocks.size(); ++i) {
        const Block& block = tensor.layout->blocks[static_cast<std::size_t>(tensor.blocks[i])];
        const auto begin = static_cast<Index>(tensor.offsets[i]), size = static_cast<Index>(tensor.offsets[i + 1]) - begin;
        if (const double factor = blockFactor(*tensor.layout, block, structure) / norm; factor != 1)
            all.middleCols(begin, size) *= factor;
    }
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
    const PreparedStructure prepared(structure, *layout);
    const auto columns = static_cast<Index>(gradient.tensor.values.size());
    gradient.positions.resize(3 * structure.atomCount(), columns);
    gradient.strain.resize(9, columns);
    for (std::size_t t = 0; t < layout->settings.terms.size(); ++t) {
        const ReadyWeighting weighting = prepared.weighting(t);
        const TermContext context = prepared.context(t, weighting, progress);
        GradientSums sums(context, *layout->broadenings[t]);
        if (context.term.k > 1) // nothing moves single atoms
            sumTuples(context, sums);
        collect(sums, context, blockShares(*layout, t, prepared.species(), prepared.blocks(t), prepared.isCrystal()), gradient);
    }
    if (!prepared.isCrystal())
        fillStrainOfMolecule(gradient, structure);
    mirrorStrain(gradient.strain);
    normalizeRows(gradient.positions, gradient.tensor, structure);
    normalizeRows(gradient.strain, gradient.tensor, structure);
    normalize(gradient.tensor, structure);
    addVolumeTerm(gradient.strain, gradient.tensor);
    return gradient;
}

std::int64_t gradientBytes(const Structure& structure, const Layout& layout)
{
    const PreparedStructure prepared(structure, layout);
    std::int64_t stored = 0, largestTerm = 0;
    for (std::size_t t = 0; t < layout.settings.terms.size(); ++t) {
        const auto shares = blockShares(layout, t, prepared.species(), prepared.blocks(t), prepared.isCrystal());
        for (std::size_t i = 0; i < shares.size(); ++i)
            stored += i == 0 || shares[i].block != shares[i - 1].block ? layout.bins[t].n : 0;
        const ResponseTable& table = layout.broadenings[t]->responses();
        const int stride = table.exists() ? table.paddedSize() : layout.bins[t].n;
        largestTerm = std::max<std::int64_t>(largestTerm, static_cast<std::int64_t>(prepared.blocks(t).size()) * stride);
    }
    return static_cast<std::int64_t>(sizeof(double)) * (3 * structure.atomCount() + 9) * (stored + largestTerm);
}

} // namespace mbtr
