#include "core/models/training_advice.h"

#include "core/dataset/subset.h"

#include <algorithm>

namespace mbtr {

namespace {

constexpr int kMostFitted = 500;

bool areCrystalsOfManySizes(const Dataset& dataset)
{
    const auto periodic = std::ranges::count_if(dataset.structures, &Structure::isPeriodic);
    const auto [smallest, largest] = std::ranges::minmax_element(dataset.structures, {}, &Structure::atomCount);
    return dataset.size() > 1 && 2 * periodic > dataset.size() && smallest->atomCount() != largest->atomCount();
}

} // namespace

bool wantsNormalizedFeatures(const Dataset& dataset, const MbtrSettings& settings, const TrainingSettings& training)
{
    const Property* target = dataset.find(training.target);
    if (training.representation != RepresentationKind::Mbtr || settings.normalization != Normalization::None || !target || !target->isScalar()
        || target->count() < static_cast<std::size_t>(dataset.size()) || !areCrystalsOfManySizes(dataset))
        return false;
    if (training.perAtom)
        return true;
    const std::vector<int> rows = evenlyPicked(allRows(dataset), kMostFitted);
    return fitCompositionBaseline(dataset, rows, trainingTargets(dataset, training), false).unit == CompositionUnit::Fractions;
}

std::string normalizationAdvice()
{
    return "the target does not grow with the number of atoms, but these features do, so that two cells of one crystal look "
           "different to the model; the normalization 'n_atoms' helps";
}

} // namespace mbtr
