#pragma once

#include "core/chemistry/structure.h"

#include <optional>
#include <string>

namespace mbtr {

// Found by spglib (A. Togo, K. Shinohara, I. Tanaka, Sci. Technol. Adv. Mater. Methods 4, 2384822 (2024)).
// tolerance: angstrom; atoms this near count as being on one place. All throw SettingsError for a structure that is not
// periodic in three directions, has more than kMostSymmetryAtoms atoms or a cell that is no crystal's (longer than a micrometre,
// flat), and NumericalError where no symmetry is found, as where atoms lie on one another.

inline constexpr double kSymmetryTolerance = 0.01; // angstrom: files give coordinates with three or four digits
inline constexpr int kMostSymmetryAtoms = 4000; // the time grows with the square

struct SpaceGroup {
    int number = 1; ///< 1..230
    std::string symbol; ///< Hermann-Mauguin, "Fm-3m"
    std::string pointGroup; ///< "m-3m"

    bool operator==(const SpaceGroup&) const = default;
};

SpaceGroup spaceGroupOf(const Structure& structure, double tolerance = kSymmetryTolerance);
/// Can symmetry be asked for: three periodic directions that span a volume, of a size that crystals have, and not too
/// many atoms?
bool canHaveSpaceGroup(const Structure& structure);

/// As few atoms as repeat to the same crystal; lengths and angles between atoms stay, up to symmetry within the tolerance.
/// The bonds a file states are dropped: their atoms may be gone.
Structure primitiveCell(const Structure& structure, double tolerance = kSymmetryTolerance);
/// The cell of the International Tables, of one, two, three or four primitive ones. As primitiveCell().
Structure conventionalCell(const Structure& structure, double tolerance = kSymmetryTolerance);
/// The same crystal with the Niggli-reduced vectors of its own cell, atoms wrapped into it: I. Krivy, B. Gruber, Acta Cryst.
/// A32, 297 (1976).
Structure niggliCell(const Structure& structure, double tolerance = kSymmetryTolerance);

} // namespace mbtr
