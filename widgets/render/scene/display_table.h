#pragma once

#include "widgets/render/scene/display_options.h"

#include <span>
#include <string_view>

namespace mbtr::gui {

/// The choices of DisplayOptions as a table: what a choice is called, what it may be, and whether it is kept from run to run. The
/// form, the program's preferences and the correction of wrong values are made from it. Defaults are those of DisplayOptions.
struct DisplayNumber {
    const char* key;
    double min, max;
    double step; ///< of the form's arrows
    bool isKept; ///< else it belongs to one file
    double (*get)(const DisplayOptions&);
    void (*set)(DisplayOptions&, double);
};

struct DisplaySwitch {
    const char* key;
    bool (*get)(const DisplayOptions&);
    void (*set)(DisplayOptions&, bool);
};

struct DisplayChoice {
    const char* key;
    int count; ///< the values are 0 .. count - 1
    int (*get)(const DisplayOptions&);
    void (*set)(DisplayOptions&, int);
};

std::span<const DisplayNumber> displayNumbers();
std::span<const DisplaySwitch> displaySwitches();
std::span<const DisplayChoice> displayChoices();

/// The line of the table with this key; there must be one.
const DisplayNumber& displayNumber(std::string_view key);
const DisplaySwitch& displaySwitch(std::string_view key);
const DisplayChoice& displayChoice(std::string_view key);

} // namespace mbtr::gui
