#pragma once

#include "core/base/log.h"

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

struct Dataset;
struct ReadOptions;
class TextInput;

/// What a file format is called and can hold, and who reads and writes it: dialogs, `mbtr convert` and its warnings are made from
/// it.
struct Format {
    std::string id; ///< "extxyz"
    std::string name; ///< "Extended XYZ"
    std::vector<std::string> suffixes; ///< without dot, lower case; ".gz" may follow each
    std::string reference; ///< where it is defined
    Dataset (*read)(TextInput&, const ReadOptions&) = nullptr; ///< throws FileError and Cancelled
    void (*write)(const Dataset&, std::ostream&, Messages&) = nullptr; ///< nullptr where it is only read; losses are messages
    bool suffixIsShared = false; ///< with files of other kinds: content decides first
    bool holdsSeveral = false; ///< more than one structure a file
    bool holdsCell = false;
    bool holdsMolecules = false; ///< structures without a cell
    bool holdsPeriodicity = false; ///< which directions of a cell repeat; elsewhere all do
    bool holdsStructureProperties = false;
    bool holdsAtomProperties = false;
    bool holdsBonds = false; ///< bonds as a file states them
    bool holdsFormalCharges = false; ///< also where it holds no other properties of atoms
    bool holdsAtomTexts = false; ///< names, residues and the like
    bool holdsAtomLabels = false; ///< names of atoms, residues and chains, also where it holds no other texts
    bool holdsConstraints = false; ///< which atoms may move, also where it holds no other properties of atoms
};

const std::vector<Format>& formats();
const Format& formatCalled(std::string_view id);
/// suffix: as formatSuffix() gives it; nullptr for others.
const Format* formatOfSuffix(std::string_view suffix);

/// "XYZ, extended XYZ, .. or CIF": for help texts and errors.
std::string readableFormatNames();
/// ".extxyz, .xyz, ..".
std::string writableSuffixes();

} // namespace mbtr
