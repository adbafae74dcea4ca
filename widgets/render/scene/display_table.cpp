#include "widgets/render/scene/display_table.h"

#include <algorithm>
#include <cassert>

namespace mbtr::gui {

namespace {

using O = DisplayOptions;

/// A line for a plain member.
template <double O::*member> constexpr DisplayNumber number(const char* key, double min, double max, double step)
{
    return {key, min, max, step, true, [](const O& o) { return o.*member; }, [](O& o, double value) { o.*member = value; }};
}

template <bool O::*member> constexpr DisplaySwitch toggle(const char* key)
{
    return {key, [](const O& o) { return o.*member; }, [](O& o, bool value) { o.*member = value; }};
}

template <bool CellRanges::*member> constexpr DisplaySwitch toggleOfRanges(const char* key)
{
    return {key, [](const O& o) { return o.ranges.*member; }, [](O& o, bool value) { o.ranges.*member = value; }};
}

template <typename Enum, Enum O::*member> constexpr DisplayChoice choice(const char* key, Enum last)
{
    return {key, static_cast<int>(last) + 1, [](const O& o) { return static_cast<int>(o.*member); },
            [](O& o, int value) { o.*member = static_cast<Enum>(value); }};
}

/// Where the displayed range begins and ends along the cell vector k.
template <std::size_t k> constexpr DisplayNumber rangeBegin(const char* key)
{
    return {key,
            -100,
            100,
            0.5,
            false,
            [](const O& o) { return o.ranges.from[k]; },
            [](O& o, double value) { o.ranges.from[k] = value; }};
}

template <std::size_t k> constexpr DisplayNumber rangeEnd(const char* key)
{
    return {key,
            -100,
            100,
            0.5,
            false,
            [](const O& o) { return o.ranges.to[k]; },
            [](O& o, double value) { o.ranges.to[k] = value; }};
}

constexpr DisplayNumber kNumbers[] {
    number<&O::atomScale>("atomScale", 0.1, 4, 0.1),
    number<&O::bondScale>("bondScale", 0.1, 4, 0.1),
    number<&O::polyhedraOpacity>("polyhedraOpacity", 0.05, 1, 0.05),
    number<&O::atomOpacity>("atomOpacity", 0.05, 1, 0.05),
    {"labelSize", 6, 48, 1, true, [](const O& o) { return static_cast<double>(o.labelSize); },
     [](O& o, double value) { o.labelSize = static_cast<int>(value); }},
    {"arrowScale", 0, 1e6, 0, false, [](const O& o) { return o.arrowScale; }, [](O& o, double value) { o.arrowScale = value; }},
    rangeBegin<0>("fromA"),
    rangeEnd<0>("toA"),
    rangeBegin<1>("fromB"),
    rangeEnd<1>("toB"),
    rangeBegin<2>("fromC"),
    rangeEnd<2>("toC"),
};

constexpr DisplaySwitch kSwitches[] {
    toggle<&O::cell>("cell"),
    toggle<&O::axes>("axes"),
    toggle<&O::fog>("fog"),
    toggle<&O::outline>("outline"),
    toggle<&O::occlusion>("occlusion"),
    toggle<&O::orthographic>("orthographic"),
    toggleOfRanges<&CellRanges::boundaryAtoms>("boundaryAtoms"),
    toggleOfRanges<&CellRanges::wholeMolecules>("wholeMolecules"),
};

constexpr DisplayChoice kChoices[] {
    choice<Style, &O::style>("style", Style::Polyhedra),
    choice<ElementColors, &O::elementColors>("elementColors", ElementColors::ColorBlindSafe),
    choice<ColorMap, &O::colorMap>("colorMap", ColorMap::BlueRed),
    choice<LabelWith, &O::labels>("labels", LabelWith::Property),
    choice<ColorBy, &O::colorBy>("colorBy", ColorBy::Property),
};

template <typename Line> const Line& lineOf(std::span<const Line> lines, std::string_view key)
{
    const auto found = std::ranges::find_if(lines, [key](const Line& line) { return line.key == key; });
    assert(found != lines.end());
    return *found;
}

} // namespace

std::span<const DisplayNumber> displayNumbers()
{
    return kNumbers;
}

std::span<const DisplaySwitch> displaySwitches()
{
    return kSwitches;
}

std::span<const DisplayChoice> displayChoices()
{
    return kChoices;
}

const DisplayNumber& displayNumber(std::string_view key)
{
    return lineOf(displayNumbers(), key);
}

const DisplaySwitch& displaySwitch(std::string_view key)
{
    return lineOf(displaySwitches(), key);
}

const DisplayChoice& displayChoice(std::string_view key)
{
    return lineOf(displayChoices(), key);
}

} // namespace mbtr::gui
