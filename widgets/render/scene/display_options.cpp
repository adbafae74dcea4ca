#include "widgets/render/scene/display_options.h"

#include <QVariant>

#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

void correct(double& value, double low, double high, double otherwise)
{
    value = std::isfinite(value) ? std::clamp(value, low, high) : otherwise;
}

template <typename Enum> Enum enumOf(const QVariant& value, Enum last, Enum otherwise)
{
    bool isNumber = false;
    const int number = value.toInt(&isNumber);
    return isNumber && number >= 0 && number <= static_cast<int>(last) ? static_cast<Enum>(number) : otherwise;
}

/// Calls visit(key, member) for each choice that is kept: read and written from the same list.
template <typename Options, typename Visit> void forEachNumber(Options& options, const Visit& visit)
{
    visit("atomScale", options.atomScale);
    visit("bondScale", options.bondScale);
    visit("polyhedraOpacity", options.polyhedraOpacity);
    visit("atomOpacity", options.atomOpacity);
}

template <typename Options, typename Visit> void forEachSwitch(Options& options, const Visit& visit)
{
    visit("cell", options.cell);
    visit("axes", options.axes);
    visit("fog", options.fog);
    visit("outline", options.outline);
    visit("occlusion", options.occlusion);
    visit("orthographic", options.orthographic);
    visit("boundaryAtoms", options.ranges.boundaryAtoms);
    visit("wholeMolecules", options.ranges.wholeMolecules);
}

} // namespace

DisplayOptions corrected(DisplayOptions options)
{
    correct(options.atomScale, 0.1, 4, 1);
    correct(options.bondScale, 0.1, 4, 1);
    correct(options.polyhedraOpacity, 0.05, 1, 0.55);
    correct(options.atomOpacity, 0.05, 1, 1);
    correct(options.arrowScale, 0, 1e6, 0);
    options.labelSize = std::clamp(options.labelSize, 6, 48);
    for (int k = 0; k < 3; ++k) {
        correct(options.ranges.from[k], -100, 100, 0);
        correct(options.ranges.to[k], -100, 100, 1);
        if (options.ranges.to[k] < options.ranges.from[k])
            std::swap(options.ranges.from[k], options.ranges.to[k]);
    }
    return options;
}

QVariantMap toMap(const DisplayOptions& options)
{
    QVariantMap map;
    const auto write = [&](const char* key, auto value) { map.insert(key, value); };
    forEachNumber(options, write);
    forEachSwitch(options, write);
    write("style", static_cast<int>(options.style));
    write("elementColors", static_cast<int>(options.elementColors));
    write("colorMap", static_cast<int>(options.colorMap));
    write("labels", static_cast<int>(options.labels == LabelWith::Property ? LabelWith::Nothing : options.labels));
    write("labelSize", options.labelSize);
    return map;
}

DisplayOptions displayOptions(const QVariantMap& map)
{
    DisplayOptions options;
    forEachNumber(options, [&](const char* key, double& value) { value = map.value(key, value).toDouble(); });
    forEachSwitch(options, [&](const char* key, bool& value) { value = map.value(key, value).toBool(); });
    options.style = enumOf(map.value("style"), Style::Polyhedra, options.style);
    options.elementColors = enumOf(map.value("elementColors"), ElementColors::ColorBlindSafe, options.elementColors);
    options.colorMap = enumOf(map.value("colorMap"), ColorMap::BlueRed, options.colorMap);
    options.labels = enumOf(map.value("labels"), LabelWith::ElementAndIndex, options.labels);
    options.labelSize = map.value("labelSize", options.labelSize).toInt();
    return corrected(options);
}

} // namespace mbtr::gui
