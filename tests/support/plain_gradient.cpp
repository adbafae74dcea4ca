#include "tests/support/plain_gradient.h"

#include "core/chemistry/neighbour_finder.h"
#include "core/mbtr/broadening.h"
#include "core/mbtr/mbtr.h"
#include "core/mbtr/sums/block_targets.h"
#include "core/mbtr/sums/prepared_structure.h"
#include "core/mbtr/sums/tuple_sites.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

using W = WeightingFunction;
using Eigen::Index;
using Eigen::Vector3d;

constexpr double kStraight = 1e-7; // sine below which an angle counts as 0 or 180 degrees

/// Derivatives of g and w of one tuple with respect to the positions of its atoms, in the order of sitesOf(); k are used.
struct TupleGradient {
    std::array<Vector3d, 4> g; ///< unit of g per angstrom
    std::array<Vector3d, 4> w; ///< per angstrom; of TupleBatch::w, its share included
    std::array<Vector3d, 4> position; ///< of the atoms relative to the one at home, angstrom
};

/// Derivatives of w with respect to x (the value of g) and the sides p, q, r.
struct WeightDerivatives {
    double x = 0, p = 0, q = 0, r = 0;
};

double smoothCutoff(double d, double rCut, double y)
{
    const double u = d / rCut;
    return 1 + y * std::pow(u, y + 1) - (y + 1) * std::pow(u, y);
}

double smoothCutoffSlope(double d, double rCut, double y)
{
    const double u = d / rCut;
    return y * (y + 1) / rCut * (std::pow(u, y) - std::pow(u, y - 1));
}

/// w without the share.
WeightDerivatives derivativesOfWeight(const ReadyWeighting& weighting, int k, double w, double x, double p, double q, double r)
{
    const double s = weighting.scale;
    switch (weighting.function) {
    case W::Unity:
    case W::CutoffInverseX:
    case W::InverseCount:
        return {};
    case W::X:
        return {.x = 1};
    case W::XSquared:
        return {.x = 2 * x};
    case W::SqrtX:
        return {.x = 0.5 / w};
    case W::InverseX:
        return {.x = -w * w};
    case W::ExpInverseX:
        return {.x = w / (x * x * s)};
    case W::ExpInverseXSquared:
        return {.x = 2 * w / (x * x * x * s)};
    case W::InverseSquare:
        return {.p = -2 * w / p};
    case W::Exp:
        return k == 2 ? WeightDerivatives {.p = -s * w} : WeightDerivatives {0, -s * w, -s * w, -s * w};
    case W::ExpSquare:
        return {.p = -2 * s * p * w};
    case W::InversePq:
        return {.p = -w / p, .q = -w / q};
    case W::InversePqSquared:
        return {.p = -2 * w / p, .q = -2 * w / q};
    case W::InversePqr:
        return {0, -w / p, -w / q, -w / r};
    case W::InversePqrSquared:
        return {0, -2 * w / p, -2 * w / q, -2 * w / r};
    case W::ExpPqr:
        return {0, -w * q * r / s, -w * p * r / s, -w * p * q / s};
    case W::SmoothCutoff: {
        const double rCut = weighting.rCut, y = weighting.sharpness;
        return {.p = smoothCutoffSlope(p, rCut, y) * smoothCutoff(q, rCut, y),
                .q = smoothCutoff(p, rCut, y) * smoothCutoffSlope(q, rCut, y)};
    }
    }
    return {};
}

Vector3d siteVector(const Neighbours& neighbours, int index)
{
    return {neighbours.x[index], neighbours.y[index], neighbours.z[index]};
}

void zero(std::array<Vector3d, 4>& vectors)
{
    vectors.fill(Vector3d::Zero());
}

double slopeOfPairGeometry(Geometry geometry, double d)
{
    switch (geometry) {
    case Geometry::InverseDistance:
        return -1 / (d * d);
    case Geometry::InverseSquare:
        return -2 / (d * d * d);
    default:
        return 1;
    }
}

void pairGradient(const TupleBatch& batch, int t, Geometry geometry, TupleGradient& gradient)
{
    const Vector3d along = siteVector(*batch.around, batch.a[t]);
    gradient.position = {Vector3d::Zero(), along};
    gradient.g[1] = slopeOfPairGeometry(geometry, batch.p[t]) * along / batch.p[t];
    gradient.g[0] = -gradient.g[1];
}

/// Sides of a triple: u, v from the middle atom to the ends.
void tripleGradient(const TupleBatch& batch, int t, Geometry geometry, TupleGradient& gradient)
{
    const Vector3d u = siteVector(*batch.around, batch.a[t]), v = siteVector(*batch.around, batch.b[t]);
    const double p = batch.p[t], q = batch.q[t], cosine = batch.dot[t];
    gradient.position = {u, Vector3d::Zero(), v};
    Vector3d a = v / (p * q) - cosine * u / (p * p);
    Vector3d b = u / (p * q) - cosine * v / (q * q);
    if (geometry == Geometry::Angle) {
        const double sine = batch.cross[t];
        const double slope = sine > kStraight ? -1 / sine : 0;
        a *= slope;
        b *= slope;
    } else if (geometry == Geometry::DotOverDotdot) {
        a = (a - cosine * u / (p * p)) / (p * q);
        b = (b - cosine * v / (q * q)) / (p * q);
    }
    gradient.g = {a, -(a + b), b, Vector3d::Zero()};
}

/// Blondel & Karplus, J. Comput. Chem. 17, 1132 (1996), Eq. (27), turned to this program's sign.
void signedDihedralGradient(const std::array<Vector3d, 4>& r, std::array<Vector3d, 4>& out)
{
    const Vector3d f = r[0] - r[1], g = r[1] - r[2], h = r[3] - r[2];
    const Vector3d a = f.cross(g), b = h.cross(g);
    const double length = g.norm(), aa = a.squaredNorm(), bb = b.squaredNorm();
    const double least = kStraight * kStraight * g.squaredNorm();
    if (aa < least * f.squaredNorm() || bb < least * h.squaredNorm())
        return; // three atoms on a line
    const Vector3d first = -length / aa * a, last = length / bb * b;
    const Vector3d inner = f.dot(g) / (aa * length) * a - h.dot(g) / (bb * length) * b;
    out = {first, -first + inner, -last - inner, last};
}

void chainGradient(const TupleBatch& batch, int t, Geometry geometry, TupleGradient& gradient)
{
    const Vector3d third = siteVector(*batch.around, batch.b[t]);
    gradient.position
        = {siteVector(*batch.around, batch.a[t]), Vector3d::Zero(), third, third + siteVector(*batch.aroundThird, batch.d[t])};
    if (geometry == Geometry::Unity)
        return;
    signedDihedralGradient(gradient.position, gradient.g);
    const double sine = batch.cross[t];
    double slope = 1;
    if (geometry == Geometry::CosDihedral)
        slope = -sine;
    else if (geometry == Geometry::Dihedral)
        slope = std::abs(sine) < kStraight ? 0 : std::copysign(1.0, sine);
    for (Vector3d& vector : gradient.g)
        vector *= slope;
}

/// Adds value * d(distance between sites i and j)/d(positions).
void addSide(TupleGradient& gradient, std::size_t i, std::size_t j, double value)
{
    if (value == 0)
        return;
    const Vector3d along = (gradient.position[j] - gradient.position[i]).normalized() * value;
    gradient.w[j] += along;
    gradient.w[i] -= along;
}

void weightGradient(const TupleBatch& batch, int t, int k, const ReadyWeighting& weighting, TupleGradient& gradient)
{
    const double share = batch.share[t];
    const auto slopes = derivativesOfWeight(weighting, k, batch.w[t] / share, batch.g[t], batch.p[t], batch.q[t], batch.r[t]);
    for (std::size_t i = 0; i < 4; ++i)
        gradient.w[i] = share * slopes.x * gradient.g[i];
    if (k == 2)
        return addSide(gradient, 0, 1, share * slopes.p);
    if (k == 3) {
        addSide(gradient, 1, 0, share * slopes.p);
        addSide(gradient, 1, 2, share * slopes.q);
        addSide(gradient, 0, 2, share * slopes.r);
        return;
    }
    addSide(gradient, 0, 1, share * slopes.p);
    addSide(gradient, 1, 2, share * slopes.q);
    addSide(gradient, 2, 3, share * slopes.r);
}

TupleGradient gradientOf(const TupleBatch& batch, int t, int k, Geometry geometry, const ReadyWeighting& weighting)
{
    TupleGradient gradient;
    zero(gradient.g);
    zero(gradient.w);
    if (k == 2)
        pairGradient(batch, t, geometry, gradient);
    else if (k == 3)
        tripleGradient(batch, t, geometry, gradient);
    else
        chainGradient(batch, t, geometry, gradient);
    weightGradient(batch, t, k, weighting, gradient);
    return gradient;
}

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
            out[m] += ofWeight * m_mass[m] + ofValue * m_slope[m];
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
        const auto offset = static_cast<Index>(tensor.offsets[stored]);
        for (int row = 0; row < sums.rows(); ++row) {
            const auto values = sums.values(row, share.source);
            all.row(row).segment(offset, values.size()) += share.factor * values;
        }
    }
}

} // namespace

RowMajorMatrix test::plainGradient(const Structure& structure, const std::shared_ptr<const Layout>& layout)
{
    Progress progress;
    const MbtrTensor tensor = sumMbtr(structure, layout, progress);
    RowMajorMatrix all = RowMajorMatrix::Zero(3 * structure.atomCount() + 9, static_cast<Index>(tensor.values.size()));
    const PreparedStructure prepared(structure, *layout);
    for (std::size_t t = 0; t < layout->settings.terms.size(); ++t) {
        if (layout->settings.terms[t].k == 1)
            continue; // nothing moves
        const ReadyWeighting weighting = prepared.weighting(t);
        const TermContext context = prepared.context(t, weighting, progress);
        GradientSums sums(context, *layout->broadenings[t]);
        sumTuples(context, sums);
        collect(sums, blockShares(*layout, t, prepared.species(), prepared.blocks(t), prepared.isCrystal()), tensor, all);
    }
    return all;
}

} // namespace mbtr
