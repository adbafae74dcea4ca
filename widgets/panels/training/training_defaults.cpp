#include "widgets/panels/training/training_defaults.h"

#include "core/base/text.h"
#include "core/dataset/scalar_values.h"
#include "widgets/fields/number_text.h"
#include "widgets/fields/texts.h"

#include <algorithm>

namespace mbtr::gui {

namespace {

constexpr int kMostByDefault = 1000;

std::string defaultTarget(const Dataset& dataset)
{
    std::size_t most = 0;
    for (const Property& property : dataset.properties)
        most = isTarget(property) ? std::max(most, property.count()) : most;
    std::string first;
    for (const Property& property : dataset.properties) {
        if (!isTarget(property) || property.count() < most)
            continue;
        if (lowerCase(property.name).find("energy") != std::string::npos)
            return property.name;
        if (first.empty())
            first = property.name;
    }
    return first;
}

} // namespace

int usableCount(const Dataset& dataset, const std::string& target)
{
    const MissingScalars missing = missingScalars(dataset, target);
    return dataset.size() - missing.none - missing.infinite;
}

bool isTarget(const Property& property)
{
    return property.isScalar() && property.count() > 0;
}

TrainingSettings fitted(TrainingSettings current, const Dataset& dataset)
{
    const Property* target = dataset.find(current.target);
    if (!target || !isTarget(*target)) {
        current.target = defaultTarget(dataset);
        current.kernel = makeKernel(nameOf(current.kernel), lengthOf(TrainingSettings {}.kernel));
        current.lambda = TrainingSettings {}.lambda;
        current.split.train = std::clamp(usableCount(dataset, current.target) * 4 / 5, 1, kMostByDefault);
        current.split.validate = 0;
    }
    if (current.split.train + std::max(1, current.split.validate) > usableCount(dataset, current.target)) {
        current.split.train = std::clamp(usableCount(dataset, current.target) * 4 / 5, 1, kMostByDefault);
        current.split.validate = 0;
    }
    return current;
}

QString secondsText(double seconds)
{
    if (seconds < 0.95)
        return tr("under 1 s");
    if (seconds < 95)
        return tr("%1 s").arg(seconds, 0, 'f', 0);
    return seconds < 5400 ? tr("%1 min").arg(seconds / 60, 0, 'f', 0) : tr("%1 h").arg(seconds / 3600, 0, 'f', 1);
}

QString estimateSentence(const TrainingEstimate& estimate)
{
    const TrainingSeconds& seconds = estimate.seconds;
    return tr("Training needs about %1 (features %2, kernel matrix %3) and %4 (features %5, kernel %6, solving %7).")
        .arg(byteText(estimate.bytes()), byteText(estimate.featureBytes), byteText(estimate.kernelBytes),
             secondsText(seconds.features + seconds.kernel + seconds.solve), secondsText(seconds.features),
             secondsText(seconds.kernel), secondsText(seconds.solve));
}

} // namespace mbtr::gui
