#include "widgets/panels/training_defaults.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "widgets/fields/number_text.h"

#include <QCoreApplication>
#include <algorithm>

namespace mbtr::gui {

namespace {

constexpr int kMostByDefault = 1000;

QString tr(const char* text)
{
    return QCoreApplication::translate("TrainingPanel", text);
}

std::string defaultTarget(const Dataset& dataset)
{
    std::string first;
    for (const Property& property : dataset.properties) {
        if (!isTarget(property) || property.count() < static_cast<std::size_t>(dataset.size()))
            continue;
        if (lowerCase(property.name).find("energy") != std::string::npos)
            return property.name;
        if (first.empty())
            first = property.name;
    }
    return first;
}

} // namespace

bool isTarget(const Property& property)
{
    return property.isScalar() && property.count() > 0;
}

TrainingSettings fitted(TrainingSettings current, const Dataset& dataset)
{
    const Property* target = dataset.find(current.target);
    if (!target || !isTarget(*target)) {
        current.target = defaultTarget(dataset);
        current.split.train = std::clamp(dataset.size() * 4 / 5, 1, kMostByDefault);
        current.split.validate = 0;
    }
    if (current.split.train + std::max(1, current.split.validate) > dataset.size()) {
        current.split.train = std::clamp(dataset.size() * 4 / 5, 1, kMostByDefault);
        current.split.validate = 0;
    }
    return current;
}

QString memorySentence(const Dataset& dataset, const MbtrSettings& mbtr, const TrainingSettings& training)
{
    const std::int64_t rows = std::clamp(training.split.train, 0, dataset.size());
    const std::int64_t kernel = 8 * rows * rows;
    try {
        const auto layout = layoutFor(dataset, mbtr);
        const std::int64_t features = featureBytes(dataset, *layout);
        const std::int64_t copied = rows * layout->featureCount * 8; // the model keeps its training features
        return tr("Needs about %1: features %2, kernel matrix %3.")
            .arg(byteText(features + copied + kernel), byteText(features + copied), byteText(kernel));
    } catch (const SettingsError&) { // shown where the settings are edited
        return tr("Kernel matrix: %1.").arg(byteText(kernel));
    }
}

} // namespace mbtr::gui
