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
        {.id = "cif", .name = "CIF", .suffixes = {"cif"}, .reference = "https://www.iucr.org/resources/cif",
         .canWrite = true, .holdsSeveral = true, .holdsCell = true},
        {.id = "mmcif", .name = "mmCIF", .suffixes = {"mmcif"}, .reference = "https://mmcif.wwpdb.org", .canWrite = true, .holdsSeveral = true,
         .holdsCell = true, .holdsMolecules = true, .holdsBonds = true, .holdsFormalCharges = true},
        {.id = "sdf", .name = "SDF", .suffixes = {"sdf", "sd"}, .reference = "https://en.wikipedia.org/wiki/Chemical_table_file",
         .canWrite = true, .holdsSeveral = true, .holdsMolecules = true, .holdsStructureProperties = true, .holdsBonds = true,
         .holdsFormalCharges = true},
        {.id = "mol", .name = "MDL molfile", .suffixes = {"mol"}, .reference = "https://en.wikipedia.org/wiki/Chemical_table_file",
         .canWrite = true, .holdsMolecules = true, .holdsBonds = true, .holdsFormalCharges = true},
        {.id = "pdb", .name = "PDB", .suffixes = {"pdb", "ent"}, .reference = "https://www.wwpdb.org/documentation/file-format",
         .canWrite = true, .holdsSeveral = true, .holdsCell = true, .holdsMolecules = true, .holdsBonds = true, .holdsFormalCharges = true},
        {.id = "gro", .name = "GROMACS GRO", .suffixes = {"gro"},
         .reference = "https://manual.gromacs.org/current/reference-manual/file-formats.html#gro", .holdsSeveral = true, .holdsCell = true,
         .holdsMolecules = true, .holdsAtomProperties = true},
        {.id = "cml", .name = "CML", .suffixes = {"cml"}, .reference = "http://www.xml-cml.org/schema", .holdsSeveral = true, .holdsCell = true,
         .holdsMolecules = true, .holdsStructureProperties = true, .holdsBonds = true, .holdsFormalCharges = true},
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
