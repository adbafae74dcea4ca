#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/crystals_and_proteins/pdb_connections.h"
#include "core/io/crystals_and_proteins/standard_orientation.h"
#include "core/io/import_notes.h"
#include "core/io/words/atom_labels.h"
#include "core/io/words/formal_charges.h"
#include "core/io/writers.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <ostream>

namespace mbtr {

namespace {

int timesNamed(BondOrder order)
{
    return order == BondOrder::Double ? 2 : order == BondOrder::Triple ? 3 : order == BondOrder::Quadruple ? 4 : 1;
}

bool sameCell(const Structure& a, const Structure& b)
{
    return a.cell.has_value() == b.cell.has_value() && (!a.cell || a.cell->vectors == b.cell->vectors);
}

/// "2+", "1-"; blanks for 0 and what one digit cannot hold.
std::string chargeText(int charge)
{
    return charge == 0 || std::abs(charge) > 9 ? "  " : fmt::format("{}{}", std::abs(charge), charge > 0 ? '+' : '-');
}

/// "C12", as long as it fits four columns; a symbol of one letter begins in the second.
std::string nameColumns(std::string_view symbol, int number)
{
    std::string name = std::string(symbol) + std::to_string(number);
    if (name.size() > 4 || (symbol.size() == 1 && name.size() > 3))
        name = symbol;
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return fmt::format("{:<4}", (symbol.size() == 1 ? " " : "") + name);
}

/// A name as stated: one of four letters, or of an element with two, begins in the first column.
std::string nameColumns(std::string_view name, std::string_view symbol)
{
    const bool first = name.size() > 3 || (symbol.size() == 2 && lowerCase(name.substr(0, 2)) == lowerCase(symbol));
    return fmt::format("{:<4}", (first ? "" : " ") + std::string(name));
}

class PdbWriter {
public:
    PdbWriter(const Dataset& dataset, std::ostream& out)
        : m_dataset(dataset)
        , m_labels(dataset)
        , m_out(out)
    {
        const Property* factors = dataset.find("b_factor");
        m_factors = factors ? std::get_if<AtomNumbers>(&factors->values) : nullptr;
        m_factors = m_factors && m_factors->components == 1 ? m_factors : nullptr;
    }

    void write()
    {
        const auto& structures = m_dataset.structures;
        const bool several = structures.size() > 1;
        const bool oneCell
            = std::all_of(structures.begin(), structures.end(), [&](const Structure& s) { return sameCell(s, structures[0]); });
        if (!several && !structures[0].name.empty())
            writeTitle(structures[0].name);
        if (oneCell)
            writeCell(structures[0]);
        for (std::size_t i = 0; i < structures.size(); ++i) {
            if (several)
                m_out << fmt::format("MODEL     {:4}\n", (i + 1) % 10000);
            if (!oneCell)
                writeCell(structures[i]);
            writeAtoms(i);
            m_out << (several ? "ENDMDL\n" : "");
        }
        writeConnections();
        m_out << "END\n";
    }

    Messages losses() { return m_losses.take(); }

private:
    void writeTitle(std::string name)
    {
        std::replace_if(
            name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 32; }, ' ');
        m_out << "TITLE     " << name.substr(0, 70) << '\n';
        if (name.size() > 70)
            m_losses.add(0, "names are cut to 70 characters");
    }

    /// A unit cube where there is none, as the format asks for.
    void writeCell(const Structure& structure)
    {
        const Eigen::Vector3d lengths = structure.cell ? structure.cell->lengths() : Eigen::Vector3d::Ones();
        const Eigen::Vector3d angles = structure.cell ? structure.cell->anglesInDegrees() : Eigen::Vector3d::Constant(90);
        if (lengths.maxCoeff() >= 99999)
            throw SettingsError("PDB", "holds cells up to 99999 angstrom, found " + toText(lengths.maxCoeff()));
        m_out << fmt::format("CRYST1{:9.3f}{:9.3f}{:9.3f}{:7.2f}{:7.2f}{:7.2f} P 1           1\n", lengths[0], lengths[1],
                             lengths[2], angles[0], angles[1], angles[2]);
        const auto isRounded = [](const Eigen::Vector3d& values, double step) {
            return ((values.array() / step - (values.array() / step).round()).abs() > 1e-6).any();
        };
        if (isRounded(lengths, 1e-3) || isRounded(angles, 1e-2))
            m_losses.add(0, "lengths and angles of the cell are rounded to 0.001 angstrom and 0.01 degrees");
        if (isTurned(structure))
            m_losses.add(0, std::string("PDB as it is written ") + kTurned, Severity::Note);
    }

    void writeAtoms(std::size_t index)
    {
        const Structure structure = inStandardOrientation(m_dataset.structures[index]);
        const auto charges = formalChargesOf(m_dataset, index);
        if (std::any_of(charges.begin(), charges.end(), [](int charge) { return std::abs(charge) > 9; }))
            m_losses.add(0, "charges above 9 are left out");
        std::map<int, int> numbers;
        for (int i = 0; i < structure.atomCount(); ++i) {
            const auto place = static_cast<std::size_t>(i);
            const auto symbol = elementSymbol(structure.species[place]);
            const int number = ++numbers[structure.species[place]];
            const auto name = fitting(m_labels.name(index, place), 4);
            m_out << "HETATM" << serialText(i + 1) << ' '
                  << (name.empty() ? nameColumns(symbol, number) : nameColumns(name, symbol)) << residueColumns(index, place)
                  << coordinates(structure.positions.col(i))
                  << fmt::format("  1.00{:6.2f}          {:>2}{}\n", factor(index, place), upper(symbol),
                                 chargeText(charges.empty() ? 0 : charges[place]));
        }
    }

    /// Cut to `length`, which is told.
    std::string_view fitting(std::string_view text, std::size_t length)
    {
        if (text.size() > length)
            m_losses.add(0, "names of atoms, residues and chains are cut to 4, 3 and 1 letters");
        return text.substr(0, length);
    }

    /// Columns 17 to 30.
    std::string residueColumns(std::size_t index, std::size_t atom)
    {
        const auto residue = fitting(m_labels.residue(index, atom), 3), chain = fitting(m_labels.chain(index, atom), 1);
        const long number = m_labels.residueNumber(index, atom);
        if (number < -999 || number > 9999)
            m_losses.add(0, "numbers of residues above 9999 begin at 0 again");
        const auto insertion = fitting(m_labels.insertion(index, atom), 1);
        return fmt::format(" {:>3} {}{:4}{:1}   ", residue.empty() ? (m_labels.any() ? "UNL" : "MOL") : residue,
                           chain.empty() ? "A" : chain, number % (number < 0 ? 1000 : 10000), insertion);
    }

    static std::string upper(std::string_view symbol)
    {
        std::string text(symbol);
        if (text.size() == 2)
            text[1] = static_cast<char>(text[1] - 32);
        return text;
    }

    double factor(std::size_t index, std::size_t atom) const
    {
        const bool known = m_factors && atom < m_factors->values[index].size();
        return known ? std::clamp(m_factors->values[index][atom], -99.99, 999.99) : 0;
    }

    std::string coordinates(const Eigen::Vector3d& point)
    {
        std::string text;
        for (const double value : point) {
            if (!(value > -999.9995 && value < 9999.9995))
                throw SettingsError("PDB", "holds coordinates from -999.999 to 9999.999 angstrom, found " + toText(value));
            if (std::abs(value * 1e3 - std::round(value * 1e3)) > 1e-6)
                m_losses.add(0, "coordinates are rounded to 0.001 angstrom");
            text += fmt::format("{:8.3f}", value);
        }
        return text;
    }

    void writeConnections()
    {
        const auto& structures = m_dataset.structures;
        const bool same = std::all_of(structures.begin(), structures.end(), [&](const Structure& s) {
            return s.bonds == structures[0].bonds && s.species == structures[0].species;
        });
        const bool any = std::any_of(structures.begin(), structures.end(), [](const Structure& s) { return !s.bonds.empty(); });
        if (!same && any)
            return m_losses.add(0, "bonds are left out: PDB holds one list for all models, and these differ");
        std::map<int, std::vector<int>> neighbours;
        for (const GivenBond& bond : structures[0].bonds)
            takeBond(bond, neighbours);
        for (const auto& [atom, others] : neighbours)
            for (std::size_t begin = 0; begin < others.size(); begin += 4)
                writeConnection(atom, {others.data() + begin, std::min<std::size_t>(4, others.size() - begin)});
    }

    void takeBond(const GivenBond& bond, std::map<int, std::vector<int>>& neighbours)
    {
        if (bond.leavesTheCell())
            return m_losses.add(0, "bonds to atoms of neighbouring cells are left out");
        if (bond.order == BondOrder::Aromatic)
            m_losses.add(0, "aromatic bonds are written without their order");
        if (bond.wedge != BondWedge::None)
            m_losses.add(0, "wedges of drawn bonds are left out");
        neighbours[bond.i].insert(neighbours[bond.i].end(), static_cast<std::size_t>(timesNamed(bond.order)), bond.j);
        neighbours[bond.j].insert(neighbours[bond.j].end(), static_cast<std::size_t>(timesNamed(bond.order)), bond.i);
    }

    void writeConnection(int atom, std::span<const int> others)
    {
        m_out << "CONECT" << serialText(atom + 1);
        for (const int other : others)
            m_out << serialText(other + 1);
        m_out << '\n';
    }

    const Dataset& m_dataset;
    StatedLabels m_labels;
    std::ostream& m_out;
    ImportNotes m_losses {""};
    const AtomNumbers* m_factors = nullptr;
};

} // namespace

void writePdb(const Dataset& dataset, std::ostream& out, Messages& messages)
{
    PdbWriter writer(dataset, out);
    writer.write();
    for (Message& message : writer.losses())
        messages.push_back(std::move(message));
}

} // namespace mbtr
