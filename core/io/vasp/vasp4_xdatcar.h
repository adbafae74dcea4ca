#pragma once

#include "core/chemistry/cell.h"
#include "core/io/import_notes.h"
#include "core/io/read_options.h"

#include <string_view>
#include <vector>

namespace mbtr {

class TextInput;

/// The head of an XDATCAR of VASP 4: numbers of atoms; volume an atom and lengths of the cell vectors in metres; temperature;
/// "CAR"; title. It says neither the elements nor the directions of the cell vectors.
struct Vasp4Xdatcar {
    long long atomCount = 0;
    Cell cell;
    std::vector<int> species; ///< one for each atom; empty where nothing says them
};

/// By its first two lines.
bool isVasp4Xdatcar(std::string_view firstLine, std::string_view secondLine);

/// Reads on behind the second line, up to the title. Elements and cell come from the CONTCAR or POSCAR in the same folder where
/// that fits; else the elements from the options, and the cell from its lengths where their product is the volume, which only
/// holds for a right-angled cell. Throws FileError.
Vasp4Xdatcar readVasp4Xdatcar(TextInput& input, std::string_view firstLine, std::string_view secondLine,
                              const ReadOptions& options, ImportNotes& notes);

/// One for each atom: those found, else those of the options. Throws MissingElements.
std::vector<int> vasp4Species(const Vasp4Xdatcar& header, const ReadOptions& options, const std::string& path);

} // namespace mbtr
