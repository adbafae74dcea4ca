#pragma once

#include "core/dataset/dataset.h"

namespace mbtr {

class TextInput;

// One reader a format. All throw FileError (path, line, what was found and expected) and Cancelled. The dataset they give has
// no sources yet; structures without a name in the file have none.

/// XYZ and extended XYZ, any number of frames; also the files of the QM9 dataset as they were published.
/// https://github.com/libAtoms/extxyz; units of energy, forces, stress and virial in extended XYZ as ASE defines them.
Dataset readXyz(TextInput& input);
/// POSCAR and CONTCAR of VASP. https://www.vasp.at/wiki/index.php/POSCAR
Dataset readPoscar(TextInput& input);
/// CIF and mmCIF: one structure a data block with atoms, symmetry applied. https://www.iucr.org/resources/cif
Dataset readCif(TextInput& input);

} // namespace mbtr
