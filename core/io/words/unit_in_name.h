#pragma once

#include <string>
#include <string_view>

namespace mbtr {

/// A property's name as files write it, with the unit in it taken apart: "energy (kcal/mol)" and "gap/eV".
struct NameAndUnit {
    std::string name;
    std::string unit; ///< empty where the name states none that is known: "energy/atom" is a name
};

NameAndUnit splitUnit(std::string_view name);

} // namespace mbtr
