#include "core/models/training_advice.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

bool areCrystalsOfManySizes(const Dataset& dataset)
{
    const auto periodic = std::ranges::count_if(dataset.structures, &Structure::isPeriodic);
    const auto [smallest, largest] = std::ranges::minmax_element(dataset.structures, {}, &Structure::atomCount);
    return dataset.size() > 1 && 2 * periodic > dataset.size() && smallest->atomCount() != largest->atomCount();
}

/// How much the values vary: their standard deviation divided by their mean.
double variationOf(const Eigen::ArrayXd& values)
{
    return std::sqrt((values - values.mean()).square().mean()) / values.mean();
}

/// Are magnitudes per atom more alike than magnitudes?
bool growsWithAtoms(const Dataset& dataset, const std::vector<double>& targets)
{
    const Eigen::ArrayXd magnitudes = Eigen::Map<const Eigen::ArrayXd>(targets.data(), dataset.size()).abs();
    Eigen::ArrayXd atoms(dataset.size());
    for (int i = 0; i < dataset.size(); ++i)
        atoms[i] = std::max(1, dataset.structures[i].atomCount());
    return variationOf(magnitudes / atoms) < variationOf(magnitudes);
}

} // namespace

bool wantsNormalizedFeatures(const Dataset& dataset, const MbtrSettings& settings, const TrainingSettings& training)
{
    const Property* target = dataset.find(training.target);
    const MissingScalars missing = missingScalars(dataset, training.target);
    if (training.representation != RepresentationKind::Mbtr || settings.normalization != Normalization::None || !target
        || !target->isScalar() || missing.none + missing.infinite > 0 || !areCrystalsOfManySizes(dataset))
        return false;
    return training.perAtom || !growsWithAtoms(dataset, trainingTargets(dataset, training));
}

std::string normalizationAdvice()
{
    return "the target does not grow with the number of atoms, but these features do, so that two cells of one crystal look "
           "different to the model; the normalization 'n_atoms' helps";
}

} // namespace mbtr
