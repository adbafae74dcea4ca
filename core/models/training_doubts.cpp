#include "core/models/training_doubts.h"

#include "core/base/text.h"
#include "core/chemistry/element.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <set>

namespace mbtr {

namespace {

constexpr double kLargeCancellation = 1000;
constexpr double kSame = 1e-6; // of the length of the features; of a distance

std::vector<double> sortedDistances(const Structure& structure)
{
    std::vector<double> distances;
    for (int i = 0; i < structure.atomCount(); ++i)
        for (int j = 0; j < i; ++j)
            distances.push_back((structure.positions.col(i) - structure.positions.col(j)).norm());
    std::ranges::sort(distances);
    return distances;
}

bool isClose(double a, double b)
{
    return std::abs(a - b) <= 10 * kSame * std::max(1.0, std::abs(a));
}

/// Of structures with the same features.
bool areCopies(const Structure& a, const Structure& b)
{
    std::vector<int> ofA = a.species, ofB = b.species;
    std::ranges::sort(ofA);
    std::ranges::sort(ofB);
    if (ofA != ofB || a.isPeriodic() != b.isPeriodic())
        return false;
    if (a.isPeriodic()) // atoms may be listed in other cells: the features have seen their distances
        return isClose(a.cell->volume(), b.cell->volume());
    const auto distancesOfA = sortedDistances(a), distancesOfB = sortedDistances(b);
    return std::ranges::equal(distancesOfA, distancesOfB, isClose);
}

Message warning(std::string text)
{
    return {.severity = Severity::Warning, .text = std::move(text)};
}

} // namespace

std::vector<int> untrainedElements(const Dataset& dataset, std::span<const int> rows, std::span<const int> trained)
{
    std::set<int> unknown;
    for (const int row : rows)
        for (const int element : dataset.structures[static_cast<std::size_t>(row)].species)
            if (std::ranges::find(trained, element) == trained.end())
                unknown.insert(element);
    return {unknown.begin(), unknown.end()};
}

int countCopies(const Dataset& dataset, const RowMatrix& features, const TrainingResult& result)
{
    int copies = 0;
    for (std::size_t i = 0; i < result.validateNearest.size(); ++i) {
        const NearestTraining& nearest = result.validateNearest[i];
        const int row = result.split.validate[i];
        if (nearest.row < 0 || nearest.distance > kSame * features.row(row).norm())
            continue;
        const int trained = result.split.train[static_cast<std::size_t>(nearest.row)];
        copies += areCopies(dataset.structures[static_cast<std::size_t>(row)],
                            dataset.structures[static_cast<std::size_t>(trained)]);
    }
    return copies;
}

std::string namesOf(std::span<const int> elements)
{
    std::string names;
    for (std::size_t i = 0; i < elements.size(); ++i)
        names += (i == 0 ? "" : i + 1 == elements.size() ? " and " : ", ") + std::string(elementSymbol(elements[i]));
    return names;
}

Messages doubtsOf(const TrainingResult& result)
{
    Messages messages = missingNotes(result.missing, result.structures, result.settings.target);
    if (!result.untrained.empty())
        messages.push_back(warning("no structure that trains holds " + namesOf(result.untrained)
                                   + ", but some that validate do: the model knows nothing of "
                                   + (result.untrained.size() == 1 ? "it" : "them")));
    if (result.copies > 0)
        messages.push_back(
            warning(fmt::format("{} of {} structures that validate {} of one that trains: the errors look smaller "
                                "than they are",
                                result.copies, result.split.validate.size(), result.copies == 1 ? "is a copy" : "are copies")));
    for (Message& message : doubtsOf(result.leakage, result.split, result.settings.split.method))
        messages.push_back(std::move(message));
    if (result.cancellation > kLargeCancellation)
        messages.push_back({.severity = Severity::Note,
                            .text = fmt::format("contributions of training structures are {:.2g} times larger than what they add "
                                                "up to: they explain little; a larger lambda or a shorter length mends it",
                                                result.cancellation)});
    return messages;
}

} // namespace mbtr
