#include "core/io/molecules/cml_molecule.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/finish_dataset.h"
#include "core/io/words/formal_charges.h"
#include "core/io/xyz_dialects.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

const char* const kCellKeys[] = {"a", "b", "c", "alpha", "beta", "gamma"};
constexpr std::size_t kLongestText = 64 * 1024 * 1024;

std::string valueIn(const CmlAttributes& attributes, const char* key)
{
    const auto found = attributes.find(key);
    return found == attributes.end() ? std::string() : found->second;
}

bool isScalar(const std::string& name)
{
    return name == "scalar" || name == "string" || name == "float" || name == "integer" || name == "coordinate3"
        || name == "coordinate2" || name == "stringArray" || name == "floatArray" || name == "integerArray" || name == "array"
        || name == "cellParameter" || name == "bondStereo" || name == "name";
}

BondOrder orderFrom(const std::string& text, ImportNotes& notes, long line)
{
    struct Entry {
        const char* text;
        BondOrder order;
    };
    static constexpr Entry kOrders[]
        = {{"1", BondOrder::Single},     {"S", BondOrder::Single},   {"2", BondOrder::Double},    {"D", BondOrder::Double},
           {"3", BondOrder::Triple},     {"T", BondOrder::Triple},   {"4", BondOrder::Quadruple}, {"A", BondOrder::Aromatic},
           {"1.5", BondOrder::Aromatic}, {"1.0", BondOrder::Single}, {"2.0", BondOrder::Double},  {"3.0", BondOrder::Triple}};
    for (const Entry& entry : kOrders)
        if (text == entry.text)
            return entry.order;
    if (!text.empty() && text != "unknown" && text != "other")
        notes.add(line, "bonds of order " + inQuotes(text) + " are taken as of no stated order");
    return BondOrder::Unstated;
}

/// "units:kcal.mol-1" and the like as the program writes them; as it stands otherwise.
std::string unitFrom(const std::string& text)
{
    const std::string unit = withoutPrefix(text);
    if (unit == "ev" || unit == "electronvolt")
        return "eV";
    if (unit == "hartree")
        return "Hartree";
    if (unit == "kcal" || unit == "kcal.mol-1" || unit == "kcalpermol")
        return "kcal/mol";
    return unit;
}

} // namespace

std::string withoutPrefix(std::string_view name)
{
    return std::string(name.substr(name.rfind(':') + 1)); // npos + 1 is 0
}

CmlBuilder::CmlBuilder(std::string path)
    : m_path(std::move(path))
    , m_notes(m_path)
{
}

void CmlBuilder::start(const std::string& name, CmlAttributes attributes, long line)
{
    if (name == "molecule") {
        if (m_depth++ == 0)
            m_molecule = {};
        const std::string title = valueIn(attributes, "title");
        if (m_depth == 1)
            m_molecule.structure.name = title.empty() ? valueIn(attributes, "id") : title;
    } else if (m_depth == 0)
        return;
    else if (name == "crystal") {
        m_inCrystal = true;
        for (const char* key : kCellKeys)
            if (attributes.contains(key))
                takeCellValue({.title = key, .text = attributes[key], .unit = {}}, line);
    } else if (name == "atom" || name == "bond") {
        (name == "atom" ? m_atom : m_bond) = std::move(attributes);
        (name == "atom" ? m_atomOpen : m_bondOpen) = true;
    } else if (name == "atomArray" || name == "bondArray")
        m_array = std::move(attributes);
    else if (name == "property") {
        const std::string title = valueIn(attributes, "title");
        m_property = title.empty() ? withoutPrefix(valueIn(attributes, "dictRef")) : title;
    } else if (name == "symmetry" || name == "spaceGroup") {
        const std::string group = valueIn(attributes, "spaceGroup");
        if (!group.empty() && group != "P1" && group != "P 1")
            m_notes.add(line,
                        "the operations of space group " + inQuotes(group) + " are not applied: only the atoms listed are read");
    } else if (isScalar(name)) {
        m_scalar = std::move(attributes);
        m_scalarOpen = true;
        m_text.clear();
    }
}

void CmlBuilder::text(std::string_view characters)
{
    if (!m_scalarOpen)
        return;
    if (m_text.size() + characters.size() > kLongestText)
        throw FileError(m_path, 0, "an element holds more than 64 MiB of text");
    m_text += characters;
}

void CmlBuilder::end(const std::string& name, long line)
{
    if (m_depth == 0)
        return;
    if (isScalar(name))
        endScalar(name, line);
    else if (name == "atom") {
        takeAtom(m_atom, line);
        m_atomOpen = false;
    } else if (name == "bond") {
        takeBond(m_bond, line);
        m_bondOpen = false;
    } else if (name == "atomArray")
        takeAtoms(line);
    else if (name == "bondArray")
        takeBonds(line);
    else if (name == "crystal")
        m_inCrystal = false;
    else if (name == "property")
        m_property.clear();
    else if (name == "molecule" && --m_depth == 0)
        finishMolecule(line);
}

void CmlBuilder::endScalar(const std::string& name, long line)
{
    const std::string value(trimmed(m_text));
    const std::string title = valueIn(m_scalar, "title"), builtin = valueIn(m_scalar, "builtin");
    const std::string unit = lowerCase(withoutPrefix(valueIn(m_scalar, "units")));
    if (name == "cellParameter") {
        const auto words = splitWords(value);
        const std::size_t offset = lowerCase(valueIn(m_scalar, "parameterType")) == "angle" ? 3 : 0;
        for (std::size_t i = 0; i < std::min<std::size_t>(words.size(), 3); ++i)
            takeCellValue({.title = kCellKeys[offset + i], .text = std::string(words[i]), .unit = unit}, line);
    } else if (m_inCrystal)
        takeCellValue({.title = title.empty() ? withoutPrefix(valueIn(m_scalar, "dictRef")) : title, .text = value, .unit = unit},
                      line);
    else if (!builtin.empty())
        takeBuiltin(value);
    else if (name == "bondStereo" && m_bondOpen)
        m_bond["bondStereo"] = value;
    else if (name == "name" && m_depth == 1 && m_molecule.structure.name.empty())
        m_molecule.structure.name = value;
    else if (!m_property.empty())
        takeProperty(value);
    m_scalarOpen = false;
}

/// CML 1: <float builtin="x3">1.5</float> says what the attribute x3="1.5" says later.
void CmlBuilder::takeBuiltin(const std::string& value)
{
    const std::string builtin = m_scalar["builtin"];
    CmlAttributes& target = m_atomOpen ? m_atom : m_bondOpen ? m_bond : m_array;
    if (builtin == "xyz3" || builtin == "xyzFract" || builtin == "xy2") {
        const auto words = splitWords(value);
        const std::string tail = builtin == "xyz3" ? "3" : builtin == "xy2" ? "2" : "Fract";
        for (std::size_t i = 0; i < std::min<std::size_t>(words.size(), 3); ++i)
            target[std::string(1, "xyz"[i]) + tail] = words[i];
    } else if (builtin == "atomRef" && !m_bondOpen)
        target[target.contains("atomRef1") ? "atomRef2" : "atomRef1"] = value;
    else if (builtin == "atomRef" || builtin == "atomRefs2")
        target["atomRefs2"] += (target["atomRefs2"].empty() ? "" : " ") + value;
    else
        target[builtin == "atomId" ? "atomID" : builtin] = value;
}

double CmlBuilder::numberFrom(const std::string& text, const char* what, long line) const
{
    const auto number = parseDouble(trimmed(text));
    if (!number || !std::isfinite(*number))
        throw FileError(m_path, line, std::string("expected a number for ") + what + ", found " + inQuotes(text));
    return *number;
}

void CmlBuilder::takeCellValue(const CellValue& value, long line)
{
    if (std::find(std::begin(kCellKeys), std::end(kCellKeys), value.title) == std::end(kCellKeys))
        return;
    if (!value.unit.empty() && !value.unit.starts_with("ang") && !value.unit.starts_with("deg"))
        throw FileError(m_path, line, "expected the cell in angstrom and degree, found the unit " + inQuotes(value.unit));
    // "5.64(1)" with its uncertainty
    m_molecule.cell[value.title] = numberFrom(value.text.substr(0, value.text.find('(')), value.title.c_str(), line);
}

void CmlBuilder::takeProperty(const std::string& value)
{
    const std::string unit = unitFrom(valueIn(m_scalar, "units"));
    const bool hasUnit = !unit.empty() && unit != "none" && unit != "unknown";
    m_molecule.properties[m_property + (hasUnit ? " (" + unit + ")" : "")] = value;
}

void CmlBuilder::takeAtom(const CmlAttributes& attributes, long line)
{
    const std::string symbol = valueIn(attributes, "elementType");
    const auto species = atomicNumberOf(symbol);
    if (!species)
        throw FileError(m_path, line, "expected the elementType of an atom, found " + inQuotes(symbol));
    Atom atom {.species = *species};
    const bool drawn = !attributes.contains("x3") && !attributes.contains("xFract");
    atom.frame = attributes.contains("x3") ? Frame::Space : attributes.contains("xFract") ? Frame::Fractions : Frame::Drawing;
    const std::string tail = atom.frame == Frame::Space ? "3" : drawn ? "2" : "Fract";
    for (int i = 0; i < 3; ++i) {
        const std::string key = "xyz"[i] + tail;
        atom.position[i] = drawn && i == 2 ? 0 : numberFrom(valueIn(attributes, key.c_str()), key.c_str(), line);
    }
    if (attributes.contains("formalCharge"))
        atom.charge = numberFrom(valueIn(attributes, "formalCharge"), "formalCharge", line);
    m_implicitHydrogens = m_implicitHydrogens || attributes.contains("hydrogenCount");
    const std::string id = attributes.contains("id") ? valueIn(attributes, "id") : valueIn(attributes, "atomID");
    if (!id.empty())
        m_molecule.places[id] = static_cast<int>(m_molecule.atoms.size());
    m_molecule.atoms.push_back(atom);
}

/// <atomArray atomID="a1 a2" elementType="C O" x3="0 1" ../>
void CmlBuilder::takeAtoms(long line)
{
    const std::string elements = valueIn(m_array, "elementType");
    const std::size_t count = splitWords(elements).size();
    std::map<std::string, std::vector<std::string_view>> columns;
    for (const auto& [key, value] : m_array)
        columns[key] = splitWords(value);
    for (std::size_t i = 0; i < count; ++i) {
        CmlAttributes atom;
        for (const auto& [key, words] : columns)
            if (words.size() == count)
                atom[key] = words[i];
        takeAtom(atom, line);
    }
    m_array.clear();
}

int CmlBuilder::placeOf(const std::string& id, long line) const
{
    const auto found = m_molecule.places.find(id);
    if (found == m_molecule.places.end())
        throw FileError(m_path, line, "a bond names atom " + inQuotes(id) + ", which is not there");
    return found->second;
}

void CmlBuilder::takeBond(const CmlAttributes& attributes, long line)
{
    const std::string reference = valueIn(attributes, "atomRefs2");
    const auto ids = splitWords(reference);
    if (ids.size() != 2)
        throw FileError(m_path, line, "expected atomRefs2 with two atoms in a bond, found " + inQuotes(reference));
    GivenBond bond {.i = placeOf(std::string(ids[0]), line), .j = placeOf(std::string(ids[1]), line)};
    if (bond.i == bond.j)
        throw FileError(m_path, line, "atom " + inQuotes(ids[0]) + " is bonded to itself");
    bond.order = orderFrom(valueIn(attributes, "order"), m_notes, line);
    const std::string stereo = valueIn(attributes, "bondStereo");
    bond.wedge = stereo == "W" ? BondWedge::Up : stereo == "H" ? BondWedge::Down : BondWedge::None;
    m_molecule.structure.bonds.push_back(bond);
}

/// <bondArray atomRef1="a1 a2" atomRef2="a2 a3" order="1 2"/>
void CmlBuilder::takeBonds(long line)
{
    const std::string first = valueIn(m_array, "atomRef1"), second = valueIn(m_array, "atomRef2"),
                      order = valueIn(m_array, "order");
    const auto firsts = splitWords(first), seconds = splitWords(second), orders = splitWords(order);
    if (firsts.size() != seconds.size())
        throw FileError(m_path, line,
                        "expected as many atoms in atomRef2 as in atomRef1, " + std::to_string(firsts.size()) + ", found "
                            + std::to_string(seconds.size()));
    for (std::size_t i = 0; i < firsts.size(); ++i)
        takeBond({{"atomRefs2", std::string(firsts[i]) + " " + std::string(seconds[i])},
                  {"order", i < orders.size() ? std::string(orders[i]) : ""}},
                 line);
    m_array.clear();
}

std::optional<Cell> CmlBuilder::cellOf(long line) const
{
    if (m_molecule.cell.empty())
        return std::nullopt;
    std::array<double, 6> values {};
    for (std::size_t i = 0; i < 6; ++i) {
        const auto value = m_molecule.cell.find(kCellKeys[i]);
        if (value == m_molecule.cell.end())
            throw FileError(m_path, line, std::string("the crystal has no ") + kCellKeys[i]);
        values[i] = value->second;
    }
    const Cell cell = cellFromParameters({values[0], values[1], values[2]}, {values[3], values[4], values[5]});
    if (!isUsable(cell) || values[0] <= 0 || values[1] <= 0 || values[2] <= 0)
        throw FileError(m_path, line, "the cell of the crystal spans no volume");
    return cell;
}

void CmlBuilder::placeAtoms(Structure& structure, long line)
{
    const auto& atoms = m_molecule.atoms;
    structure.positions.resize(3, static_cast<Eigen::Index>(atoms.size()));
    for (std::size_t i = 0; i < atoms.size(); ++i) {
        if (atoms[i].frame == Frame::Fractions && !structure.cell)
            throw FileError(m_path, line, "fractional coordinates need a crystal with a, b, c, alpha, beta and gamma");
        structure.species.push_back(atoms[i].species);
        structure.positions.col(static_cast<Eigen::Index>(i))
            = atoms[i].frame == Frame::Fractions ? structure.cell->toCartesian({atoms[i].position}) : atoms[i].position;
        if (atoms[i].frame == Frame::Drawing)
            m_notes.add(line, "a flat drawing (x2, y2): its coordinates are not those of a molecule in space");
    }
}

void CmlBuilder::finishMolecule(long line)
{
    if (m_molecule.atoms.empty())
        return m_notes.add(line, "a molecule without atoms is left out");
    Structure structure = std::move(m_molecule.structure);
    structure.cell = cellOf(line);
    placeAtoms(structure, line);
    std::vector<double> charges;
    for (const Atom& atom : m_molecule.atoms)
        charges.push_back(atom.charge);
    m_builder.add(std::move(structure));
    setFormalCharges(m_builder, std::move(charges));
    setProperties();
}

void CmlBuilder::setProperties()
{
    for (const auto& [name, value] : m_molecule.properties) {
        const auto number = parseDouble(value);
        if (number && std::isfinite(*number))
            m_builder.set(name, {&*number, 1});
        else if (!value.empty())
            m_builder.set(name, value);
    }
}

Dataset CmlBuilder::finish()
{
    if (m_implicitHydrogens)
        m_notes.add(0, "hydrogenCount is not used: only the atoms listed are read");
    Dataset dataset = finishDataset(m_builder, m_notes);
    setUnitOfFormalCharges(dataset);
    takeUnitsFromNames(dataset);
    return dataset;
}

} // namespace mbtr
