#include "core/gdml/gdml_model.h"

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

/// The table of the training geometries, centred.
GdmlTable tableOf(const GdmlModel& model, const Eigen::VectorXd& centre)
{
    GdmlTable table {.count = static_cast<int>(model.described.cols()), .size = static_cast<int>(model.described.rows())};
    table.stride = (table.count + 7) / 8 * 8;
    table.length = model.length;
    table.known = zeros(static_cast<std::size_t>(table.size) * static_cast<std::size_t>(table.stride));
    table.weights = table.known;
    table.products = zeros(static_cast<std::size_t>(table.stride));
    using Rows = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const MatrixXd known = model.described.colwise() - centre;
    Eigen::Map<Rows>(table.known.data(), table.size, table.stride).leftCols(table.count) = known;
    Eigen::Map<Rows>(table.weights.data(), table.size, table.stride).leftCols(table.count) = model.weights;
    Eigen::Map<Eigen::RowVectorXd>(table.products.data(), table.count) = known.cwiseProduct(model.weights).colwise().sum();
    return table;
}

} // namespace

GdmlPredictor::GdmlPredictor(std::shared_ptr<const GdmlModel> model)
    : m_model(std::move(model))
    , m_descriptor(m_model->descriptor, static_cast<int>(m_model->species.size()))
    , m_centre(m_model->described.rowwise().mean())
    , m_table(tableOf(*m_model, m_centre))
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

/// In parallel: so many geometries that handing them out costs nothing.
void GdmlPredictor::forEachBatch(std::size_t count, const std::function<void(std::size_t begin, std::size_t count)>& evaluate) const
{
    const auto step = static_cast<std::size_t>(std::max<Index>(1, kColumns / static_cast<Index>(m_pairs.size())));
    tbb::parallel_for(std::size_t(0), (count + step - 1) / step, [&](std::size_t batch) {
        evaluate(batch * step, std::min(step, count - batch * step));
    });
}

/// Instead of the training geometries the geometry that is asked for is permuted: x - P x_j and v_j permuted are P (P^-1 x - x_j), P v_j.
void GdmlPredictor::predictBatch(std::span<const DescribedGeometry> geometries, EnergyAndForces* results) const
{
    const std::size_t permutations = m_pairs.size(), columns = permutations * geometries.size();
    GdmlScratch scratch(m_table);
    std::vector<MatrixXd> totals(geometries.size(), MatrixXd::Zero(m_descriptor.functionCount(), m_descriptor.pairCount()));
    for (std::size_t i = 0; i < geometries.size(); ++i)
        results[i] = {0, {}, std::numeric_limits<double>::infinity()};
    for (std::size_t begin = 0; begin < columns; begin += kGdmlColumns) {
        const std::size_t end = std::min(columns, begin + kGdmlColumns);
        for (std::size_t column = begin; column < end; ++column)
            ask(geometries[column / permutations], m_pairs[column % permutations], static_cast<int>(column - begin), scratch);
        evaluateGdml(m_table, scratch);
        for (std::size_t column = begin; column < end; ++column) {
            const auto place = static_cast<int>(column - begin);
            const std::size_t i = column / permutations;
            addTo(totals[i], m_pairs[column % permutations], place, scratch);
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
void GdmlPredictor::ask(const DescribedGeometry& geometry, const std::vector<int>& pairs, int column, GdmlScratch& scratch) const
{
    const Index functions = geometry.values.rows();
    double* asked = scratch.asked.data() + column;
    const double* centre = m_centre.data();
    for (const int pair : pairs) {
        const double* values = geometry.values.data() + pair * functions;
        for (Index f = 0; f < functions; ++f, asked += kGdmlColumns)
            *asked = values[f] - *centre++;
    }
}

/// The gradient, its pairs put back.
void GdmlPredictor::addTo(MatrixXd& total, const std::vector<int>& pairs, int column, const GdmlScratch& scratch)
{
    const Index functions = total.rows();
    const double* gradient = scratch.gradients.data() + column;
    for (const int pair : pairs) {
        double* to = total.data() + pair * functions;
        for (Index f = 0; f < functions; ++f, gradient += kGdmlColumns)
            to[f] += *gradient;
    }
}

} // namespace mbtr
