#include "widgets/work/forces/force_defaults.h"

#include "core/base/text.h"
#include "widgets/fields/texts.h"

#include <algorithm>

namespace mbtr::gui {

namespace {

constexpr int kTrainByDefault = 200, kValidateByDefault = 500;

bool isComplete(const Property& property, const Dataset& dataset)
{
    return property.count() == static_cast<std::size_t>(dataset.size());
}

/// The first that suits, those that are called so before the others; empty where none does.
std::string chosen(const Dataset& dataset, const char* word, bool (*suits)(const Property&), bool othersToo)
{
    std::string other;
    for (const Property& property : dataset.properties) {
        if (!suits(property) || !isComplete(property, dataset))
            continue;
        if (lowerCase(property.name).find(word) != std::string::npos)
            return property.name;
        if (other.empty() && othersToo)
            other = property.name;
    }
    return other;
}

} // namespace

bool isForces(const Property& property)
{
    const auto* numbers = std::get_if<AtomNumbers>(&property.values);
    return numbers && numbers->components == 3 && property.count() > 0;
}

QString obstacleOf(const Dataset& dataset)
{
    if (dataset.size() < 2)
        return tr("A force model learns from several geometries of one molecule; there is only one structure here.");
    for (std::size_t i = 1; i < dataset.structures.size(); ++i)
        if (dataset.structures[i].species != dataset.structures.front().species)
            return tr("A force model learns one molecule. Structure %1, %2, does not have the atoms of the first, %3, in the "
                      "same order.")
                .arg(i + 1)
                .arg(QString::fromStdString(formula(dataset.structures[i])),
                     QString::fromStdString(formula(dataset.structures.front())));
    if (dataset.structures.front().atomCount() < 2)
        return tr("A force model needs at least two atoms.");
    if (std::none_of(dataset.properties.begin(), dataset.properties.end(), isForces))
        return tr("These structures have no forces: a property with three numbers for each atom.");
    return {};
}

GdmlTrainingSettings fittedForces(GdmlTrainingSettings current, const Dataset& dataset)
{
    const auto scalar = [](const Property& property) { return property.isScalar(); };
    const Property* forces = dataset.find(current.forces);
    if (!forces || !isForces(*forces))
        current.forces = chosen(dataset, "force", isForces, true);
    const Property* energy = dataset.find(current.energy);
    if (!energy || !energy->isScalar())
        current.energy = chosen(dataset, "energy", scalar, false);
    if (current.energy.empty())
        current.energy = "energy"; // which may be missing
    const int size = dataset.size();
    if (current.split.train + std::max(1, current.split.validate) > size
        || current.split == SplitSettings {.method = SplitMethod::Stratified}) {
        current.split.train = std::clamp(size / 2, 1, kTrainByDefault);
        current.split.validate = std::min(size - current.split.train, kValidateByDefault);
    }
    return current;
}

} // namespace mbtr::gui
