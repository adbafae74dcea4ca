#include "core/dataset/scalar_values.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace mbtr {

namespace {

const std::vector<double>* scalarsOf(const Dataset& dataset, std::string_view name)
{
    const Property* property = dataset.find(name);
    return property && property->isScalar() ? &std::get<StructureNumbers>(property->values).values : nullptr;
}

} // namespace

std::vector<double> scalarsOrMissing(const Dataset& dataset, std::string_view propertyName)
{
    const std::vector<double>* numbers = scalarsOf(dataset, propertyName);
    if (!numbers)
        return scalarValues(dataset, propertyName); // throws and names what there is
    std::vector<double> values = *numbers;
    for (double& value : values)
        if (!std::isfinite(value))
            value = std::numeric_limits<double>::quiet_NaN();
    if (!values.empty() && std::ranges::none_of(values, [](double value) { return std::isfinite(value); }))
        throw SettingsError("target",
                            inQuotes(propertyName) + " has no finite value for any of the " + std::to_string(values.size())
                                + " structures");
    return values;
}

MissingScalars missingScalars(const Dataset& dataset, std::string_view propertyName)
{
    MissingScalars missing;
    if (const std::vector<double>* numbers = scalarsOf(dataset, propertyName))
        for (const double value : *numbers) {
            missing.none += std::isnan(value);
            missing.infinite += std::isinf(value);
        }
    return missing;
}

Messages missingNotes(const MissingScalars& missing, int structures, std::string_view propertyName)
{
    if (missing.none + missing.infinite == 0)
        return {};
    std::string text = fmt::format("{} of {} structures", missing.none > 0 ? missing.none : missing.infinite, structures);
    if (missing.none > 0)
        text += fmt::format(" have no value of {}", inQuotes(propertyName));
    if (missing.none > 0 && missing.infinite > 0)
        text += fmt::format(", {} an infinite one", missing.infinite);
    else if (missing.infinite > 0)
        text += fmt::format(" have an infinite value of {}", inQuotes(propertyName));
    return {{.severity = Severity::Warning, .text = text + "; they are left out"}};
}

} // namespace mbtr
