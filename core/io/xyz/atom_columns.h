#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

/// One column (or several together) of the atom lines of an extended XYZ file.
struct AtomColumn {
    enum class Role { Species, Position, Number, Truth, Text, Skipped };
    Role role = Role::Skipped;
    std::string name;
    int components = 1;
};

/// What the atom lines hold, from `Properties=species:S:1:pos:R:3:...`.
struct AtomColumns {
    std::vector<AtomColumn> columns;
    int wordCount = 0; ///< words an atom line must have

    /// Throws SettingsError("Properties", ..) where the description is not one.
    static AtomColumns fromDescription(std::string_view description);
    /// "symbol x y z", the plain XYZ file.
    static AtomColumns plain();
};

} // namespace mbtr
