#include "core/thermodynamics/lower_hull.h"

#include "core/base/error.h"
#include "core/thermodynamics/phase_points.h"

#include <Eigen/QR>
#include <Eigen/SVD>
#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

extern "C" {
#include <libqhull_r/qhull_ra.h>
}

namespace mbtr {

namespace {

/// Indices of the lowest point of each composition, sorted by composition.
std::vector<int> lowestOfCompositions(const Eigen::MatrixXd& fractions, const Eigen::VectorXd& energies)
{
    std::vector<int> order;
    for (int i = 0; i < energies.size(); ++i)
        if (!std::isnan(energies[i]))
            order.push_back(i);
    const auto compare = [&](int a, int b) { // -1, 0, 1 by composition
        for (Eigen::Index e = 0; e < fractions.rows(); ++e)
            if (std::abs(fractions(e, a) - fractions(e, b)) > kSameComposition)
                return fractions(e, a) < fractions(e, b) ? -1 : 1;
        return 0;
    };
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        const int byComposition = compare(a, b);
        return byComposition != 0 ? byComposition < 0 : energies[a] < energies[b];
    });
    order.erase(std::unique(order.begin(), order.end(), [&](int a, int b) { return compare(a, b) == 0; }), order.end());
    return order;
}

/// Coordinates of the compositions inside the plane they span: rank x n_points.
Eigen::MatrixXd coordinatesOf(const Eigen::MatrixXd& fractions, const std::vector<int>& points)
{
    Eigen::MatrixXd shifted(fractions.rows(), static_cast<Eigen::Index>(points.size()));
    for (Eigen::Index i = 0; i < shifted.cols(); ++i)
        shifted.col(i) = fractions.col(points[static_cast<std::size_t>(i)]) - fractions.col(points.front());
    const Eigen::JacobiSVD<Eigen::MatrixXd> svd(shifted, Eigen::ComputeThinU);
    const Eigen::Index rank = (svd.singularValues().array() > 1e-8 * std::max(1.0, svd.singularValues()[0])).count();
    return svd.matrixU().leftCols(rank).transpose() * shifted;
}

/// Lower hull over one coordinate: neighbouring vertices, in the order of x.
std::vector<std::vector<int>> chainFacets(const Eigen::RowVectorXd& x, const Eigen::VectorXd& y)
{
    std::vector<int> order(static_cast<std::size_t>(x.size()));
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i] = static_cast<int>(i);
    std::sort(order.begin(), order.end(), [&](int a, int b) { return x[a] < x[b]; });
    std::vector<int> chain;
    for (const int point : order) {
        const auto turnsDown = [&] {
            const int a = chain[chain.size() - 2], b = chain.back();
            return (x[b] - x[a]) * (y[point] - y[a]) - (y[b] - y[a]) * (x[point] - x[a]) <= 0;
        };
        while (chain.size() > 1 && turnsDown())
            chain.pop_back();
        chain.push_back(point);
    }
    std::vector<std::vector<int>> facets;
    for (std::size_t i = 0; i + 1 < chain.size(); ++i)
        facets.push_back({chain[i], chain[i + 1]});
    return facets;
}

/// Qhull's state, freed in the end.
class Qhull {
public:
    Qhull() { qh_zero(&m_state, nullptr); }
    ~Qhull()
    {
        m_state.NOerrexit = True;
        qh_freeqhull(&m_state, qh_ALL);
        int blocks = 0, bytes = 0;
        qh_memfreeshort(&m_state, &blocks, &bytes);
    }
    Qhull(const Qhull&) = delete;
    Qhull& operator=(const Qhull&) = delete;
    qhT* state() { return &m_state; }

private:
    qhT m_state;
};

/// Facets of the lower hull over two and more coordinates. x: rank x n.
std::vector<std::vector<int>> qhullFacets(const Eigen::MatrixXd& x, const Eigen::VectorXd& y)
{
    const int count = static_cast<int>(x.cols()), dimension = static_cast<int>(x.rows()) + 1;
    Eigen::MatrixXd points(dimension, count + 1);
    // Energies are brought to the size of the compositions: Qhull compares both with one tolerance.
    const double lowest = y.minCoeff(), range = std::max(y.maxCoeff() - lowest, 1e-6);
    points.topLeftCorner(dimension - 1, count) = x;
    points.row(dimension - 1).head(count) = (y.array() - lowest).matrix().transpose() / range;
    points.col(count).head(dimension - 1) = x.rowwise().mean();
    points(dimension - 1, count) = 2;
    Qhull qhull;
    char options[] = "qhull Qt";
    if (qh_new_qhull(qhull.state(), dimension, count + 1, points.data(), False, options, nullptr, nullptr) != 0)
        throw NumericalError("the convex hull of " + std::to_string(count) + " compositions and energies could not be found");
    std::vector<std::vector<int>> facets;
    qhT* qh = qhull.state();
    facetT* facet = nullptr;
    FORALLfacets
    {
        if (facet->normal[dimension - 1] > -1e-10)
            continue;
        std::vector<int> vertices;
        vertexT *vertex = nullptr, **vertexp = nullptr;
        FOREACHvertex_(facet->vertices) vertices.push_back(qh_pointid(qh, vertex->point));
        facets.push_back(std::move(vertices));
    }
    return facets;
}

/// The energies of the elements on the plane through the vertices; nothing for a sliver, whose vertices do not span the
/// compositions.
std::optional<Eigen::VectorXd> potentialsOf(const std::vector<int>& vertices, const Eigen::MatrixXd& fractions,
                                            const Eigen::VectorXd& energies)
{
    Eigen::MatrixXd rows(static_cast<Eigen::Index>(vertices.size()), fractions.rows());
    Eigen::VectorXd values(rows.rows());
    for (Eigen::Index i = 0; i < rows.rows(); ++i) {
        rows.row(i) = fractions.col(vertices[static_cast<std::size_t>(i)]).transpose();
        values[i] = energies[vertices[static_cast<std::size_t>(i)]];
    }
    Eigen::CompleteOrthogonalDecomposition<Eigen::MatrixXd> decomposition(rows.rows(), rows.cols());
    decomposition.setThreshold(1e-9);
    decomposition.compute(rows);
    if (decomposition.rank() < rows.rows())
        return std::nullopt;
    return Eigen::VectorXd(decomposition.solve(values)); // the smallest potentials where elements are not told apart
}

} // namespace

Eigen::VectorXd LowerHull::at(const Eigen::MatrixXd& fractions) const
{
    return (planes * fractions).colwise().maxCoeff().transpose();
}

LowerHull lowerHull(const Eigen::MatrixXd& fractions, const Eigen::VectorXd& energies)
{
    const std::vector<int> points = lowestOfCompositions(fractions, energies);
    if (points.empty())
        throw SettingsError("energy", "no structure has one, expected at least one of each pure element");
    const Eigen::MatrixXd x = coordinatesOf(fractions, points);
    const Eigen::VectorXd y = energies(points);
    std::vector<std::vector<int>> simplices {{0}};
    if (x.rows() == 1)
        simplices = chainFacets(x, y);
    else if (x.rows() > 1)
        simplices = qhullFacets(x, y);
    LowerHull hull;
    std::set<int> vertices;
    for (const std::vector<int>& simplex : simplices) {
        HullFacet facet;
        for (const int place : simplex)
            facet.vertices.push_back(points[static_cast<std::size_t>(place)]);
        std::sort(facet.vertices.begin(), facet.vertices.end());
        std::optional<Eigen::VectorXd> potentials = potentialsOf(facet.vertices, fractions, energies);
        if (!potentials)
            continue;
        facet.potentials = std::move(*potentials);
        vertices.insert(facet.vertices.begin(), facet.vertices.end());
        hull.facets.push_back(std::move(facet));
    }
    hull.vertices.assign(vertices.begin(), vertices.end());
    hull.planes.resize(static_cast<Eigen::Index>(hull.facets.size()), fractions.rows());
    for (std::size_t i = 0; i < hull.facets.size(); ++i)
        hull.planes.row(static_cast<Eigen::Index>(i)) = hull.facets[i].potentials.transpose();
    return hull;
}

} // namespace mbtr
