#include "widgets/render/scene/display_options.h"

#include "widgets/render/scene/display_table.h"

#include <QVariant>

#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

/// What belongs to the properties of one file: the next one may not have them.
DisplayOptions withoutProperties(DisplayOptions options)
{
    if (options.labels == LabelWith::Property)
        options.labels = LabelWith::Nothing;
    if (options.colorBy == ColorBy::Property)
        options.colorBy = ColorBy::Element;
    return options;
}

} // namespace

DisplayOptions corrected(DisplayOptions options)
{
    const DisplayOptions usual;
    for (const DisplayNumber& number : displayNumbers()) {
        const double value = number.get(options);
        number.set(options, std::isfinite(value) ? std::clamp(value, number.min, number.max) : number.get(usual));
    }
    for (int k = 0; k < 3; ++k)
        if (options.ranges.to[k] < options.ranges.from[k])
            std::swap(options.ranges.from[k], options.ranges.to[k]);
    return options;
}

QVariantMap toMap(const DisplayOptions& options)
{
    const DisplayOptions kept = withoutProperties(options);
    QVariantMap map;
    for (const DisplayNumber& number : displayNumbers())
        if (number.isKept)
            map.insert(number.key, number.get(kept));
    for (const DisplaySwitch& line : displaySwitches())
        map.insert(line.key, line.get(kept));
    for (const DisplayChoice& choice : displayChoices())
        map.insert(choice.key, choice.get(kept));
    return map;
}

DisplayOptions displayOptions(const QVariantMap& map)
{
    DisplayOptions options;
    for (const DisplayNumber& number : displayNumbers()) {
        bool isNumber = false;
        const double value = map.value(number.key).toDouble(&isNumber);
        if (number.isKept && isNumber)
            number.set(options, value);
    }
    for (const DisplaySwitch& line : displaySwitches())
        line.set(options, map.value(line.key, line.get(options)).toBool());
    for (const DisplayChoice& choice : displayChoices()) {
        bool isNumber = false;
        const int value = map.value(choice.key).toInt(&isNumber);
        if (isNumber && value >= 0 && value < choice.count)
            choice.set(options, value);
    }
    return corrected(withoutProperties(options));
}

} // namespace mbtr::gui
