#include "core/base/text.h"
#include "core/dataset/dataset_builder.h"
#include "core/io/lammps.h"
#include "core/io/lammps_styles.h"
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

constexpr long long kMostTypes = 100'000;

struct DataAtoms {
    std::vector<long long> ids;
    std::vector<int> types;        ///< from 0
    std::vector<double> positions; ///< 3 an atom
    std::map<std::string, std::vector<double>> numbers; ///< one an atom, by column
    std::vector<double> velocities;                     ///< 3 an atom; empty = not stated
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
        readTitle(requireLine(m_input, "a title"));
        bool more = readHeader();
        while (more)
            more = readSection(trimmed(m_line.substr(0, m_line.find('#'))), m_line);
        if (m_atoms.ids.empty())
            throw FileError(m_input.path(), 0, "holds no section Atoms");
        return finish();
    }

private:
    /// "LAMMPS data file via write_data, version .., timestep = 0, units = metal"
    void readTitle(std::string_view line)
    {
        const auto at = line.find("units = ");
        if (at == std::string_view::npos)
            return;
        std::string_view rest = line.substr(at + 8);
        m_units = lammpsUnits(nextWord(rest));
    }

    /// Up to the first section, whose name m_line then holds; false at the end of the file.
    bool readHeader()
    {
        std::string_view line;
        while (m_input.next(line)) {
            const auto words = splitWords(line.substr(0, line.find('#')));
            if (words.empty())
                continue;
            if (!parseDouble(words[0])) {
                m_line = line;
                return true;
            }
            readHeaderLine(words, line);
        }
        return false;
    }

    void readHeaderLine(const std::vector<std::string_view>& words, std::string_view line)
    {
        const std::string_view last = words.back();
        if (words.size() == 2 && last == "atoms")
            m_count = countFrom(words[0], kMostAtomsInFile, line);
        else if (words.size() == 2 && last == "bonds")
            m_hasBonds = words[0] != "0";
        else if (words.size() == 3 && words[1] == "atom" && last == "types")
            m_typeCount = countFrom(words[0], kMostTypes, line);
        else if (words.size() == 4 && last.size() == 3 && last.ends_with("hi") && last[0] >= 'x' && last[0] <= 'z')
            readBounds(last[0] - 'x', line);
        else if (words.size() >= 6 && words[3] == "xy")
            requireNumbers(m_input, line, {m_tilt.data(), 3}, "three tilt factors xy xz yz");
        else if (words.size() == 4 && last.ends_with("vec") && last[0] >= 'a' && last[0] <= 'c')
            readVector(last[0] - 'a', line);
        else if (words.size() >= 5 && words[3] == "abc")
            requireNumbers(m_input, line, {m_general.origin.data(), 3}, "the origin of the box");
    }

    long long countFrom(std::string_view word, long long most, std::string_view line)
    {
        const auto count = parseInteger(word);
        if (!count || *count < 1 || *count > most)
            m_input.fail("expected a number from 1 to " + std::to_string(most) + ", found " + inQuotes(trimmed(line)));
        return *count;
    }

    void readBounds(int axis, std::string_view line)
    {
        double bounds[2];
        requireNumbers(m_input, line, bounds, "lower and upper bound of the box");
        m_low[axis] = bounds[0];
        m_high[axis] = bounds[1];
        m_boxLines |= 1 << axis;
    }

    void readVector(int row, std::string_view line)
    {
        Eigen::Vector3d vector;
        requireNumbers(m_input, line, {vector.data(), 3}, "the three numbers of a cell vector");
        m_general.vectors.row(row) = vector;
        m_boxLines |= 8 << row;
    }

    /// Reads the section called `name`; afterwards m_line holds the name of the next. False at the end of the file.
    bool readSection(std::string_view nameView, std::string_view whole)
    {
        const std::string name(nameView);
        if (name == "Atoms")
            chooseStyle(whole);
        else if (name == "Bonds")
            m_notes.add(m_input.lineNumber(), "bonds are not kept; they are found by distance");
        else if (name != "Masses" && name != "Velocities" && name != "Atom Type Labels")
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
    }

    LammpsType& typeFrom(std::string_view word, std::string_view line)
    {
        const auto number = parseInteger(word);
        if (number && *number >= 1 && *number <= m_typeCount) {
            m_types.resize(std::max(m_types.size(), static_cast<std::size_t>(*number)));
            return m_types[static_cast<std::size_t>(*number - 1)];
        }
        for (LammpsType& type : m_types)
            if (type.label == word)
                return type;
        m_input.fail("expected an atom type from 1 to " + std::to_string(m_typeCount) + ", found " + inQuotes(word) + " in " + inQuotes(trimmed(line)));
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
        m_columns = guessLammpsColumns(words, m_typeCount, m_hasBonds);
        if (m_columns.names.empty())
            m_input.fail("the atom style is not stated and cannot be told from the first atom: expected 'Atoms # full' or the like, found "
                         + inQuotes(trimmed(line)));
        m_notes.add(m_input.lineNumber(), "the atom style is not stated; by the columns it is taken as " + inQuotes(m_columns.style));
    }

    void readAtom(std::string_view line)
    {
        const auto words = splitWords(line.substr(0, line.find('#')));
        if (m_columns.names.empty())
            guessStyle(words, line);
        if (words.size() < m_columns.names.size())
            m_input.fail("expected " + std::to_string(m_columns.names.size()) + " columns (atom style " + m_columns.style + "), found "
                         + std::to_string(words.size()) + " in " + inQuotes(trimmed(line)));
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

    Cell makeCell(Eigen::Vector3d& origin)
    {
        if (m_boxLines != 7 && m_boxLines != 56)
            throw FileError(m_input.path(), 0, "the box is not stated: expected lines 'xlo xhi', 'ylo yhi' and 'zlo zhi'");
        const LammpsBox box = m_boxLines == 7 ? lammpsBox(m_low, m_high, m_tilt) : m_general;
        origin = box.origin;
        const Cell cell {.vectors = box.vectors * m_length};
        if (!isUsable(cell))
            throw FileError(m_input.path(), 0, "the box spans no volume");
        return cell;
    }

    template <typename T>
    static std::vector<T> reordered(const std::vector<T>& values, const std::vector<std::size_t>& order, std::size_t components)
    {
        std::vector<T> result;
        for (const std::size_t row : order)
            result.insert(result.end(), values.begin() + static_cast<std::ptrdiff_t>(row * components),
                          values.begin() + static_cast<std::ptrdiff_t>((row + 1) * components));
        return result;
    }

    Structure makeStructure(const std::vector<std::size_t>& order)
    {
        Structure structure;
        Eigen::Vector3d origin;
        structure.cell = makeCell(origin);
        const auto elements = elementsOfTypes(m_types, m_options, m_input.path());
        for (const std::size_t row : order)
            structure.species.push_back(elements[static_cast<std::size_t>(m_atoms.types[row])]);
        const auto positions = reordered(m_atoms.positions, order, 3);
        const Eigen::Map<const Eigen::Matrix3Xd> points(positions.data(), 3, static_cast<Eigen::Index>(order.size()));
        structure.positions = (points.colwise() - origin) * m_length;
        if (!origin.isZero(0))
            m_notes.add(0, "positions are counted from the corner of the box", Severity::Note);
        return structure;
    }

    void chooseLengthUnit()
    {
        if (!m_units && m_options.lengthUnit.empty())
            m_notes.add(0, "the file does not state its unit of length; it is taken as angstrom", Severity::Note);
        m_length = m_units ? m_units->length : angstromIn(m_options);
        if (m_units && m_units->style == std::string_view("lj"))
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
        if (static_cast<long long>(m_atoms.ids.size()) != m_count)
            throw FileError(m_input.path(), 0, "expected " + counted(m_count, "atom", "atoms") + ", found " + std::to_string(m_atoms.ids.size()));
        m_types.resize(std::max(m_types.size(), static_cast<std::size_t>(m_typeCount)));
        chooseLengthUnit();
        const auto order = orderById();
        DatasetBuilder builder;
        builder.add(makeStructure(order));
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
            if (m_units)
                property.unit = property.name == "charge" ? m_units->charge : property.name == "velocities" ? m_units->velocity : "";
        dataset.messages = m_notes.take();
        return dataset;
    }

    TextInput& m_input;
    const ReadOptions& m_options;
    ImportNotes m_notes;
    std::string m_line; ///< the name of a section, as written
    const LammpsUnits* m_units = nullptr;
    double m_length = 1; ///< angstrom in one unit of length
    long long m_count = 0, m_typeCount = 0;
    bool m_hasBonds = false;
    int m_boxLines = 0; ///< bits: x, y, z; a, b, c
    Eigen::Vector3d m_low, m_high, m_tilt = Eigen::Vector3d::Zero();
    LammpsBox m_general; ///< by vectors a, b, c
    LammpsColumns m_columns;
    std::vector<LammpsType> m_types;
    DataAtoms m_atoms;
    std::unordered_map<long long, std::size_t> m_rows; ///< by id
};

} // namespace

Dataset readLammpsData(TextInput& input, const ReadOptions& options)
{
    return DataReader(input, options).read();
}

} // namespace mbtr
