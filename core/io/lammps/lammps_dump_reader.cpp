#include "core/base/text.h"
#include "core/dataset/dataset_builder.h"
#include "core/io/lammps/lammps.h"
#include "core/io/lammps/lammps_dump_atoms.h"
#include "core/io/line_words.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"

#include <algorithm>
#include <array>

namespace mbtr {

namespace {

class DumpReader {
public:
    DumpReader(TextInput& input, const ReadOptions& options)
        : m_input(input)
        , m_options(options)
        , m_notes(input.path())
    {
    }

    Dataset read()
    {
        std::string_view line;
        while (m_input.wantsMore(m_builder.size()) && m_input.next(line)) {
            if (trimmed(line).empty())
                continue;
            if (!line.starts_with("ITEM:"))
                m_input.fail("expected 'ITEM: ...', found " + inQuotes(trimmed(line)));
            readItem(trimmed(line.substr(5)));
        }
        return finish();
    }

private:
    void readItem(std::string_view item)
    {
        if (item.starts_with("TIMESTEP"))
            m_step = numberBelow("the time step");
        else if (item.starts_with("NUMBER OF ATOMS"))
            readCount();
        else if (item.starts_with("BOX BOUNDS"))
            readBox(item.substr(10));
        else if (item.starts_with("UNITS"))
            readUnits();
        else if (item.starts_with("TIME"))
            m_time = numberBelow("the time");
        else if (item.starts_with("ATOMS"))
            readFrame(item.substr(5));
        else
            m_input.fail("expected ITEM: TIMESTEP, NUMBER OF ATOMS, BOX BOUNDS, UNITS, TIME or ATOMS, found " + inQuotes(item));
    }

    double numberBelow(const char* expected)
    {
        double number = 0;
        requireNumbers(m_input, requireLine(m_input, expected), {&number, 1}, expected);
        return number;
    }

    void readCount()
    {
        const std::string_view line = requireLine(m_input, "the number of atoms");
        const auto count = parseInteger(trimmed(line));
        if (!count || *count < 1 || *count > kMostAtomsInFile)
            m_input.fail("expected a number of atoms from 1 to " + std::to_string(kMostAtomsInFile) + ", found "
                         + inQuotes(trimmed(line)));
        m_count = *count;
    }

    void readUnits()
    {
        const std::string_view word = trimmed(requireLine(m_input, "the name of a system of units"));
        m_units = lammpsUnits(word);
        if (!m_units)
            m_input.fail("expected the name of a system of units (metal, real, ..), found " + inQuotes(word));
    }

    /// "xy xz yz pp pp ff": flags of tilt and of what each boundary is; "abc origin": vectors.
    void readBox(std::string_view flagText)
    {
        std::string flags(flagText);
        m_periodic = {true, true, true};
        int axis = 0;
        for (const auto word : splitWords(flags))
            if (word.size() == 2 && word.find_first_not_of("pfsm") == std::string_view::npos && axis < 3)
                m_periodic[static_cast<std::size_t>(axis++)] = word == "pp";
        const bool general = flags.find("abc") != std::string::npos;
        const bool tilted = flags.find("xy") != std::string::npos;
        Eigen::Matrix<double, 3, 4, Eigen::RowMajor> rows = Eigen::Matrix<double, 3, 4, Eigen::RowMajor>::Zero();
        for (int row = 0; row < 3; ++row)
            requireNumbers(m_input, requireLine(m_input, "the box"),
                           {rows.row(row).data(),
                            general      ? 4u
                                : tilted ? 3u
                                         : 2u},
                           "the numbers of the box");
        m_box = general ? LammpsBox {rows.col(3), rows.leftCols(3)} : boundedBox(rows);
        m_hasBox = true;
    }

    /// The bounds of a tilted box are those of the upright box around it.
    static LammpsBox boundedBox(const Eigen::Matrix<double, 3, 4, Eigen::RowMajor>& rows)
    {
        const double xy = rows(0, 2), xz = rows(1, 2), yz = rows(2, 2);
        Eigen::Vector3d low = rows.col(0), high = rows.col(1);
        low[0] -= std::min({0.0, xy, xz, xy + xz});
        high[0] -= std::max({0.0, xy, xz, xy + xz});
        low[1] -= std::min(0.0, yz);
        high[1] -= std::max(0.0, yz);
        return lammpsBox(low, high, {xy, xz, yz});
    }

    void readFrame(std::string_view description)
    {
        if (m_count == 0 || !m_hasBox)
            m_input.fail("expected ITEM: NUMBER OF ATOMS and ITEM: BOX BOUNDS above ITEM: ATOMS");
        chooseColumns(description);
        m_atoms.clear();
        std::string_view line;
        for (long long i = 0; i < m_count; ++i) {
            if (!m_input.next(line))
                m_input.fail("expected " + std::to_string(m_count) + " atoms, found " + std::to_string(i)
                             + " before the end of the file");
            m_atoms.read(m_input, line);
        }
        add();
        m_count = 0;
        m_hasBox = false;
    }

    void chooseColumns(std::string_view description)
    {
        if (description == m_description && !m_description.empty())
            return;
        m_description = description;
        if (const std::string missing = m_atoms.columns.parse(splitWords(m_description)); !missing.empty())
            m_input.fail("expected columns " + missing + ", found " + inQuotes(trimmed(description)));
    }

    /// Elements by the column 'element', by the options, by mass; in this order.
    std::vector<int> speciesOfFrame()
    {
        if (m_atoms.columns.hasElement)
            return m_atoms.species;
        if (m_atoms.columns.hasType)
            return speciesByType();
        std::vector<int> species;
        for (const double mass : m_atoms.masses) {
            const auto found = elementOfMass(mass);
            if (!found)
                throw FileError(m_input.path(), m_input.lineNumber(), "expected the mass of an element, found " + toText(mass));
            species.push_back(*found);
        }
        return species;
    }

    std::vector<int> speciesByType()
    {
        const auto isKnown = [&](long long type) {
            return type <= static_cast<long long>(m_elements.size()) && m_elements[static_cast<std::size_t>(type - 1)] > 0;
        };
        if (!std::all_of(m_atoms.types.begin(), m_atoms.types.end(), isKnown))
            learnTypes();
        std::vector<int> species;
        species.reserve(m_atoms.types.size());
        for (const long long type : m_atoms.types)
            species.push_back(m_elements[static_cast<std::size_t>(type - 1)]);
        return species;
    }

    /// A later frame may have types the ones before lack.
    void learnTypes()
    {
        const long long largest = *std::max_element(m_atoms.types.begin(), m_atoms.types.end());
        auto elements = elementsOfTypes(typesOfFrame(largest), m_options, m_input.path());
        for (std::size_t i = 0; i < std::min(elements.size(), m_elements.size()); ++i)
            elements[i] = elements[i] > 0 ? elements[i] : m_elements[i];
        if (elements.size() >= m_elements.size())
            m_elements = std::move(elements);
        else
            std::copy(elements.begin(), elements.end(), m_elements.begin());
    }

    std::vector<LammpsType> typesOfFrame(long long largest) const
    {
        // The options may name more than there are in this frame.
        const auto count = std::max(static_cast<std::size_t>(largest), m_options.elements.size());
        std::vector<LammpsType> types(count);
        for (std::size_t i = 0; i < m_atoms.types.size(); ++i) {
            LammpsType& type = types[static_cast<std::size_t>(m_atoms.types[i] - 1)];
            ++type.atoms;
            if (m_atoms.columns.hasMass)
                type.mass = m_atoms.masses[i];
        }
        return types;
    }

    Cell makeCell()
    {
        const Cell cell {.vectors = m_box.vectors * m_length, .periodic = m_periodic};
        if (!isUsable(cell))
            m_input.fail("the box of the frame above spans no volume");
        return cell;
    }

    Structure makeStructure(const std::vector<std::size_t>& order)
    {
        Structure structure;
        structure.cell = makeCell();
        structure.species = reordered(speciesOfFrame(), order, 1);
        const auto positions = reordered(m_atoms.positions, order, 3);
        const Eigen::Map<const Eigen::Matrix3Xd> points(positions.data(), 3, static_cast<Eigen::Index>(positions.size() / 3));
        if (m_atoms.columns.scaled)
            structure.positions = structure.cell->vectors.transpose() * points;
        else
            structure.positions = (points.colwise() - m_box.origin) * m_length;
        return structure;
    }

    void noteOnce()
    {
        if (!m_units && m_options.lengthUnit.empty())
            m_notes.add(0, "the file does not state its unit of length; it is taken as angstrom", Severity::Note);
        m_length = m_units ? m_units->length : angstromIn(m_options);
        if (!m_box.origin.isZero(0))
            m_notes.add(0, "positions are counted from the corner of the box", Severity::Note);
    }

    void add()
    {
        if (m_builder.size() == 0)
            noteOnce();
        const auto order = m_atoms.order();
        m_builder.add(makeStructure(order));
        if (m_step)
            m_builder.set("timestep", std::span<const double>(&*m_step, 1));
        if (m_time)
            m_builder.set("time", std::span<const double>(&*m_time, 1));
        m_step.reset();
        m_time.reset();
        addIds(order);
        if (m_atoms.columns.hasType)
            m_builder.setAtoms("type", 1, reordered(std::vector<double>(m_atoms.types.begin(), m_atoms.types.end()), order, 1));
        for (std::size_t p = 0; p < m_atoms.columns.properties.size(); ++p) {
            const auto& property = m_atoms.columns.properties[p];
            if (property.text)
                m_builder.setAtoms(property.name, reordered(m_atoms.texts[p], order, 1));
            else
                m_builder.setAtoms(property.name, property.components, reordered(m_atoms.numbers[p], order, property.components));
        }
    }

    /// Keeps the numbers of the atoms where they are not just 1, 2, .., as in dumps of a group of atoms.
    void addIds(const std::vector<std::size_t>& order)
    {
        auto ids = reordered(std::vector<double>(m_atoms.ids.begin(), m_atoms.ids.end()), order, 1);
        if (!ids.empty() && (ids.front() != 1 || ids.back() != static_cast<double>(ids.size())))
            m_builder.setAtoms("id", 1, std::move(ids));
    }

    Dataset finish()
    {
        Dataset dataset = m_builder.finish();
        for (Property& property : dataset.properties)
            if (m_units)
                property.unit = property.name == "forces" ? m_units->force
                    : property.name == "velocities"       ? m_units->velocity
                    : property.name == "charge"           ? m_units->charge
                                                          : "";
        for (Message& message : m_notes.take())
            dataset.messages.push_back(std::move(message));
        return dataset;
    }

    TextInput& m_input;
    const ReadOptions& m_options;
    ImportNotes m_notes;
    DatasetBuilder m_builder;
    const LammpsUnits* m_units = nullptr;
    double m_length = 1; ///< angstrom in one unit of length
    long long m_count = 0;
    std::optional<double> m_step, m_time;
    bool m_hasBox = false;
    LammpsBox m_box;
    std::array<bool, 3> m_periodic {true, true, true};
    std::string m_description;
    std::vector<int> m_elements; ///< by type
    DumpAtoms m_atoms;
};

} // namespace

Dataset readLammpsDump(TextInput& input, const ReadOptions& options)
{
    return DumpReader(input, options).read();
}

} // namespace mbtr
