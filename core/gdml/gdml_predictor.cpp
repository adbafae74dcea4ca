#include "core/gdml/gdml_model.h"

#include "core/base/error.h"
#include "core/base/work_counter.h"
#include "core/chemistry/element.h"
#include "core/gdml/gdml_matrix.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <tbb/parallel_for.h>

namespace mbtr {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;

constexpr Index kColumns = 96; // of a batch: permutations of geometries evaluated together

/// x with its pairs permuted, taken off `centre`.
void permuteInto(const DescribedGeometry& geometry, const std::vector<int>& pairs, const Eigen::VectorXd& centre, Eigen::Ref<Eigen::VectorXd> out)
{
    const Index functions = geometry.values.rows();
    for (std::size_t q = 0; q < pairs.size(); ++q)
        out.segment(static_cast<Index>(q) * functions, functions) = geometry.values.col(pairs[q]);
    out -= centre;
}

} // namespace

GdmlPredictor::GdmlPredictor(std::shared_ptr<const GdmlModel> model)
    : m_model(std::move(model))
    , m_descriptor(m_model->descriptor, static_cast<int>(m_model->species.size()))
    , m_centre(m_model->described.rowwise().mean())
    , m_known(m_model->described.colwise() - m_centre)
    , m_norms(m_known.colwise().squaredNorm())
    , m_products(m_known.cwiseProduct(m_model->weights).colwise().sum())
{
    for (const Permutation& permutation : m_model->permutations)
        m_pairs.push_back(permutedPairs(permutation));
}

void GdmlPredictor::requireAtoms(const Structure& structure) const
{
    if (structure.species == m_model->species)
        return;
    Structure known;
    known.species = m_model->species;
    const bool sameFormula = formula(structure) == formula(known);
    throw SettingsError("structure", sameFormula ? "has the atoms of the model, " + formula(known) + ", in another order"
                                                 : "is " + formula(structure) + "; the model knows " + formula(known) + " only");
}

EnergyAndForces GdmlPredictor::predict(const Structure& structure) const
{
    requireAtoms(structure);
    const DescribedGeometry geometry = m_descriptor.describe(structure);
    EnergyAndForces result;
    predictBatch({&geometry, 1}, &result);
    return result;
}

std::vector<EnergyAndForces> GdmlPredictor::predict(std::span<const Structure> structures, Progress& progress) const
{
    std::vector<EnergyAndForces> results(structures.size());
    WorkCounter counter(progress, static_cast<double>(structures.size()), "forces");
    forEachBatch(structures.size(), [&](std::size_t begin, std::size_t count) {
        std::vector<DescribedGeometry> geometries;
        for (const Structure& structure : structures.subspan(begin, count)) {
            requireAtoms(structure);
            geometries.push_back(m_descriptor.describe(structure));
        }
        predictBatch(geometries, &results[begin]);
        counter.add(static_cast<double>(count));
    });
    return results;
}

std::vector<EnergyAndForces> GdmlPredictor::predictDescribed(std::span<const DescribedGeometry> geometries, Progress& progress) const
{
    std::vector<EnergyAndForces> results(geometries.size());
    WorkCounter counter(progress, static_cast<double>(geometries.size()), "forces");
    forEachBatch(geometries.size(), [&](std::size_t begin, std::size_t count) {
        predictBatch(geometries.subspan(begin, count), &results[begin]);
        counter.add(static_cast<double>(count));
    });
    return results;
}

/// In parallel: so many geometries that the products are efficient.
void GdmlPredictor::forEachBatch(std::size_t count, const std::function<void(std::size_t begin, std::size_t count)>& evaluate) const
{
    const auto step = static_cast<std::size_t>(std::max<Index>(1, kColumns / static_cast<Index>(m_pairs.size())));
    tbb::parallel_for(std::size_t(0), (count + step - 1) / step, [&](std::size_t batch) {
        evaluate(batch * step, std::min(step, count - batch * step));
    });
}

/// With D = x - x_j: E = c - std sum_j c0 (1 + sqrt5 d/s) e^(-sqrt5 d/s) D.v_j and its gradient. Instead of the training geometries the
/// geometry that is asked for is permuted: x - P x_j and v_j permuted are P (P^-1 x - x_j), P v_j.
void GdmlPredictor::predictBatch(std::span<const DescribedGeometry> geometries, EnergyAndForces* results) const
{
    const auto permutations = static_cast<Index>(m_pairs.size()), size = m_known.rows(), count = static_cast<Index>(geometries.size());
    const double length = m_model->length, c0 = 5 / (3 * length * length);
    MatrixXd asked(size, count * permutations);
    for (Index column = 0; column < asked.cols(); ++column)
        permuteInto(geometries[static_cast<std::size_t>(column / permutations)], m_pairs[static_cast<std::size_t>(column % permutations)], m_centre,
                    asked.col(column));

    const Eigen::RowVectorXd askedNorms = asked.colwise().squaredNorm();
    Eigen::ArrayXXd squared = -2 * (m_known.transpose() * asked);
    squared.colwise() += m_norms.array();
    squared.rowwise() += askedNorms.array();
    Eigen::ArrayXXd along = m_model->weights.transpose() * asked; // D.v_j
    along.colwise() -= m_products.array();
    const Eigen::RowVectorXd nearest = squared.colwise().minCoeff().max(0).sqrt();

    const Eigen::ArrayXXd scaled = (squared.max(0) * (5 / (length * length))).sqrt();
    const Eigen::ArrayXXd decay = c0 * (-scaled).exp();
    const Eigen::ArrayXXd ofWeight = decay * (1 + scaled);
    const Eigen::ArrayXXd ofDifference = decay * along * (5 / (length * length));
    const Eigen::RowVectorXd energies = (ofWeight * along).colwise().sum();
    MatrixXd gradient = m_model->weights * ofWeight.matrix() + m_known * ofDifference.matrix();
    gradient -= asked * ofDifference.colwise().sum().matrix().asDiagonal();

    const Index functions = m_descriptor.functionCount();
    for (Index i = 0; i < count; ++i) {
        MatrixXd total = MatrixXd::Zero(functions, m_descriptor.pairCount());
        for (Index p = 0; p < permutations; ++p) {
            const std::vector<int>& pairs = m_pairs[static_cast<std::size_t>(p)];
            for (std::size_t q = 0; q < pairs.size(); ++q)
                total.col(pairs[q]) += gradient.col(i * permutations + p).segment(static_cast<Index>(q) * functions, functions);
        }
        EnergyAndForces& result = results[i];
        result.energy = m_model->offset - m_model->scale * energies.segment(i * permutations, permutations).sum();
        result.forces = m_model->scale * m_descriptor.pullBack(geometries[static_cast<std::size_t>(i)], total);
        result.farFromTraining = nearest.segment(i * permutations, permutations).minCoeff();
    }
}

} // namespace mbtr
