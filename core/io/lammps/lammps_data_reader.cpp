#include "core/base/text.h"
#include "core/chemistry/measurements.h"
#include "core/dataset/dataset_builder.h"
#include "core/io/finish_dataset.h"
#include "core/io/lammps/lammps.h"
#include "core/io/lammps/lammps_atoms_section.h"
#include "core/io/lammps/lammps_data_header.h"
#include "core/io/line_words.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"
#include "core/io/words/letters.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mbtr {

namespace {

/// Between atoms by number.
struct DataBond {
    long long first = 0;
    long long second = 0;
    long line = 0;
};

bool isFilled(std::string_view line)
{
    return !trimmed(line.substr(0, line.find('#'))).empty();
}

class DataReader {
public:
    DataReader(TextInput& input, const ReadOptions& options)
        : m_input(input)
        , m_options(options)
        , m_notes(input.path())
        , m_atoms(input.path(), m_header, m_types, m_notes)
    {
    }

    Dataset read()
    {
        bool more = m_header.read(m_input, m_line);
        while (more)
            more = readSection(trimmed(m_line.substr(0, m_line.find('#'))), m_line);
        if (m_atoms.ids.empty())
            throw FileError(m_input.path(), 0, "holds no section Atoms");
        return finish();
    }

private:
    /// Reads the section called `name`; afterwards m_line holds the name of the next. False at the end of the file.
    bool readSection(std::string_view nameView, std::string_view whole)
    {
        const std::string name(nameView);
        if (name == "Atoms")
            m_atoms.begin(whole, m_input.lineNumber());
        else if (name != "Masses" && name != "Bonds" && name != "Velocities" && name != "Atom Type Labels")
            m_notes.add(m_input.lineNumber(), "section " + inQuotes(name) + " is not kept", Severity::Note);
        std::string_view line;
        while (m_input.next(line)) {
            if (!isFilled(line))
                continue;
            if (isHeading(line)) {
                m_atoms.end();
                m_line = line;
                return true;
            }
            readEntry(name, line);
        }
        m_atoms.end();
        return false;
    }

    /// "Bonds", but no mass of the type "cd".
    bool isHeading(std::string_view line) const
    {
        const std::string_view text = trimmed(line);
        if (!isLetter(text[0]))
            return false;
        std::string_view rest = text;
        const auto first = nextWord(rest);
        return trimmed(rest).empty() || !m_types.isLabel(first);
    }

    void readEntry(const std::string& section, std::string_view line)
    {
        if (section == "Atoms")
            m_atoms.add(line, m_input.lineNumber());
        else if (section == "Masses")
            readMass(line);
        else if (section == "Velocities")
            readVelocity(line);
        else if (section == "Atom Type Labels")
            readLabel(line);
        else if (section == "Bonds")
            readBond(line);
    }

    /// "1 1 4 5": number, type (which may be a label), two atoms.
    void readBond(std::string_view line)
    {
        const auto words = splitWords(line.substr(0, line.find('#')));
        const auto first = words.size() > 3 ? parseInteger(words[2]) : std::nullopt;
        const auto second = words.size() > 3 ? parseInteger(words[3]) : std::nullopt;
        if (!first || !second || *first == *second)
            m_input.fail("expected number and type of a bond and two different atoms, found " + inQuotes(trimmed(line)));
        m_bonds.push_back({*first, *second, m_input.lineNumber()});
    }

    AtomType& typeFrom(std::string_view word, std::string_view line)
    {
        if (AtomType* type = m_types.find(word, m_header.typeCount))
            return *type;
        m_input.fail("expected an atom type from 1 to " + std::to_string(m_header.typeCount) + ", found " + inQuotes(word)
                     + " in " + inQuotes(trimmed(line)));
    }

    /// "1 28.0855 # Si"
    void readMass(std::string_view line)
    {
        std::string_view rest = line.substr(0, line.find('#'));
        AtomType& type = typeFrom(nextWord(rest), line);
        double mass = 0;
        requireNumbers(m_input, rest, {&mass, 1}, "a type and its mass");
        if (!m_header.units || m_header.units->style != "lj") // reduced masses say nothing
            type.mass = mass;
        if (const auto comment = line.find('#'); comment != std::string_view::npos && type.label.empty()) {
            std::string_view words = line.substr(comment + 1);
            type.label = nextWord(words);
        }
    }

    void readLabel(std::string_view line)
    {
        std::string_view rest = line;
        AtomType& type = typeFrom(nextWord(rest), line);
        type.label = nextWord(rest);
    }

    void readVelocity(std::string_view line)
    {
        std::string_view rest = line;
        const auto id = parseInteger(nextWord(rest));
        const auto row = id ? m_atoms.rows.find(*id) : m_atoms.rows.end();
        if (row == m_atoms.rows.end())
            m_input.fail("expected the number of an atom of the section Atoms, found " + inQuotes(trimmed(line)));
        m_velocities.resize(m_atoms.positions.size(), NAN);
        requireNumbers(m_input, rest, {m_velocities.data() + 3 * row->second, 3}, "an atom number and three velocities");
    }

    Structure makeStructure(const std::vector<std::size_t>& order)
    {
        Structure structure;
        const LammpsBox box = m_header.box(m_input.path());
        structure.cell = Cell {.vectors = box.vectors * m_length};
        const auto elements = elementsOfTypes(m_types.all(), m_options, m_input.path());
        for (const std::size_t row : order)
            structure.species.push_back(elements[static_cast<std::size_t>(m_atoms.types[row])]);
        const auto positions = reordered(m_atoms.positions, order, 3);
        const Eigen::Map<const Eigen::Matrix3Xd> points(positions.data(), 3, static_cast<Eigen::Index>(order.size()));
        structure.positions = (points.colwise() - box.origin) * m_length;
        if (!box.origin.isZero(0))
            m_notes.add(0, "positions are counted from the corner of the box", Severity::Note);
        return structure;
    }

    /// Between nearest copies, as LAMMPS has them.
    std::vector<GivenBond> bondsOf(const Structure& structure, const std::vector<std::size_t>& order) const
    {
        std::vector<int> places(order.size());
        for (std::size_t place = 0; place < order.size(); ++place)
            places[order[place]] = static_cast<int>(place);
        const auto placeOf = [&](long long id, long line) {
            const auto row = m_atoms.rows.find(id);
            if (row == m_atoms.rows.end())
                throw FileError(m_input.path(), line,
                                "a bond names atom " + std::to_string(id) + ", which the section Atoms does not have");
            return places[row->second];
        };
        std::vector<GivenBond> bonds;
        for (const DataBond& bond : m_bonds) {
            const int i = placeOf(bond.first, bond.line), j = placeOf(bond.second, bond.line);
            bonds.push_back({.i = i, .j = j, .image = measuredCopies({{i, j}}, structure)[1].image});
        }
        return bonds;
    }

    void chooseLengthUnit()
    {
        if (!m_header.units && m_options.lengthUnit.empty())
            m_notes.add(0, "the file does not state its unit of length; it is taken as angstrom", Severity::Note);
        m_length = m_header.units ? m_header.units->length : angstromIn(m_options);
        if (m_header.units && m_header.units->style == std::string_view("lj"))
            m_notes.add(0, "lengths are in reduced units (lj); one is taken as one angstrom");
    }

    std::vector<std::size_t> orderById() const
    {
        std::vector<std::size_t> order(m_atoms.ids.size());
        std::iota(order.begin(), order.end(), 0u);
        std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return m_atoms.ids[a] < m_atoms.ids[b]; });
        return order;
    }

    Dataset finish()
    {
        if (static_cast<long long>(m_atoms.ids.size()) != m_header.atomCount)
            throw FileError(m_input.path(), 0,
                            "expected " + counted(m_header.atomCount, "atom", "atoms") + ", found "
                                + std::to_string(m_atoms.ids.size()));
        auto& types = m_types.all();
        types.resize(std::max(types.size(), static_cast<std::size_t>(m_header.typeCount)));
        chooseLengthUnit();
        const auto order = orderById();
        DatasetBuilder builder;
        Structure structure = makeStructure(order);
        structure.bonds = bondsOf(structure, order);
        builder.add(std::move(structure));
        std::vector<double> numbers;
        for (const std::size_t row : order)
            numbers.push_back(m_atoms.types[row] + 1);
        builder.setAtoms("type", 1, std::move(numbers));
        for (const auto& [name, values] : m_atoms.numbers)
            builder.setAtoms(name == "q" ? "charge" : name == "mol" ? "molecule" : name, 1, reordered(values, order, 1));
        if (!m_velocities.empty())
            builder.setAtoms("velocities", 3, reordered(m_velocities, order, 3));
        Dataset dataset = finishDataset(builder, m_notes);
        for (Property& property : dataset.properties)
            if (m_header.units)
                property.unit = property.name == "charge" ? m_header.units->charge
                    : property.name == "velocities"       ? m_header.units->velocity
                                                          : "";
        return dataset;
    }

    TextInput& m_input;
    const ReadOptions& m_options;
    ImportNotes m_notes;
    LammpsDataHeader m_header;
    std::string m_line; ///< the name of a section, as written
    double m_length = 1; ///< angstrom in one unit of length
    LammpsTypes m_types;
    LammpsAtomsSection m_atoms;
    std::vector<double> m_velocities; ///< 3 an atom; empty = not stated
    std::vector<DataBond> m_bonds;
};

} // namespace

Dataset readLammpsData(TextInput& input, const ReadOptions& options)
{
    return DataReader(input, options).read();
}

} // namespace mbtr
