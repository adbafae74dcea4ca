#include "core/io/format.h"

#include "core/io/readers.h"
#include "core/io/writers.h"

#include <algorithm>
#include <cassert>

namespace mbtr {

namespace {

/// For readers that nobody needs to tell anything.
template <Dataset (*read)(TextInput&)> Dataset plainly(TextInput& input, const ReadOptions&)
{
    return read(input);
}

} // namespace

const std::vector<Format>& formats()
{
    static const std::vector<Format> all {
        {.id = "extxyz",
         .name = "Extended XYZ",
         .suffixes = {"extxyz"},
         .reference = "https://github.com/libAtoms/extxyz",
         .read = readXyz,
         .write = writeExtendedXyz,
         .holdsSeveral = true,
         .holdsCell = true,
         .holdsMolecules = true,
         .holdsPeriodicity = true,
         .holdsStructureProperties = true,
         .holdsAtomProperties = true,
         .holdsAtomTexts = true},
        {.id = "xyz",
         .name = "XYZ",
         .suffixes = {"xyz"},
         .reference = "https://openbabel.org/docs/FileFormats/XYZ_cartesian_coordinates_format.html",
         .read = readXyz,
         .write = writePlainXyz,
         .holdsSeveral = true,
         .holdsMolecules = true},
        {.id = "qm9",
         .name = "QM9 XYZ",
         .suffixes = {"qm9"},
         .reference = "https://doi.org/10.1038/sdata.2014.22",
         .read = readXyz,
         .write = writeQm9,
         .holdsSeveral = true,
         .holdsMolecules = true},
        {.id = "poscar",
         .name = "VASP POSCAR",
         .suffixes = {"poscar", "contcar", "vasp"},
         .reference = "https://www.vasp.at/wiki/index.php/POSCAR",
         .read = readPoscar,
         .write = writePoscar,
         .holdsCell = true,
         .holdsConstraints = true},
        {.id = "xdatcar",
         .name = "VASP XDATCAR",
         .suffixes = {"xdatcar"},
         .reference = "https://www.vasp.at/wiki/index.php/XDATCAR",
         .read = readXdatcar,
         .write = writeXdatcar,
         .holdsSeveral = true,
         .holdsCell = true},
        {.id = "cif",
         .name = "CIF",
         .suffixes = {"cif"},
         .reference = "https://www.iucr.org/resources/cif",
         .read = plainly<readCif>,
         .write = writeCif,
         .holdsSeveral = true,
         .holdsCell = true},
        {.id = "mmcif",
         .name = "mmCIF",
         .suffixes = {"mmcif"},
         .reference = "https://mmcif.wwpdb.org",
         .read = plainly<readCif>,
         .write = writeMmcif,
         .holdsSeveral = true,
         .holdsCell = true,
         .holdsMolecules = true,
         .holdsBonds = true,
         .holdsFormalCharges = true,
         .holdsAtomLabels = true},
        {.id = "sdf",
         .name = "SDF",
         .suffixes = {"sdf", "sd"},
         .reference = "https://en.wikipedia.org/wiki/Chemical_table_file",
         .read = plainly<readSdf>,
         .write = writeSdf,
         .holdsSeveral = true,
         .holdsMolecules = true,
         .holdsStructureProperties = true,
         .holdsBonds = true,
         .holdsFormalCharges = true},
        {.id = "mol",
         .name = "MDL molfile",
         .suffixes = {"mol"},
         .reference = "https://en.wikipedia.org/wiki/Chemical_table_file",
         .read = plainly<readSdf>,
         .write = writeMol,
         .holdsMolecules = true,
         .holdsBonds = true,
         .holdsFormalCharges = true},
        {.id = "pdb",
         .name = "PDB",
         .suffixes = {"pdb", "ent"},
         .reference = "https://www.wwpdb.org/documentation/file-format",
         .read = plainly<readPdb>,
         .write = writePdb,
         .holdsSeveral = true,
         .holdsCell = true,
         .holdsMolecules = true,
         .holdsBonds = true,
         .holdsFormalCharges = true,
         .holdsAtomLabels = true},
        {.id = "gro",
         .name = "GROMACS GRO",
         .suffixes = {"gro"},
         .reference = "https://manual.gromacs.org/current/reference-manual/file-formats.html#gro",
         .read = plainly<readGro>,
         .holdsSeveral = true,
         .holdsCell = true,
         .holdsMolecules = true,
         .holdsAtomProperties = true,
         .holdsAtomLabels = true},
        {.id = "cml",
         .name = "CML",
         .suffixes = {"cml"},
         .reference = "http://www.xml-cml.org/schema",
         .read = plainly<readCml>,
         .holdsSeveral = true,
         .holdsCell = true,
         .holdsMolecules = true,
         .holdsStructureProperties = true,
         .holdsBonds = true,
         .holdsFormalCharges = true},
        {.id = "lammps-data",
         .name = "LAMMPS data",
         .suffixes = {"lmp", "lammps", "data"},
         .reference = "https://docs.lammps.org/read_data.html",
         .read = readLammpsData,
         .suffixIsShared = true,
         .holdsCell = true,
         .holdsAtomProperties = true,
         .holdsBonds = true},
        {.id = "lammps-dump",
         .name = "LAMMPS dump",
         .suffixes = {"lammpstrj", "dump"},
         .reference = "https://docs.lammps.org/dump.html",
         .read = readLammpsDump,
         .suffixIsShared = true,
         .holdsSeveral = true,
         .holdsCell = true,
         .holdsPeriodicity = true,
         .holdsStructureProperties = true,
         .holdsAtomProperties = true,
         .holdsAtomTexts = true},
        {.id = "cube",
         .name = "Gaussian cube",
         .suffixes = {"cube", "cub"},
         .reference = "https://gaussian.com/cubegen/",
         .read = plainly<readCube>,
         .suffixIsShared = true,
         .holdsMolecules = true},
        {.id = "aims",
         .name = "FHI-aims geometry",
         .suffixes = {"in"},
         .reference = "https://fhi-aims.org/get-the-code",
         .read = plainly<readAims>,
         .suffixIsShared = true,
         .holdsCell = true,
         .holdsMolecules = true,
         .holdsAtomProperties = true,
         .holdsConstraints = true},
        {.id = "json",
         .name = "JSON of pymatgen, ASE or chemiscope",
         .suffixes = {"json"},
         .reference = "https://chemiscope.org/docs/manual/input.html",
         .read = plainly<readJson>,
         .suffixIsShared = true,
         .holdsSeveral = true,
         .holdsCell = true,
         .holdsMolecules = true,
         .holdsPeriodicity = true,
         .holdsStructureProperties = true,
         .holdsAtomProperties = true,
         .holdsAtomTexts = true},
        {.id = "npz",
         .name = "NumPy archive (MD17)",
         .suffixes = {"npz"},
         .reference = "http://www.sgdml.org/#datasets",
         .read = readNpz,
         .suffixIsShared = true,
         .holdsSeveral = true,
         .holdsCell = true,
         .holdsMolecules = true,
         .holdsStructureProperties = true,
         .holdsAtomProperties = true},
    };
    return all;
}

const Format& formatCalled(std::string_view id)
{
    const auto found = std::find_if(formats().begin(), formats().end(), [id](const Format& format) { return format.id == id; });
    assert(found != formats().end());
    return *found;
}

const Format* formatOfSuffix(std::string_view suffix)
{
    for (const Format& format : formats())
        if (std::find(format.suffixes.begin(), format.suffixes.end(), suffix) != format.suffixes.end())
            return &format;
    return nullptr;
}

std::string readableFormatNames()
{
    std::string text;
    for (const Format& format : formats())
        text += (text.empty() ? "" : &format == &formats().back() ? " or " : ", ") + format.name;
    return text;
}

std::string writableSuffixes()
{
    std::string text;
    for (const Format& format : formats())
        if (format.write)
            text += (text.empty() ? "." : ", .") + format.suffixes.front();
    return text;
}

} // namespace mbtr
