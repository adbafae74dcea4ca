#include "tests/support/small_models.h"

#include "tests/support/random_features.h"

namespace mbtr::test {

namespace {

Representation smallRepresentation(RepresentationKind kind)
{
    Representation representation;
    representation.kind = kind;
    representation.species = {1, 6};
    if (kind == RepresentationKind::Mbtr) {
        TermSettings term;
        term.k = 1;
        term.geometry = Geometry::AtomicNumber;
        term.grid = {.min = 0, .max = 8, .n = 5};
        term.sigma = 0.5;
        representation.mbtr.species = representation.species;
        representation.mbtr.terms = {term};
        representation.termScales = {1.5};
    } else if (kind == RepresentationKind::CoulombMatrix) {
        representation.mostAtoms = 4;
    } else {
        representation.bags = {{1, 0, 4}, {6, 0, 2}, {1, 6, 4}};
    }
    return representation;
}

} // namespace

SavedModel smallModel(RepresentationKind kind)
{
    constexpr int kRows = 10, kColumns = 10;
    const RowMatrix features = randomFeatures(kRows, kColumns);
    const Eigen::VectorXd y = features.rowwise().sum();
    SavedModel saved;
    Progress progress;
    saved.model = std::make_shared<const KrrModel>(fitKrr(features, firstRows(kRows), y, GaussianKernel {1.5}, 1e-3, progress));
    saved.representation = smallRepresentation(kind);
    saved.baseline = CompositionBaseline {CompositionUnit::Fractions, -2.5, {1, 6}, {0.25, 4}};
    saved.target = "energy";
    saved.unit = "eV";
    saved.amplitude = 0.1;
    saved.sources = {{{"a.xyz", 0, 6}, 1u, 100}, {{"b.xyz", 6, 12}, 2u, 200}};
    saved.split = {.train = kRows, .validate = 2};
    saved.trainingStructures = firstRows(kRows);
    saved.trainingNames.assign(kRows, "ethene");
    return saved;
}

SavedGdml smallForceModel()
{
    auto model = std::make_shared<GdmlModel>();
    model->species = {8, 1, 1};
    model->permutations = {{0, 1, 2}, {0, 2, 1}};
    model->described = Eigen::MatrixXd::Random(3, 2).cwiseAbs();
    model->weights = Eigen::MatrixXd::Random(3, 2);
    SavedGdml saved;
    saved.model = model;
    saved.energy = "energy";
    saved.forces = "forces";
    saved.sources = {{"a.xyz", 0, 5}};
    saved.split = {.train = 2, .validate = 3};
    saved.trainingStructures = {1, 4};
    return saved;
}

GdmlCheckpoint smallCheckpoint()
{
    return {.fingerprint = "0123456789abcdef",
            .search = {{10, 1e-10, 0, 40, 0.5}},
            .residuals = {0.5, 0.25},
            .weights = Eigen::VectorXd::Ones(9)};
}

} // namespace mbtr::test
