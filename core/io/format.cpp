#include "core/io/format.h"

namespace mbtr {

const std::vector<Format>& formats()
{
    static const std::vector<Format> all {
        {.id = "extxyz", .name = "Extended XYZ", .suffixes = {"extxyz"}, .reference = "https://github.com/libAtoms/extxyz",
         .canWrite = true, .holdsSeveral = true, .holdsCell = true, .holdsMolecules = true, .holdsStructureProperties = true,
         .holdsAtomProperties = true, .holdsAtomTexts = true},
        {.id = "xyz", .name = "XYZ", .suffixes = {"xyz"}, .reference = "https://openbabel.org/docs/FileFormats/XYZ_cartesian_coordinates_format.html",
         .canWrite = true, .holdsSeveral = true, .holdsMolecules = true},
        {.id = "qm9", .name = "QM9 XYZ", .suffixes = {"qm9"}, .reference = "https://doi.org/10.1038/sdata.2014.22", .canWrite = true,
         .holdsSeveral = true, .holdsMolecules = true},
        {.id = "poscar", .name = "VASP POSCAR", .suffixes = {"poscar", "contcar", "vasp"}, .reference = "https://www.vasp.at/wiki/index.php/POSCAR",
         .canWrite = true, .holdsCell = true, .holdsConstraints = true},
        {.id = "xdatcar", .name = "VASP XDATCAR", .suffixes = {"xdatcar"}, .reference = "https://www.vasp.at/wiki/index.php/XDATCAR",
         .canWrite = true, .holdsSeveral = true, .holdsCell = true},
        {.id = "cif", .name = "CIF", .suffixes = {"cif", "mmcif"}, .reference = "https://www.iucr.org/resources/cif",
         .canWrite = true, .holdsSeveral = true, .holdsCell = true},
        {.id = "lammps-data", .name = "LAMMPS data", .suffixes = {"lmp", "lammps", "data"}, .reference = "https://docs.lammps.org/read_data.html",
         .holdsCell = true, .holdsAtomProperties = true, .holdsBonds = true},
        {.id = "lammps-dump", .name = "LAMMPS dump", .suffixes = {"lammpstrj", "dump"}, .reference = "https://docs.lammps.org/dump.html",
         .holdsSeveral = true, .holdsCell = true, .holdsStructureProperties = true, .holdsAtomProperties = true, .holdsAtomTexts = true},
        {.id = "cube", .name = "Gaussian cube", .suffixes = {"cube", "cub"}, .reference = "https://gaussian.com/cubegen/", .holdsMolecules = true},
        {.id = "aims", .name = "FHI-aims geometry", .suffixes = {"in"}, .reference = "https://fhi-aims.org/get-the-code",
         .holdsCell = true, .holdsMolecules = true, .holdsAtomProperties = true, .holdsConstraints = true},
        {.id = "json", .name = "JSON of pymatgen, ASE or chemiscope", .suffixes = {"json"}, .reference = "https://chemiscope.org/docs/manual/input.html",
         .holdsSeveral = true, .holdsCell = true, .holdsMolecules = true, .holdsStructureProperties = true, .holdsAtomProperties = true,
         .holdsAtomTexts = true},
        {.id = "npz", .name = "NumPy archive (MD17)", .suffixes = {"npz"}, .reference = "http://www.sgdml.org/#datasets", .holdsSeveral = true,
         .holdsCell = true, .holdsMolecules = true, .holdsStructureProperties = true, .holdsAtomProperties = true},
    };
    return all;
}

std::string readableFormatNames()
{
    std::vector<std::string> names;
    for (const Format& format : formats())
        if (format.canRead)
            names.push_back(format.name);
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i == 0 ? "" : i + 1 == names.size() ? " or " : ", ") + names[i];
    return text;
}

std::string writableSuffixes()
{
    std::string text;
    for (const Format& format : formats())
        if (format.canWrite)
            text += (text.empty() ? "." : ", .") + format.suffixes.front();
    return text;
}

} // namespace mbtr
