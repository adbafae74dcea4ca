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
/// MOL and SDF of MDL, V2000 and V3000, with bonds, formal charges and data fields. CTfile Formats, BIOVIA 2020,
/// https://discover.3ds.com/ctfile-documentation-request-form
Dataset readSdf(TextInput& input);
/// PDB: every model a structure, the first of alternative locations, CONECT as bonds. https://www.wwpdb.org/documentation/file-format
Dataset readPdb(TextInput& input);
/// GRO of GROMACS, any number of frames. https://manual.gromacs.org/current/reference-manual/file-formats.html#gro
Dataset readGro(TextInput& input);
/// Chemical Markup Language: every molecule a structure, with bonds and formal charges. http://www.xml-cml.org/schema
Dataset readCml(TextInput& input);

} // namespace mbtr
