#include "core/mbtr/truncation/cut_weight.h"

#include "core/mbtr/sums/all_chains.h"
#include "core/mbtr/sums/prepared_structure.h"
#include "core/mbtr/truncation/weight_tail.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace mbtr {

namespace {

using W = WeightingFunction;

constexpr double kMostTuplesOfMolecule = 1e7; // about 10 ns each
constexpr double kMostTuplesOfCrystal = 2e5;

/// Tuples, when every atom has `sites` around it.
double tuplesOfAtom(int k, double sites)
{
    return k == 2 ? sites : k == 3 ? sites * sites / 2 : sites * sites * sites;
}

/// Distance, perimeter or length of the chain.
double lengthOf(const TupleBatch& batch, std::size_t t, int k)
{
    return k == 2 ? batch.p[t] : batch.p[t] + batch.q[t] + batch.r[t];
}

/// Volume, area or length of the cell in its periodic directions.
double sizeOf(const Cell& cell)
{
    std::vector<Eigen::Vector3d> vectors;
    for (int axis = 0; axis < 3; ++axis)
        if (cell.periodic[axis])
            vectors.emplace_back(cell.vectors.row(axis).transpose());
    return vectors.size() == 3 ? cell.volume() : vectors.size() == 2 ? vectors[0].cross(vectors[1]).norm() : vectors[0].norm();
}

/// Parts the tuples of a weighting without limits into those inside and beyond the limits.
class Parting : public TupleSink {
public:
    Parting(const ReadyWeighting& limits, int k, double length)
        : m_limits(limits)
        , m_k(k)
        , m_length(length)
    {
    }
    void take(const TupleBatch& batch) override
    {
        for (std::size_t t = 0; t < static_cast<std::size_t>(batch.count); ++t) {
            const double weight = std::abs(batch.w[t]), length = lengthOf(batch, t, m_k);
            if (isKept(batch, t))
                kept += weight;
            else if (length <= m_length)
                dropped += weight;
            if (length > kShell * m_length && length <= m_length)
                shell += weight;
        }
    }
    double kept = 0;
    double dropped = 0; ///< up to the length
    double shell = 0; ///< from kShell * length to the length

private:
    bool isKept(const TupleBatch& batch, std::size_t t) const
    {
        const double p = batch.p[t], q = m_k > 2 ? batch.q[t] : 0, r = m_k > 3 ? batch.r[t] : 0;
        return p <= m_limits.reach && q <= m_limits.reach && r <= m_limits.reach && p * q <= m_limits.productPq
            && (m_k == 2 || lengthOf(batch, t, m_k) <= m_limits.perimeter)
            && std::abs(batch.w[t]) >= m_limits.leastWeight * batch.share[t];
    }
    const ReadyWeighting& m_limits;
    int m_k;
    double m_length;
};

/// The limits of one term in one structure, and what is beyond them.
class Cut {
public:
    Cut(const Structure& structure, const PreparedStructure& prepared, const TermSettings& term, std::size_t index,
        Progress& progress)
        : m_structure(structure)
        , m_term(term)
        , m_prepared(prepared)
        , m_limits(prepared.weighting(index))
        , m_index(index)
        , m_progress(progress)
        , m_dimension(prepared.isCrystal() ? structure.cell->dimension() : 0)
        , m_cellSize(m_dimension > 0 ? sizeOf(*structure.cell) : 0)
    {
    }
    CutWeight weight()
    {
        if (!isLimited())
            return {};
        if (m_dimension == 0)
            return ofMolecule();
        if (isEndless())
            return {.exact = false, .endless = true};
        return m_term.k == 4 ? ofChains() : ofCrystal();
    }

private:
    bool isExponential() const { return m_term.weighting.function == W::Exp; }
    /// Are there tuples with a weight that do not count?
    bool isLimited() const
    {
        const bool endsByItself = m_term.weighting.function == W::SmoothCutoff
            || (m_term.weighting.function == W::CutoffInverseX && !m_term.weighting.rCut);
        return m_term.k > 1 && !endsByItself
            && (std::isfinite(m_limits.reach) || std::isfinite(m_limits.perimeter) || std::isfinite(m_limits.productPq));
    }
    ReadyWeighting weightingUpTo(double reach) const
    {
        ReadyWeighting open = m_limits;
        open.reach = reach;
        open.perimeter = open.productPq = ReadyWeighting::kNoLimit;
        open.leastWeight = 0;
        return open;
    }
    /// About so many, in slabs and chains at most.
    double sitesWithin(double reach) const
    {
        const double sphere = m_dimension == 3 ? 4.0 / 3 * std::numbers::pi * reach * reach * reach
            : m_dimension == 2                 ? std::numbers::pi * reach * reach
                                               : 2 * reach;
        return m_structure.atomCount() * sphere / m_cellSize;
    }
    int stepFor(double tuples, double most) const
    {
        return std::clamp(static_cast<int>(std::ceil(m_structure.atomCount() * tuples / most)), 1, m_structure.atomCount());
    }
    Parting part(const ReadyWeighting& weighting, double length, int step) const
    {
        Parting parting(m_limits, m_term.k, length);
        TermContext context = m_prepared.context(m_index, weighting, m_progress);
        context.centreStep = step;
        sumTuples(context, parting);
        return parting;
    }
    CutWeight ofMolecule() const
    {
        const int step = stepFor(tuplesOfAtom(m_term.k, m_structure.atomCount() - 1), kMostTuplesOfMolecule);
        const Parting parts = part(weightingUpTo(ReadyWeighting::kNoLimit), ReadyWeighting::kNoLimit, step);
        return {.kept = parts.kept, .dropped = parts.dropped, .exact = step == 1};
    }
    /// w as a function of the length, for the slowest way in which tuples become longer.
    std::function<double(double)> decay() const
    {
        if (m_term.k == 2)
            return [this](double distance) { return weightOfPair(m_limits, m_term.geometry, distance); };
        return [s = m_limits.scale](double length) { return std::exp(-s * length); };
    }
    bool isEndless() const
    {
        if (m_term.k == 2)
            return std::isinf(tailOverShell(decay(), m_dimension, m_limits.reach));
        // Powers of the length when all three atoms part (of n - 1 = 2 sums over sites) and when one goes away from two.
        const int all = 2 * m_dimension, one = m_dimension;
        switch (m_term.weighting.function) {
        case W::Exp:
        case W::ExpPqr:
            return false;
        case W::InversePqSquared:
            return 4 <= all || 2 <= one;
        case W::InversePqr:
            return 3 <= all || 2 <= one;
        case W::InversePqrSquared:
            return 6 <= all || 4 <= one;
        default:
            return true;
        }
    }
    /// Power of the length with which the weight of all tuples of a triple's power law falls off.
    double decayOfTriples() const
    {
        const int all = m_term.weighting.function == W::InversePqr ? 3 : m_term.weighting.function == W::InversePqSquared ? 4 : 6;
        const int one = m_term.weighting.function == W::InversePqrSquared ? 4 : 2;
        return std::max(2 * m_dimension - 1 - all, m_dimension - 1 - one);
    }
    double tail(const Parting& parts, double length) const
    {
        if (m_term.k == 2 || isExponential())
            return parts.shell * tailOverShell(decay(), (m_term.k - 1) * m_dimension, length);
        if (m_term.weighting.function == W::ExpPqr)
            return 0; // far less than any number that is shown
        const double power = decayOfTriples();
        return parts.shell * tailOverShell([power](double l) { return std::pow(l, power); }, 1, length);
    }
    /// How far a few atoms can be asked; 0 where even the limit is too far.
    double affordableReach() const
    {
        for (const double factor : {3.0, 2.0, 1.5, 1.25, 1.0})
            if (tuplesOfAtom(m_term.k, sitesWithin(factor * m_limits.reach)) < kMostTuplesOfCrystal)
                return factor * m_limits.reach;
        return 0;
    }
    CutWeight asIfEvenlySpread() const
    {
        if (!isExponential())
            return {.exact = false, .uncounted = true};
        const double limit = m_term.k == 2 ? m_limits.reach : m_limits.perimeter;
        const double lost = tailOfExponential(m_limits.scale, (m_term.k - 1) * m_dimension, limit);
        return {.kept = 1 - lost, .dropped = lost, .exact = false};
    }
    CutWeight ofCrystal() const
    {
        const double reach = affordableReach();
        if (reach == 0)
            return asIfEvenlySpread();
        const double length = m_term.k == 2 ? reach : 2 * reach; // of no shorter tuple a leg is out of reach
        const int step = stepFor(tuplesOfAtom(m_term.k, sitesWithin(reach)), 2 * kMostTuplesOfCrystal);
        const Parting parts = part(weightingUpTo(reach), length, step);
        return {.kept = parts.kept, .dropped = parts.dropped + tail(parts, length), .exact = false};
    }

    /// Chains are too many to walk far beyond their limit.
    CutWeight ofChains() const
    {
        const double reach = 16 / m_limits.scale; // e^-16
        const double sites = sitesWithin(reach);
        if (sites > 1500 || tuplesOfAtom(4, sitesWithin(m_limits.reach)) > 4 * kMostTuplesOfCrystal)
            return asIfEvenlySpread();
        const int step = stepFor(std::max(sites * sites, tuplesOfAtom(4, sitesWithin(m_limits.reach))), 2 * kMostTuplesOfCrystal);
        const Parting parts = part(m_limits, ReadyWeighting::kNoLimit, step);
        TermContext context = m_prepared.context(m_index, m_limits, m_progress);
        context.centreStep = step;
        return {.kept = parts.kept, .dropped = std::max(0.0, weightOfAllChains(context, reach) - parts.kept), .exact = false};
    }
    const Structure& m_structure;
    const TermSettings& m_term;
    const PreparedStructure& m_prepared;
    ReadyWeighting m_limits;
    std::size_t m_index;
    Progress& m_progress;
    int m_dimension; ///< periodic directions that count
    double m_cellSize; ///< volume, area or length of the cell along them
};

} // namespace

std::vector<CutWeight> cutWeights(const Structure& structure, const Layout& layout, Progress& progress)
{
    const PreparedStructure prepared(structure, layout);
    std::vector<CutWeight> weights;
    for (std::size_t t = 0; t < layout.settings.terms.size(); ++t)
        weights.push_back(Cut(structure, prepared, layout.settings.terms[t], t, progress).weight());
    return weights;
}

} // namespace mbtr
