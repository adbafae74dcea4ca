#include "tests/support/plain_mbtr.h"

#include <Eigen/LU>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <stdexcept>

namespace mbtr::test {

namespace {

struct Site {
    Eigen::Vector3d position;
    int element;
    int atom;
};

struct Tuple {
    double p = 0, q = 0, r = 0;
    double cosine = 1;
};

double geometryOf(Geometry geometry, const Tuple& tuple)
{
    switch (geometry) {
    case Geometry::Distance:
        return tuple.p;
    case Geometry::InverseDistance:
        return 1 / tuple.p;
    case Geometry::Angle:
        return std::acos(std::clamp(tuple.cosine, -1.0, 1.0));
    case Geometry::Cosine:
        return tuple.cosine;
    default:
        throw std::invalid_argument("the plain formulas lack this geometry function");
    }
}

double weightOf(const Weighting& weighting, bool crystal, const Tuple& tuple)
{
    const double length = tuple.p + tuple.q + tuple.r;
    double weight = 1;
    switch (weighting.function) {
    case WeightingFunction::Unity:
        return 1;
    case WeightingFunction::InverseSquare:
        weight = 1 / (tuple.p * tuple.p);
        break;
    case WeightingFunction::InversePqrSquared:
        weight = 1 / std::pow(tuple.p * tuple.q * tuple.r, 2);
        break;
    case WeightingFunction::Exp:
        return length * *weighting.scale <= -std::log(*weighting.threshold) ? std::exp(-*weighting.scale * length) : 0;
    default:
        throw std::invalid_argument("the plain formulas lack this weighting function");
    }
    return crystal && weight < weighting.accuracy.value_or(1e-3) && !weighting.rCut ? 0 : weight;
}

/// All atoms of all cells that may lie within reach of the home cell.
std::vector<Site> sitesAround(const Structure& structure, const Eigen::Vector3d& centre, double reach)
{
    std::vector<Site> sites;
    Eigen::Vector3i first = Eigen::Vector3i::Zero(), last = Eigen::Vector3i::Zero();
    for (int j = 0; j < structure.atomCount(); ++j) {
        if (structure.isPeriodic()) {
            const Eigen::Matrix3d toFractional = structure.cell->vectors.transpose().inverse();
            const Eigen::Vector3d offset = toFractional * (structure.positions.col(j) - centre);
            for (int axis = 0; axis < 3; ++axis)
                if (structure.cell->periodic[axis]) {
                    const double margin = reach * toFractional.row(axis).norm();
                    first[axis] = static_cast<int>(std::floor(-margin - offset[axis]));
                    last[axis] = static_cast<int>(std::ceil(margin - offset[axis]));
                }
        }
        for (int u = first[0]; u <= last[0]; ++u)
            for (int v = first[1]; v <= last[1]; ++v)
                for (int w = first[2]; w <= last[2]; ++w) {
                    Eigen::Vector3d position = structure.positions.col(j);
                    if (structure.cell)
                        position += structure.cell->vectors.transpose() * Eigen::Vector3d(u, v, w);
                    const double distance = (position - centre).norm();
                    if (distance > 1e-6 && (!structure.isPeriodic() || distance <= reach))
                        sites.push_back({position, structure.species[j], j});
                }
    }
    return sites;
}

class PlainSum {
public:
    PlainSum(const Structure& structure, const Layout& layout, double reach)
        : m_structure(structure)
        , m_layout(layout)
        , m_reach(reach)
        , m_values(static_cast<std::size_t>(layout.featureCount), 0.0)
    {
    }
    std::vector<double> run()
    {
        for (int t = 0; t < static_cast<int>(m_layout.settings.terms.size()); ++t)
            for (int atom = 0; atom < m_structure.atomCount(); ++atom)
                addAtom(t, atom);
        return m_values;
    }

private:
    void addAtom(int t, int atom)
    {
        const TermSettings& term = m_layout.settings.terms[t];
        const int element = m_structure.species[atom];
        if (term.k == 1)
            return add(t, {element}, element, 1);
        const Eigen::Vector3d centre = m_structure.positions.col(atom);
        const std::vector<Site> sites = sitesAround(m_structure, centre, m_reach);
        for (std::size_t n = 0; n < sites.size(); ++n)
            if (term.k == 3)
                addTriples(t, centre, element, n, sites);
            else if (sites[n].atom >= atom) // a pair once, one of an atom and its image from both ends
                addTuple(t, {element, sites[n].element}, {.p = (sites[n].position - centre).norm()},
                         sites[n].atom == atom ? 0.5 : 1);
    }
    void addTriples(int t, const Eigen::Vector3d& centre, int element, std::size_t first, const std::vector<Site>& sites)
    {
        const Eigen::Vector3d a = sites[first].position - centre;
        for (std::size_t last = 0; last < first; ++last) {
            const Eigen::Vector3d b = sites[last].position - centre;
            const Tuple tuple {a.norm(), b.norm(), (a - b).norm(), a.dot(b) / (a.norm() * b.norm())};
            addTuple(t, {sites[first].element, element, sites[last].element}, tuple, 1);
        }
    }
    void addTuple(int t, const std::array<int, 4>& elements, const Tuple& tuple, double share)
    {
        const TermSettings& term = m_layout.settings.terms[t];
        const double weight = weightOf(term.weighting, m_structure.isPeriodic(), tuple);
        if (weight > 0)
            add(t, elements, geometryOf(term.geometry, tuple), share * weight);
    }
    void add(int t, const std::array<int, 4>& elements, double g, double weight)
    {
        const auto term = static_cast<std::size_t>(t);
        std::array<int, 4> places {};
        for (int i = 0; i < m_layout.settings.terms[term].k; ++i)
            places[i] = static_cast<int>(std::find(m_layout.species.begin(), m_layout.species.end(), elements[i])
                                         - m_layout.species.begin());
        const Bins& bins = m_layout.bins[term];
        double* values = m_values.data() + m_layout.blocks[static_cast<std::size_t>(blockIndex(m_layout, t, places))].begin;
        const double width = m_layout.settings.terms[term].sigma * std::numbers::sqrt2;
        const double unit = m_layout.settings.discretization == Discretization::Dscribe ? bins.step : 1;
        for (int m = 0; m < bins.n; ++m) {
            const double left = bins.left + m * bins.step, right = left + bins.step;
            values[m] += weight / unit * (std::erf((right - g) / width) - std::erf((left - g) / width)) / 2;
        }
    }

    const Structure& m_structure;
    const Layout& m_layout;
    double m_reach;
    std::vector<double> m_values;
};

} // namespace

std::vector<double> plainMbtr(const Structure& structure, const Layout& layout, double reach)
{
    return PlainSum(structure, layout, reach).run();
}

} // namespace mbtr::test
