#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/dataset/dataset_builder.h"
#include "core/io/crystals_and_proteins/atom_names.h"
#include "core/io/finish_dataset.h"
#include "core/io/import_notes.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"
#include "core/io/words/atom_labels.h"
#include "core/io/words/fixed_columns.h"

#include <cmath>
#include <map>
#include <optional>

namespace mbtr {

namespace {

constexpr double kAngstromPerNanometre = 10;
constexpr std::size_t kFirstNumber = 20; ///< column

/// "md, t= 2.5 step= 10": the time in ps.
std::optional<double> timeOf(std::string_view title)
{
    const auto begin = title.rfind("t=");
    const bool isWord = begin != std::string_view::npos && (begin == 0 || title[begin - 1] == ' ' || title[begin - 1] == ',');
    const auto words = isWord ? splitWords(title.substr(begin + 2)) : std::vector<std::string_view>();
    const auto time = words.empty() ? std::nullopt : parseDouble(words[0]);
    return time && std::isfinite(*time) ? time : std::nullopt;
}

/// The columns a number takes: the distance between decimal points, so any precision can be read.
std::size_t numberWidth(std::string_view line)
{
    const auto first = line.find('.', std::min(kFirstNumber, line.size()));
    const auto second = first == std::string_view::npos ? first : line.find('.', first + 1);
    return second == std::string_view::npos ? 0 : second - first;
}

class GroReader {
public:
    explicit GroReader(TextInput& input)
        : m_input(input)
        , m_notes(input.path())
    {
    }

    int count() const { return m_builder.size(); }

    /// False at the end of the file.
    bool readFrame()
    {
        std::string title;
        std::string_view line;
        if (!m_input.next(line))
            return false;
        do { // the title may be blank, and so may lines at the end
            title = trimmed(line);
            if (!m_input.next(line)) {
                if (title.empty())
                    return false;
                m_input.fail("expected the number of atoms below the title, the file ends here");
            }
        } while (title.empty() && trimmed(line).empty());
        readAtoms(countFrom(line));
        add(title);
        return true;
    }

    Dataset finish()
    {
        for (const auto& [name, species] : m_guessed)
            m_guesses += (m_guesses.empty() ? "" : ", ") + name + " " + std::string(elementSymbol(species));
        if (!m_guesses.empty())
            m_notes.add(0,
                        "states no elements; they are guessed from the names of the atoms: " + m_guesses.substr(0, 300)
                            + (m_guesses.size() > 300 ? ", .." : ""));
        Dataset dataset = finishDataset(m_builder, m_notes);
        for (Property& property : dataset.properties)
            property.unit = property.name == "velocities" ? "nm/ps" : property.name == "time" ? "ps" : property.unit;
        return dataset;
    }

private:
    long long countFrom(std::string_view line) const
    {
        const auto count = parseInteger(trimmed(line));
        if (!count || *count < 1)
            m_input.fail("expected the number of atoms, at least 1, found " + inQuotes(trimmed(line)));
        return *count;
    }

    void readAtoms(long long count)
    {
        const long countLine = m_input.lineNumber();
        m_species.clear();
        m_positions.clear();
        m_velocities.clear();
        std::string_view line;
        for (long long i = 0; i < count; ++i) {
            if (!m_input.next(line))
                m_input.fail("expected " + std::to_string(count) + " atoms, found " + std::to_string(i)
                             + " before the end of the file");
            readAtom(line);
        }
        if (m_species.empty())
            throw FileError(m_input.path(), countLine,
                            "expected atoms, found " + std::to_string(count)
                                + (count == 1 ? " site that is none" : " sites that are none")
                                + " (virtual sites, or names that mean no element)");
    }

    void readAtom(std::string_view line)
    {
        const std::size_t width = numberWidth(line);
        const auto name = columnsOf(line, 10, 5), residue = columnsOf(line, 5, 5);
        Eigen::Vector3d position;
        if (width == 0 || !takeNumbers(line, kFirstNumber, width, position))
            m_input.fail("expected residue, atom, number and three coordinates in columns, found " + inQuotes(trimmed(line)));
        const auto species = elementOf(name, residue);
        if (!species)
            return m_notes.add(m_input.lineNumber(), "sites named " + inQuotes(name) + " are no atoms; left out");
        m_species.push_back(*species);
        m_labels.add({.name = name, .residue = residue, .number = columnsOf(line, 0, 5), .chain = {}}, *species);
        position *= kAngstromPerNanometre;
        m_positions.insert(m_positions.end(), position.begin(), position.end());
        // velocities have one decimal more in the same number of columns
        if (Eigen::Vector3d velocity; takeNumbers(line, kFirstNumber + 3 * width, width, velocity))
            m_velocities.insert(m_velocities.end(), velocity.begin(), velocity.end());
    }

    static bool takeNumbers(std::string_view line, std::size_t column, std::size_t width, Eigen::Vector3d& numbers)
    {
        for (int i = 0; i < 3; ++i) {
            const auto number = parseDouble(columnsOf(line, column + static_cast<std::size_t>(i) * width, width));
            if (!number || !std::isfinite(*number))
                return false;
            numbers[i] = *number;
        }
        return true;
    }

    std::optional<int> elementOf(std::string_view name, std::string_view residue)
    {
        const auto species = elementOfAtomName(name, residue);
        if (species)
            m_guessed.emplace(std::string(name.substr(0, name.find_first_of("0123456789"))), *species);
        return species;
    }

    /// v1x v2y v3z [v1y v1z v2x v2z v3x v3y], nm; zeros mean no box.
    std::optional<Cell> readBox()
    {
        std::string_view line;
        if (!m_input.next(line))
            m_input.fail("expected the box below the atoms, the file ends here");
        const auto words = splitWords(line);
        std::array<double, 9> v {};
        for (std::size_t i = 0; i < 9; ++i) {
            const auto number = i < words.size() ? parseDouble(words[i]) : std::optional(0.0);
            if ((words.size() != 3 && words.size() != 9) || !number || !std::isfinite(*number))
                m_input.fail("expected the box, 3 or 9 numbers, found " + inQuotes(trimmed(line)));
            v[i] = *number * kAngstromPerNanometre;
        }
        Cell cell;
        cell.vectors << v[0], v[3], v[4], v[5], v[1], v[6], v[7], v[8], v[2];
        if (cell.vectors.isZero(0))
            return std::nullopt;
        if (!isUsable(cell))
            m_input.fail("the box spans no volume: " + inQuotes(trimmed(line)));
        return cell;
    }

    void add(const std::string& title)
    {
        Structure structure;
        structure.name = title;
        structure.cell = readBox();
        structure.species = m_species;
        structure.positions = Eigen::Map<const Eigen::Matrix3Xd>(m_positions.data(), 3, structure.atomCount());
        m_builder.add(std::move(structure));
        m_labels.moveTo(m_builder);
        if (m_velocities.size() == m_positions.size() && !m_velocities.empty())
            m_builder.setAtoms("velocities", 3, m_velocities);
        if (const auto time = timeOf(title))
            m_builder.set("time", {&*time, 1});
    }

    TextInput& m_input;
    ImportNotes m_notes;
    DatasetBuilder m_builder;
    std::vector<int> m_species;
    std::vector<double> m_positions, m_velocities; ///< 3 x n_atoms
    AtomLabels m_labels;
    std::map<std::string, int> m_guessed; ///< elements by the beginnings of names
    std::string m_guesses;
};

} // namespace

Dataset readGro(TextInput& input)
{
    GroReader reader(input);
    while (input.wantsMore(reader.count()) && reader.readFrame()) { }
    return reader.finish();
}

} // namespace mbtr
