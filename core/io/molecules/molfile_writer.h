#pragma once

#include "core/chemistry/structure.h"
#include "core/io/import_notes.h"

#include <iosfwd>
#include <vector>

namespace mbtr {

/// A connection table up to "M  END": V2000 where it can hold the molecule, else V3000. charges: one for each atom or none.
/// Rounding and what is left out goes to `losses`.
void writeMolfile(const Structure& structure, const std::vector<int>& charges, std::ostream& out, ImportNotes& losses);

} // namespace mbtr
