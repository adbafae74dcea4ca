#include "core/gdml/gdml_predictor.h"

#include "core/base/error.h"
#include "core/base/work_counter.h"
#include "core/chemistry/element.h"
#include "core/gdml/gdml_matrix.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <tbb/parallel_for.h>

namespace mbtr {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;

constexpr Index kColumns = 64; // of a batch: permutations of geometries evaluated together

/// The table of the training geometries, centred, in coordinates of the basis.
GdmlTable tableOf(const GdmlModel& model, const Eigen::VectorXd& centre, const GdmlBasis& basis)
{
    GdmlTable table {.count = static_cast<int>(model.described.cols()), .size = basis.size()};
    table.stride = (table.count + 7) / 8 * 8;
    table.length = model.length;
    table.known = zeros(static_cast<std::size_t>(table.size) * static_cast<std::size_t>(table.stride));
    table.weights = table.known;
    table.products = zeros(static_cast<std::size_t>(table.stride));
    using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const MatrixXd known = basis.coordinates(model.described.colwise() - centre), weights = basis.coordinates(model.weights);
    Eigen::Map<Rows>(table.known.data(), table.size, table.stride).leftCols(table.count) = known;
    Eigen::Map<Rows>(table.weights.data(), table.size, table.stride).leftCols(table.count) = weights;
    Eigen::Map<Eigen::RowVectorXd>(table.products.data(), table.count) = known.cwiseProduct(weights).colwise().sum();
    return table;
}

} // namespace

/// What is evaluated together, and for each column what of it lies outside the basis.
struct GdmlPredictor::Asked {
    GdmlScratch scratch;
    MatrixXd outside[kGdmlColumns]; ///< n_functions x n_pairs
};

GdmlPredictor::GdmlPredictor(std::shared_ptr<const GdmlModel> model)
    : m_model(std::move(model))
    , m_descriptor(m_model->descriptor, static_cast<int>(m_model->species.size()))
    , m_centre(m_model->described.rowwise().mean())
    , m_basis(*m_model, m_centre, m_descriptor.functionCount())
    , m_table(tableOf(*m_model, m_centre, m_basis))
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
    throw SettingsError("structure",
                        sameFormula ? "has the atoms of the model, " + formula(known) + ", in another order"
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

std::vector<EnergyAndForces> GdmlPredictor::predictDescribed(std::span<const DescribedGeometry> geometries,
                                                             Progress& progress) const
{
    std::vector<EnergyAndForces> results(geometries.size());
    WorkCounter counter(progress, static_cast<double>(geometries.size()), "forces");
    forEachBatch(geometries.size(), [&](std::size_t begin, std::size_t count) {
        predictBatch(geometries.subspan(begin, count), &results[begin]);
        counter.add(static_cast<double>(count));
    });
    return results;
}

/// In parallel: so many geometries that handing them out costs nothing.
void GdmlPredictor::forEachBatch(std::size_t count,
                                 const std::function<void(std::size_t begin, std::size_t count)>& evaluate) const
{
    const auto step = static_cast<std::size_t>(std::max<Index>(1, kColumns / static_cast<Index>(m_pairs.size())));
    tbb::parallel_for(std::size_t(0), (count + step - 1) / step,
                      [&](std::size_t batch) { evaluate(batch * step, std::min(step, count - batch * step)); });
}

/// Instead of the training geometries the geometry that is asked for is permuted: x - P x_j and v_j permuted are P (P^-1 x -
/// x_j), P v_j.
void GdmlPredictor::predictBatch(std::span<const DescribedGeometry> geometries, EnergyAndForces* results) const
{
    const std::size_t permutations = m_pairs.size(), columns = permutations * geometries.size();
    Asked asked {GdmlScratch(m_table), {}};
    GdmlScratch& scratch = asked.scratch;
    std::vector<MatrixXd> totals(geometries.size(), MatrixXd::Zero(m_descriptor.functionCount(), m_descriptor.pairCount()));
    for (std::size_t i = 0; i < geometries.size(); ++i)
        results[i] = {0, {}, std::numeric_limits<double>::infinity()};
    for (std::size_t begin = 0; begin < columns; begin += kGdmlColumns) {
        const std::size_t end = std::min(columns, begin + kGdmlColumns);
        for (std::size_t column = begin; column < end; ++column)
            ask(geometries[column / permutations], m_pairs[column % permutations], static_cast<int>(column - begin), asked);
        evaluateGdml(m_table, scratch);
        for (std::size_t column = begin; column < end; ++column) {
            const auto place = static_cast<int>(column - begin);
            const std::size_t i = column / permutations;
            addTo(totals[i], m_pairs[column % permutations], place, asked);
            results[i].energy += scratch.energies[place];
            results[i].farFromTraining = std::min(results[i].farFromTraining, scratch.nearest[place]);
        }
    }
    for (std::size_t i = 0; i < geometries.size(); ++i) {
        results[i].energy = m_model->offset - m_model->scale * results[i].energy;
        results[i].forces = m_model->scale * m_descriptor.pullBack(geometries[i], totals[i]);
    }
}

/// x with its pairs permuted, taken off the centre of all.
void GdmlPredictor::ask(const DescribedGeometry& geometry, const std::vector<int>& pairs, int column, Asked& asked) const
{
    const Index functions = geometry.values.rows();
    double* coordinates = asked.scratch.asked.data() + column;
    const double* centre = m_centre.data();
    if (functions == 1) {
        for (const int pair : pairs) {
            *coordinates = geometry.values(0, pair) - *centre++;
            coordinates += kGdmlColumns;
        }
        return;
    }
    MatrixXd& outside = asked.outside[column];
    outside.resize(functions, static_cast<Index>(pairs.size()));
    for (std::size_t place = 0; place < pairs.size(); ++place, centre += functions) {
        const MatrixXd& basis = m_basis.of(static_cast<int>(place));
        auto rest = outside.col(static_cast<Index>(place));
        rest = geometry.values.col(pairs[place]) - Eigen::Map<const Eigen::VectorXd>(centre, functions);
        for (Index k = 0; k < basis.cols(); ++k, coordinates += kGdmlColumns)
            *coordinates = basis.col(k).dot(rest);
        for (Index k = 0; k < basis.cols(); ++k)
            rest -= coordinates[(k - basis.cols()) * kGdmlColumns] * basis.col(k);
    }
    asked.scratch.outside[column] = outside.squaredNorm();
}

/// The gradient, its pairs put back.
void GdmlPredictor::addTo(MatrixXd& total, const std::vector<int>& pairs, int column, const Asked& asked) const
{
    const double* gradient = asked.scratch.gradients.data() + column;
    if (total.rows() == 1) {
        for (const int pair : pairs) {
            total(0, pair) += *gradient;
            gradient += kGdmlColumns;
        }
        return;
    }
    for (std::size_t place = 0; place < pairs.size(); ++place) {
        const MatrixXd& basis = m_basis.of(static_cast<int>(place));
        auto to = total.col(pairs[place]);
        for (Index k = 0; k < basis.cols(); ++k, gradient += kGdmlColumns)
            to += *gradient * basis.col(k);
        to -= asked.scratch.differences[column] * asked.outside[column].col(static_cast<Index>(place));
    }
}

} // namespace mbtr
