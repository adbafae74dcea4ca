#include "core/base/text.h"
#include "core/chemistry/measurements.h"
#include "core/dataset/dataset_builder.h"
#include "core/io/lammps/lammps.h"
#include "core/io/lammps/lammps_data_header.h"
#include "core/io/lammps/lammps_styles.h"
#include "core/io/line_words.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <unordered_map>

namespace mbtr {

namespace {

struct DataAtoms {
    std::vector<long long> ids;
    std::vector<int> types; ///< from 0
    std::vector<double> positions; ///< 3 an atom
    std::map<std::string, std::vector<double>> numbers; ///< one for each atom, by column
    std::vector<double> velocities; ///< 3 an atom; empty = not stated
};

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
            chooseStyle(whole);
        else if (name != "Masses" && name != "Bonds" && name != "Velocities" && name != "Atom Type Labels")
            m_notes.add(m_input.lineNumber(), "section " + inQuotes(name) + " is not kept", Severity::Note);
        std::string_view line;
        while (m_input.next(line)) {
            if (!isFilled(line))
                continue;
            const std::string_view text = trimmed(line);
            if ((text[0] >= 'A' && text[0] <= 'Z') || (text[0] >= 'a' && text[0] <= 'z')) {
                m_line = line;
                return true;
            }
            readEntry(name, line);
        }
        return false;
    }

    void readEntry(const std::string& section, std::string_view line)
    {
        if (section == "Atoms")
            readAtom(line);
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

    LammpsType& typeFrom(std::string_view word, std::string_view line)
    {
        const auto number = parseInteger(word);
        if (number && *number >= 1 && *number <= m_header.typeCount) {
            m_types.resize(std::max(m_types.size(), static_cast<std::size_t>(*number)));
            return m_types[static_cast<std::size_t>(*number - 1)];
        }
        for (LammpsType& type : m_types)
            if (type.label == word)
                return type;
        m_input.fail("expected an atom type from 1 to " + std::to_string(m_header.typeCount) + ", found " + inQuotes(word)
                     + " in " + inQuotes(trimmed(line)));
    }

    /// "1 28.0855 # Si"
    void readMass(std::string_view line)
    {
        std::string_view rest = line.substr(0, line.find('#'));
        LammpsType& type = typeFrom(nextWord(rest), line);
        double mass = 0;
        requireNumbers(m_input, rest, {&mass, 1}, "a type and its mass");
        type.mass = mass;
        if (const auto comment = line.find('#'); comment != std::string_view::npos && type.label.empty()) {
            std::string_view words = line.substr(comment + 1);
            type.label = nextWord(words);
        }
    }

    void readLabel(std::string_view line)
    {
        std::string_view rest = line;
        LammpsType& type = typeFrom(nextWord(rest), line);
        type.label = nextWord(rest);
    }

    void chooseStyle(std::string_view line)
    {
        const auto comment = line.find('#');
        if (comment == std::string_view::npos)
            return;
        std::string_view rest = line.substr(comment + 1);
        const auto style = nextWord(rest);
        m_columns = lammpsColumns(style);
        if (style == "hybrid")
            m_notes.add(m_input.lineNumber(), "atom style hybrid: only id, type and position are kept");
    }

    void guessStyle(const std::vector<std::string_view>& words, std::string_view line)
    {
        m_columns = guessLammpsColumns(words, m_header.typeCount, m_header.hasBonds);
        if (m_columns.names.empty())
            m_input.fail(
                "the atom style is not stated and cannot be told from the first atom: expected 'Atoms # full' or the like, found "
                + inQuotes(trimmed(line)));
        m_notes.add(m_input.lineNumber(),
                    "the atom style is not stated; by the columns it is taken as " + inQuotes(m_columns.style));
    }

    void readAtom(std::string_view line)
    {
        const auto words = splitWords(line.substr(0, line.find('#')));
        if (m_columns.names.empty())
            guessStyle(words, line);
        if (words.size() < m_columns.names.size())
            m_input.fail("expected " + std::to_string(m_columns.names.size()) + " columns (atom style " + m_columns.style
                         + "), found " + std::to_string(words.size()) + " in " + inQuotes(trimmed(line)));
        double point[3] = {};
        for (std::size_t c = 0; c < m_columns.names.size(); ++c)
            readColumn(m_columns.names[c], words[c], line, point);
        m_atoms.positions.insert(m_atoms.positions.end(), point, point + 3);
    }

    void readColumn(const std::string& name, std::string_view word, std::string_view line, double* point)
    {
        if (name == "type") {
            LammpsType& type = typeFrom(word, line);
            ++type.atoms;
            m_atoms.types.push_back(static_cast<int>(&type - m_types.data()));
            return;
        }
        const auto number = parseDouble(word);
        if (!number || !std::isfinite(*number))
            m_input.fail("column " + inQuotes(name) + ": expected a number, found " + inQuotes(word));
        if (name == "id")
            addId(word);
        else if (name.size() == 1 && name[0] >= 'x' && name[0] <= 'z')
            point[name[0] - 'x'] = *number;
        else
            m_atoms.numbers[name].push_back(*number);
    }

    void addId(std::string_view word)
    {
        const auto id = parseInteger(word);
        if (!id || !m_rows.emplace(*id, m_atoms.ids.size()).second)
            m_input.fail("expected an atom number that did not stand before, found " + inQuotes(word));
        m_atoms.ids.push_back(*id);
    }

    void readVelocity(std::string_view line)
    {
        std::string_view rest = line;
        const auto id = parseInteger(nextWord(rest));
        const auto row = id ? m_rows.find(*id) : m_rows.end();
        if (row == m_rows.end())
            m_input.fail("expected the number of an atom of the section Atoms, found " + inQuotes(trimmed(line)));
        m_atoms.velocities.resize(m_atoms.positions.size(), NAN);
        requireNumbers(m_input, rest, {m_atoms.velocities.data() + 3 * row->second, 3}, "an atom number and three velocities");
    }

    Structure makeStructure(const std::vector<std::size_t>& order)
    {
        Structure structure;
        const LammpsBox box = m_header.box(m_input.path());
        structure.cell = Cell {.vectors = box.vectors * m_length};
        const auto elements = elementsOfTypes(m_types, m_options, m_input.path());
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
            const auto row = m_rows.find(id);
            if (row == m_rows.end())
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
        m_types.resize(std::max(m_types.size(), static_cast<std::size_t>(m_header.typeCount)));
        chooseLengthUnit();
        const auto order = orderById();
        DatasetBuilder builder;
        Structure structure = makeStructure(order);
        structure.bonds = bondsOf(structure, order);
        builder.add(std::move(structure));
        std::vector<double> types;
        for (const std::size_t row : order)
            types.push_back(m_atoms.types[row] + 1);
        builder.setAtoms("type", 1, std::move(types));
        for (const auto& [name, values] : m_atoms.numbers)
            builder.setAtoms(name == "q" ? "charge" : name == "mol" ? "molecule" : name, 1, reordered(values, order, 1));
        if (!m_atoms.velocities.empty())
            builder.setAtoms("velocities", 3, reordered(m_atoms.velocities, order, 3));
        Dataset dataset = builder.finish();
        for (Property& property : dataset.properties)
            if (m_header.units)
                property.unit = property.name == "charge" ? m_header.units->charge
                    : property.name == "velocities"       ? m_header.units->velocity
                                                          : "";
        dataset.messages = m_notes.take();
        return dataset;
    }

    TextInput& m_input;
    const ReadOptions& m_options;
    ImportNotes m_notes;
    LammpsDataHeader m_header;
    std::string m_line; ///< the name of a section, as written
    double m_length = 1; ///< angstrom in one unit of length
    LammpsColumns m_columns;
    std::vector<LammpsType> m_types;
    std::vector<DataBond> m_bonds;
    DataAtoms m_atoms;
    std::unordered_map<long long, std::size_t> m_rows; ///< by id
};

} // namespace

Dataset readLammpsData(TextInput& input, const ReadOptions& options)
{
    return DataReader(input, options).read();
}

} // namespace mbtr
