#include "core/models/training_advice.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mbtr {

namespace {

bool areCrystalsOfManySizes(const Dataset& dataset)
{
    const auto periodic = std::ranges::count_if(dataset.structures, &Structure::isPeriodic);
    const auto [smallest, largest] = std::ranges::minmax_element(dataset.structures, {}, &Structure::atomCount);
    return dataset.size() > 1 && 2 * periodic > dataset.size() && smallest->atomCount() != largest->atomCount();
}

/// From the smaller half of the structures to the larger one: do magnitudes grow at least with the root of the number of atoms?
bool growsWithAtoms(const Dataset& dataset, const std::vector<double>& targets)
{
    const auto atoms = [&](std::size_t i) { return dataset.structures[i].atomCount(); };
    std::vector<std::size_t> order(targets.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::ranges::stable_sort(order, {}, atoms);
    double sizes[2] {}, magnitudes[2] {};
    for (std::size_t place = 0; place < order.size(); ++place) {
        const std::size_t half = 2 * place < order.size() ? 0 : 1;
        sizes[half] += atoms(order[place]);
        magnitudes[half] += std::abs(targets[order[place]]);
    }
    return magnitudes[1] / magnitudes[0] > std::sqrt(sizes[1] / sizes[0]);
}

} // namespace

bool wantsNormalizedFeatures(const Dataset& dataset, const MbtrSettings& settings, const TrainingSettings& training)
{
    const Property* target = dataset.find(training.target);
    if (training.representation != RepresentationKind::Mbtr || settings.normalization != Normalization::None || !target || !target->isScalar()
        || target->count() < static_cast<std::size_t>(dataset.size()) || !areCrystalsOfManySizes(dataset))
        return false;
    return training.perAtom || !growsWithAtoms(dataset, trainingTargets(dataset, training));
}

std::string normalizationAdvice()
{
    return "the target does not grow with the number of atoms, but these features do, so that two cells of one crystal look "
           "different to the model; the normalization 'n_atoms' helps";
}

} // namespace mbtr
