#include "core/io/words/unit_in_name.h"

#include "core/base/text.h"
#include "core/base/units.h"

namespace mbtr {

namespace {

/// "A" and "cell" alone are more often names than units.
bool isUnit(std::string_view text)
{
    const auto unit = parseUnit(text);
    if (!unit || text == "A")
        return false;
    Dimension dimension = unit->dimension;
    dimension[kAtomDimension] = 0;
    return dimension != Dimension {};
}

} // namespace

NameAndUnit splitUnit(std::string_view name)
{
    const auto bracket = name.rfind(" (");
    if (name.ends_with(')') && bracket != std::string_view::npos && bracket > 0) {
        const auto unit = name.substr(bracket + 2, name.size() - bracket - 3);
        if (isUnit(unit))
            return {std::string(trimmed(name.substr(0, bracket))), std::string(unit)};
    }
    const auto slash = name.find('/');
    if (slash != std::string_view::npos && slash > 0 && isUnit(name.substr(slash + 1)))
        return {std::string(trimmed(name.substr(0, slash))), std::string(name.substr(slash + 1))};
    return {std::string(name), ""};
}

} // namespace mbtr
