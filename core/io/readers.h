#pragma once

#include "core/dataset/dataset.h"
#include "core/io/read_options.h"

namespace mbtr {

class TextInput;

// One reader a format. All throw FileError (path, line, what was found and expected) and Cancelled. The dataset they give has
// no sources yet; structures without a name in the file have none.

/// XYZ and extended XYZ, any number of frames; also the files of the QM9 dataset as they were published.
/// https://github.com/libAtoms/extxyz; units of energy, forces, stress and virial in extended XYZ as ASE defines them.
/// Throws MissingElements for the types that `dump xyz` of LAMMPS writes.
Dataset readXyz(TextInput& input, const ReadOptions& options = {});
/// POSCAR and CONTCAR of VASP 4 and 5; selective dynamics as property "move_mask". Throws MissingElements.
/// https://www.vasp.at/wiki/index.php/POSCAR
Dataset readPoscar(TextInput& input, const ReadOptions& options = {});
/// XDATCAR of VASP 4 and 5, constant and variable cell. Throws MissingElements. https://www.vasp.at/wiki/index.php/XDATCAR
Dataset readXdatcar(TextInput& input, const ReadOptions& options);
/// LAMMPS data files of all atom styles but wavepacket and tdpd. Throws MissingElements where neither labels nor masses say the
/// elements of the types. https://docs.lammps.org/read_data.html
Dataset readLammpsData(TextInput& input, const ReadOptions& options);
/// LAMMPS dumps in text form, any number of frames; atoms by number. Throws MissingElements. https://docs.lammps.org/dump.html
Dataset readLammpsDump(TextInput& input, const ReadOptions& options);
/// The atoms of a Gaussian cube file; the values on the grid are not read. https://gaussian.com/cubegen/
Dataset readCube(TextInput& input);
/// geometry.in of FHI-aims, with constraints, initial charges and moments, velocities. https://fhi-aims.org
Dataset readAims(TextInput& input);
/// JSON of pymatgen, ASE and chemiscope, told apart by content.
Dataset readJson(TextInput& input);
/// Arrays R, z, E and F as in MD17, or as revised MD17 calls them; z with 0 for atoms that are not there. http://www.sgdml.org
Dataset readNpz(TextInput& input, const ReadOptions& options);
/// CIF and mmCIF: one structure a data block with atoms, symmetry applied. https://www.iucr.org/resources/cif
Dataset readCif(TextInput& input);
/// MOL and SDF of MDL, V2000 and V3000, with bonds, formal charges and data fields. CTfile Formats, BIOVIA 2020,
/// https://discover.3ds.com/ctfile-documentation-request-form
Dataset readSdf(TextInput& input);
/// PDB: every model a structure, the first of alternative locations, CONECT as bonds.
/// https://www.wwpdb.org/documentation/file-format
Dataset readPdb(TextInput& input);
/// GRO of GROMACS, any number of frames. https://manual.gromacs.org/current/reference-manual/file-formats.html#gro
Dataset readGro(TextInput& input);
/// Chemical Markup Language: every molecule a structure, with bonds and formal charges. http://www.xml-cml.org/schema
Dataset readCml(TextInput& input);

} // namespace mbtr
