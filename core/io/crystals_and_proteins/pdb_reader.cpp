#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/dataset/dataset_builder.h"
#include "core/io/crystals_and_proteins/atom_names.h"
#include "core/io/crystals_and_proteins/pdb_cell.h"
#include "core/io/crystals_and_proteins/pdb_connections.h"
#include "core/io/crystals_and_proteins/pdb_element.h"
#include "core/io/finish_dataset.h"
#include "core/io/import_notes.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"
#include "core/io/words/atom_labels.h"
#include "core/io/words/fixed_columns.h"
#include "core/io/words/formal_charges.h"
#include "core/io/words/species_word.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace mbtr {

namespace {

/// "2+", "1-", also "+2".
double chargeFrom(std::string_view text)
{
    if (text.size() != 2)
        return 0;
    const char digit = text[0] >= '0' && text[0] <= '9' ? text[0] : text[1];
    const char sign = digit == text[0] ? text[1] : text[0];
    if (digit < '0' || digit > '9' || (sign != '+' && sign != '-'))
        return 0;
    return sign == '+' ? digit - '0' : '0' - digit;
}

/// One model: the atoms between MODEL and ENDMDL, or all.
struct PdbModel {
    struct Guess {
        std::size_t atom = 0;
        std::string name, residue;
    };
    std::vector<Guess> guesses; ///< atoms whose element only the name says
    bool leftJustified = false; ///< names begin in column 13, whatever they mean
    std::vector<int> species;
    std::vector<double> positions; ///< 3 x n_atoms, angstrom
    std::vector<double> charges;
    std::vector<double> temperatureFactors; ///< angstrom^2
};

class PdbReader {
public:
    explicit PdbReader(TextInput& input)
        : m_input(input)
        , m_notes(input.path())
    {
    }

    void read()
    {
        std::string_view line;
        while (m_input.next(line))
            takeLine(line);
        finishModel();
        finishGroup();
    }

    Dataset finish()
    {
        Dataset dataset = finishDataset(m_builder, m_notes);
        for (const Group& group : m_groups)
            for (int i = group.begin; i < group.end; ++i)
                setBonds(dataset.structures[static_cast<std::size_t>(i)], group);
        if (dataset.size() == 1)
            dataset.structures[0].name = m_title;
        setUnitOfFormalCharges(dataset);
        for (Property& property : dataset.properties)
            property.unit = property.name == "b_factor" ? "angstrom^2" : property.unit;
        return dataset;
    }

private:
    /// Models to which the same CONECT lines belong: those of the file, or up to END where several files were put together.
    struct Group {
        int begin = 0;
        int end = 0;
        std::vector<int> species; ///< of the models that have these bonds
        std::vector<GivenBond> bonds;
    };

    void takeLine(std::string_view line)
    {
        const std::string_view record = columnsOf(line, 0, 6);
        if (record == "ATOM" || record == "HETATM")
            takeAtom(line);
        else if (record == "CRYST1")
            m_cell.takeCryst1(m_input, line, m_notes);
        else if (record.starts_with("SCALE"))
            m_cell.takeScale(line);
        else if (record == "CONECT")
            m_connections.take(m_input, line);
        else if (record == "MODEL" || record == "ENDMDL")
            finishModel();
        else if (record == "END") {
            finishModel();
            finishGroup();
        } else if (record == "TITLE")
            m_title += (m_title.empty() ? "" : " ") + std::string(columnsOf(line, 10, 70));
    }

    void takeAtom(std::string_view line)
    {
        Eigen::Vector3d position;
        for (int i = 0; i < 3; ++i) {
            const auto number = parseDouble(columnsOf(line, 30 + 8 * static_cast<std::size_t>(i), 8));
            if (!number || !std::isfinite(*number))
                m_input.fail("expected three coordinates in columns 31 to 54, found " + inQuotes(columnsOf(line, 30, 24)));
            position[i] = *number;
        }
        if (isOtherLocation(line))
            return m_notes.add(m_input.lineNumber(), "alternative locations: only the first of each residue is read");
        const auto species = elementOf(line);
        if (!species)
            return m_notes.add(m_input.lineNumber(),
                               "atoms of no known element (" + inQuotes(columnsOf(line, 12, 4)) + ") are left out");
        m_connections.addSerial(columnsOf(line, 6, 5), static_cast<int>(m_model.species.size()));
        m_model.species.push_back(*species);
        m_model.positions.insert(m_model.positions.end(), position.begin(), position.end());
        m_labels.add({.name = columnsOf(line, 12, 4),
                      .residue = columnsOf(line, 17, 3),
                      .number = columnsOf(line, 22, 4),
                      .insertion = columnsOf(line, 26, 1),
                      .chain = columnsOf(line, 21, 1)},
                     *species);
        takeFactors(line);
    }

    void takeFactors(std::string_view line)
    {
        m_model.charges.push_back(chargeFrom(columnsOf(line, 78, 2)));
        m_model.temperatureFactors.push_back(parseDouble(columnsOf(line, 60, 6)).value_or(0));
        const double occupancy = parseDouble(columnsOf(line, 54, 6)).value_or(1);
        if (occupancy > 0 && occupancy < 0.999 && columnsOf(line, 16, 1).empty()) // 0 is what programs write that know none
            m_notes.add(m_input.lineNumber(), "partly occupied atoms are taken as full");
    }

    /// True for an atom at another than the first location its residue has.
    bool isOtherLocation(std::string_view line)
    {
        const auto residue = line.substr(17, 10);
        if (residue != m_residue) {
            m_residue = residue;
            m_location.clear();
        }
        const auto location = columnsOf(line, 16, 1);
        if (!location.empty() && m_location.empty())
            m_location = location;
        return !location.empty() && location != m_location;
    }

    std::optional<int> elementOf(std::string_view line)
    {
        const auto name = line.substr(12, 4), residue = columnsOf(line, 17, 3);
        m_model.leftJustified = m_model.leftJustified || isLeftJustified(name);
        const auto symbol = pdbElement(line);
        if (symbol.isShifted)
            m_notes.add(m_input.lineNumber(),
                        "the element " + inQuotes(symbol.text) + " of an atom named " + inQuotes(trimmed(name))
                            + " stands beside columns 77 and 78; it is read all the same");
        if (isIsotope(symbol.text))
            m_notes.add(m_input.lineNumber(), kIsotopesAreHydrogen, Severity::Note);
        if (const auto species = atomicNumberOf(symbol.text)) {
            if (!canBeCalled(*species, name, residue))
                m_notes.add(m_input.lineNumber(),
                            "columns 77 and 78 say that an atom named " + inQuotes(trimmed(name)) + " is "
                                + std::string(elementSymbol(*species)) + "; the name says otherwise");
            return species;
        }
        const auto species = elementOfPdbName(name, residue);
        if (!species)
            return species;
        m_model.guesses.push_back({m_model.species.size(), std::string(name), std::string(residue)});
        m_notes.add(m_input.lineNumber(), "states no element of some atoms; it is guessed from their names");
        return species;
    }

    /// Names that begin in column 13 whatever they mean: a model shows it by some of them and all are read so.
    void guessAgain()
    {
        for (const PdbModel::Guess& guess : m_model.guesses)
            if (const auto species = elementOfPdbName(guess.name, guess.residue, true); species && m_model.leftJustified)
                m_model.species[guess.atom] = *species;
    }

    void finishModel()
    {
        if (m_model.species.empty())
            return;
        guessAgain();
        m_group.species = m_model.species;
        m_connections.closeModel();
        Structure structure;
        structure.species = std::move(m_model.species);
        structure.positions = Eigen::Map<const Eigen::Matrix3Xd>(m_model.positions.data(), 3, structure.atomCount());
        structure.cell = m_cell.cell(m_input, m_notes);
        m_builder.add(std::move(structure));
        setFormalCharges(m_builder, std::move(m_model.charges));
        if (std::any_of(m_model.temperatureFactors.begin(), m_model.temperatureFactors.end(), [](double b) { return b != 0; }))
            m_builder.setAtoms("b_factor", 1, std::move(m_model.temperatureFactors));
        m_labels.moveTo(m_builder);
        m_model = {};
        m_residue.clear();
    }

    void finishGroup()
    {
        m_group.end = m_builder.size();
        m_group.bonds = m_connections.takeBonds(m_notes);
        if (!m_group.bonds.empty())
            m_groups.push_back(m_group);
        m_group = {.begin = m_group.end};
    }

    static void setBonds(Structure& structure, const Group& group)
    {
        if (structure.species != group.species)
            return;
        structure.bonds = group.bonds;
        structure.someBondsOnly = true;
    }

    TextInput& m_input;
    ImportNotes m_notes;
    DatasetBuilder m_builder;
    PdbCell m_cell;
    PdbConnections m_connections;
    PdbModel m_model;
    AtomLabels m_labels; ///< of the model
    std::string m_title;
    std::string m_residue, m_location; ///< of the atom before
    Group m_group;
    std::vector<Group> m_groups;
};

} // namespace

Dataset readPdb(TextInput& input)
{
    PdbReader reader(input);
    reader.read();
    return reader.finish();
}

} // namespace mbtr
