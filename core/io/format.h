#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

/// What a file format is called and can hold: dialogs, `mbtr convert` and its warnings are made from it.
struct Format {
    std::string id;                    ///< "extxyz"
    std::string name;                  ///< "Extended XYZ"
    std::vector<std::string> suffixes; ///< without dot, lower case; ".gz" may follow each
    std::string reference;             ///< where it is defined
    bool canRead = true;
    bool canWrite = false;
    bool holdsSeveral = false;         ///< more than one structure a file
    bool holdsCell = false;
    bool holdsMolecules = false;       ///< structures without a cell
    bool holdsStructureProperties = false;
    bool holdsAtomProperties = false;
    bool holdsBonds = false;           ///< bonds as a file states them
    bool holdsFormalCharges = false;   ///< also where it holds no other properties of atoms
    bool holdsAtomTexts = false;       ///< names, residues and the like
    bool holdsConstraints = false;     ///< which atoms may move, also where it holds no other properties of atoms
};

const std::vector<Format>& formats();

/// "XYZ, extended XYZ, .. or CIF": for help texts and errors.
std::string readableFormatNames();
/// ".extxyz, .xyz, ..".
std::string writableSuffixes();

} // namespace mbtr
