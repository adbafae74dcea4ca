#pragma once

#include "core/chemistry/structure.h"
#include "core/io/import_notes.h"

#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

class TextInput;

/// One connection table of MDL: header, atoms and bonds to the line "M  END". CTfile Formats, BIOVIA 2020.
struct Molfile {
    Structure structure;
    std::vector<double> charges; ///< formal, one for each atom, elementary charges
    std::string comment; ///< third line of the header
    bool isFlat = false; ///< the header says 2D
    long noElementLine = 0; ///< where an atom is a query, a group or a dummy; the molecule cannot be used then
    std::string noElement; ///< and what stands there

    /// Takes the symbol of the next atom; D and T are hydrogen.
    void addElement(std::string_view symbol, long line, ImportNotes& notes);
};

/// Both versions, told apart by the counts line. False where nothing but blank lines is left. Throws FileError.
bool readMolfile(TextInput& input, Molfile& molfile, ImportNotes& notes);

// The parts behind the counts line, V2000 up to "M  END" (or, without one, up to the end of the record).
void readV2000(TextInput& input, std::string_view countsLine, Molfile& molfile, ImportNotes& notes);
void readV3000(TextInput& input, Molfile& molfile, ImportNotes& notes);

/// For both versions: the bond between atoms i and j from 0. Throws FileError for the line read last.
void addMolfileBond(TextInput& input, Molfile& molfile, GivenBond bond, long long type, ImportNotes& notes);

} // namespace mbtr
