#include "core/io/format.h"

namespace mbtr {

const std::vector<Format>& formats()
{
    static const std::vector<Format> all {
        {.id = "extxyz", .name = "Extended XYZ", .suffixes = {"extxyz"}, .reference = "https://github.com/libAtoms/extxyz",
         .canWrite = true, .holdsSeveral = true, .holdsCell = true, .holdsMolecules = true, .holdsStructureProperties = true,
         .holdsAtomProperties = true},
        {.id = "xyz", .name = "XYZ", .suffixes = {"xyz"}, .reference = "https://openbabel.org/docs/FileFormats/XYZ_cartesian_coordinates_format.html",
         .canWrite = true, .holdsSeveral = true, .holdsMolecules = true},
        {.id = "poscar", .name = "VASP POSCAR", .suffixes = {"poscar", "contcar", "vasp"}, .reference = "https://www.vasp.at/wiki/index.php/POSCAR",
         .canWrite = true, .holdsCell = true},
        {.id = "cif", .name = "CIF", .suffixes = {"cif", "mmcif"}, .reference = "https://www.iucr.org/resources/cif",
         .canWrite = true, .holdsSeveral = true, .holdsCell = true},
    };
    return all;
}

} // namespace mbtr
