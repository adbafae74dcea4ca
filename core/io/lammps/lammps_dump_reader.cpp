#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/dataset/dataset_builder.h"
#include "core/io/atom_types.h"
#include "core/io/finish_dataset.h"
#include "core/io/lammps/lammps.h"
#include "core/io/lammps/lammps_dump_atoms.h"
#include "core/io/line_words.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace mbtr {

namespace {

class DumpReader {
public:
    DumpReader(TextInput& input, const ReadOptions& options)
        : m_input(input)
        , m_options(options)
        , m_notes(input.path())
        , m_types(options, input.path())
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

    /// Elements by the options, by mass, by the column 'element'; in this order.
    std::vector<int> speciesOfFrame()
    {
        const bool areStated = !m_options.elements.empty() && m_atoms.columns.hasType;
        if (m_atoms.columns.hasElement && !areStated)
            return speciesByColumn();
        static const std::vector<double> kNone;
        if (m_atoms.columns.hasType)
            return m_types.speciesOf(m_atoms.types, saysMasses() ? m_atoms.masses : kNone);
        std::vector<int> species;
        for (const double mass : m_atoms.masses) {
            const auto found = saysMasses() ? byMass(mass) : std::nullopt;
            if (!found)
                throw FileError(m_input.path(), m_input.lineNumber(), "expected the mass of an element, found " + toText(mass));
            species.push_back(*found);
        }
        return species;
    }

    /// Reduced masses (units lj) say nothing.
    bool saysMasses() const { return m_atoms.columns.hasMass && !(m_units && m_units->style == "lj"); }

    std::optional<int> byMass(double mass)
    {
        const auto known = m_byMass.find(mass);
        return known != m_byMass.end() ? known->second : m_byMass.emplace(mass, elementOfMass(mass)).first->second;
    }

    /// LAMMPS writes C for every type where nobody names elements: https://docs.lammps.org/dump_modify.html, keyword element.
    std::vector<int> speciesByColumn()
    {
        std::vector<int> species = m_atoms.species;
        bool anyMass = false;
        for (std::size_t i = 0; saysMasses() && i < species.size(); ++i) {
            const auto found = byMass(m_atoms.masses[i]);
            anyMass = anyMass || found;
            if (!found || *found == species[i])
                continue;
            m_notes.add(m_input.lineNumber(),
                        "column 'element' says " + std::string(elementSymbol(species[i])) + " where the mass "
                            + toText(m_atoms.masses[i]) + " is that of " + std::string(elementSymbol(*found))
                            + "; the mass decides");
            species[i] = *found;
        }
        if (!anyMass)
            noteDefaultElement();
        return species;
    }

    void noteDefaultElement()
    {
        constexpr int kCarbon = 6;
        const auto& types = m_atoms.types;
        const bool severalTypes = std::any_of(types.begin(), types.end(), [&](long long type) { return type != types.front(); });
        if (severalTypes && std::all_of(m_atoms.species.begin(), m_atoms.species.end(), [](int z) { return z == kCarbon; }))
            m_notes.add(0,
                        "column 'element' says C for atoms of several types, which LAMMPS writes where no elements were named");
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
        Dataset dataset = finishDataset(m_builder, m_notes);
        for (Property& property : dataset.properties)
            if (m_units)
                property.unit = property.name == "forces" ? m_units->force
                    : property.name == "velocities"       ? m_units->velocity
                    : property.name == "charge"           ? m_units->charge
                                                          : "";
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
    TypeElements m_types;
    std::unordered_map<double, std::optional<int>> m_byMass;
    DumpAtoms m_atoms;
};

} // namespace

Dataset readLammpsDump(TextInput& input, const ReadOptions& options)
{
    return DumpReader(input, options).read();
}

} // namespace mbtr
