#pragma once

#include "core/dataset/dataset_builder.h"
#include "core/io/import_notes.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mbtr {

using CmlAttributes = std::map<std::string, std::string>;

/// "atom" of "cml:atom".
std::string withoutPrefix(std::string_view name);

/// Makes structures from the elements of a CML document, all versions: attributes, arrays of values, and the elements <string
/// builtin=".."> of CML 1. A <molecule> is a structure; molecules inside it are parts of it. http://www.xml-cml.org/schema
class CmlBuilder {
public:
    explicit CmlBuilder(std::string path);

    // As the parser comes to them; names without prefixes. Throw FileError.
    void start(const std::string& name, CmlAttributes attributes, long line);
    void text(std::string_view characters);
    void end(const std::string& name, long line);

    Dataset finish();

private:
    enum class Frame { Space, Fractions, Drawing };
    struct Atom {
        int species = 0;
        Eigen::Vector3d position;
        double charge = 0;
        Frame frame = Frame::Space;
    };
    struct Molecule {
        Structure structure;
        std::vector<Atom> atoms;
        std::unordered_map<std::string, int> places; ///< of atoms, by id
        std::map<std::string, double> cell; ///< a, b, c (angstrom), alpha, beta, gamma (degrees)
        CmlAttributes properties; ///< texts, by "name (unit)"
    };

    void endScalar(const std::string& name, long line);
    /// A length or an angle of a crystal, as written.
    struct CellValue {
        std::string title; ///< "a", "alpha"
        std::string text;
        std::string unit; ///< of this value, in lower case; empty where it states none
    };
    void takeCellValue(const CellValue& value, long line);
    void takeProperty(const std::string& value);
    void takeBuiltin(const std::string& value);
    void takeAtom(const CmlAttributes& atom, long line);
    void takeAtoms(long line);
    void takeBond(const CmlAttributes& bond, long line);
    void takeBonds(long line);
    int placeOf(const std::string& id, long line) const;
    double numberFrom(const std::string& text, const char* what, long line) const;
    void finishMolecule(long line);
    std::optional<Cell> cellOf(long line) const;
    void placeAtoms(Structure& structure, long line);
    void setProperties();

    std::string m_path;
    ImportNotes m_notes;
    DatasetBuilder m_builder;
    Molecule m_molecule;
    int m_depth = 0; ///< of <molecule> elements
    bool m_inCrystal = false;
    CmlAttributes m_atom, m_bond, m_array; ///< what was said of the element that is open
    bool m_atomOpen = false, m_bondOpen = false;
    std::string m_property; ///< name of the property that is open
    CmlAttributes m_scalar; ///< attributes of the element whose text is read
    bool m_scalarOpen = false;
    std::string m_text;
    bool m_implicitHydrogens = false;
};

} // namespace mbtr
