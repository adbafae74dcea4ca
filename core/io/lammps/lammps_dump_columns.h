#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

/// What the columns of "ITEM: ATOMS id type x y z ..." are. https://docs.lammps.org/dump.html
struct DumpColumns {
    enum class Role { Id, Type, Element, Mass, Position, Number, Text };
    struct Column {
        Role role = Role::Number;
        int property = -1; ///< index into properties for Number and Text
        int component = 0; ///< of the property or the position
    };
    struct PropertyColumn {
        std::string name; ///< "forces"
        int components = 1;
        bool text = false;
    };
    std::vector<Column> columns;
    std::vector<PropertyColumn> properties;
    bool scaled = false; ///< positions in units of the box
    bool hasId = false, hasType = false, hasElement = false, hasMass = false;

    /// words: those behind "ATOMS". Returns what is missing: empty, or "x, y, z (..)".
    std::string parse(const std::vector<std::string_view>& words);

private:
    bool choosePositions(const std::vector<std::string_view>& words);
    void addProperties(const std::vector<std::string_view>& words);
};

} // namespace mbtr
