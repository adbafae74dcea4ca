#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/dataset/dataset_builder.h"
#include "core/io/finish_dataset.h"
#include "core/io/import_notes.h"
#include "core/io/line_words.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"
#include "core/io/words/species_word.h"

#include <algorithm>
#include <array>

namespace mbtr {

namespace {

/// An atom and what lines of their own behind it say of it.
struct AimsAtom {
    Eigen::Vector3d point;
    bool fractional = false;
    int species = 0;
    std::string label;
    double charge = 0, moment = 0;
    std::array<double, 3> free {1, 1, 1};
    std::array<double, 3> velocity {0, 0, 0};
};

class AimsReader {
public:
    explicit AimsReader(TextInput& input)
        : m_input(input)
        , m_notes(input.path())
    {
    }

    Dataset read()
    {
        std::string_view line;
        while (m_input.next(line)) {
            line = line.substr(0, line.find('#'));
            std::string_view rest = line;
            if (const auto keyword = nextWord(rest); !keyword.empty())
                readKeyword(lowerCase(keyword), rest, line);
        }
        if (m_atoms.empty())
            throw FileError(m_input.path(), 0, "holds no atoms: expected lines 'atom x y z symbol' or 'atom_frac ..'");
        return finish();
    }

private:
    void readKeyword(const std::string& keyword, std::string_view rest, std::string_view line)
    {
        if (keyword == "atom" || keyword == "atom_frac")
            readAtom(rest, keyword == "atom_frac");
        else if (keyword == "lattice_vector")
            readVector(rest, line);
        else if (keyword == "initial_charge")
            readNumbers(rest, line, {&lastAtom(line).charge, 1}, m_anyCharge);
        else if (keyword == "initial_moment")
            readNumbers(rest, line, {&lastAtom(line).moment, 1}, m_anyMoment);
        else if (keyword == "velocity")
            readNumbers(rest, line, lastAtom(line).velocity, m_anyVelocity);
        else if (keyword == "constrain_relaxation")
            readConstraint(rest, line);
        else
            m_notes.add(m_input.lineNumber(), "lines " + inQuotes(keyword) + " are not kept");
    }

    void readAtom(std::string_view rest, bool fractional)
    {
        AimsAtom atom;
        const std::string_view words = rest;
        const bool hasPoint = takeNumbers(rest, {atom.point.data(), 3});
        atom.label = nextWord(rest);
        const auto exact = speciesOf(atom.label);
        const auto species = exact ? exact : speciesOfLabel(atom.label);
        if (!hasPoint || !species)
            m_input.fail("expected three coordinates and an element symbol, found " + inQuotes(trimmed(words)));
        if (!exact)
            m_notes.add(m_input.lineNumber(),
                        "species " + inQuotes(atom.label) + " is taken as " + std::string(elementSymbol(*species)),
                        Severity::Note);
        m_anyLabel = m_anyLabel || !exact;
        atom.species = *species;
        atom.fractional = fractional;
        if (fractional && m_firstFractional == 0)
            m_firstFractional = m_input.lineNumber();
        m_lastIsVector = false;
        m_atoms.push_back(std::move(atom));
    }

    void readVector(std::string_view rest, std::string_view line)
    {
        if (m_vectorCount == 3)
            m_input.fail("expected at most three lattice vectors, found a fourth: " + inQuotes(trimmed(line)));
        Eigen::Vector3d vector;
        if (!takeNumbers(rest, {vector.data(), 3}))
            m_input.fail("expected the three numbers of a lattice vector, found " + inQuotes(trimmed(line)));
        m_vectors.row(m_vectorCount++) = vector;
        m_lastIsVector = true;
    }

    AimsAtom& lastAtom(std::string_view line)
    {
        if (m_atoms.empty() || m_lastIsVector)
            m_input.fail("expected an atom above " + inQuotes(trimmed(line)));
        return m_atoms.back();
    }

    void readNumbers(std::string_view rest, std::string_view line, std::span<double> numbers, bool& any)
    {
        if (!takeNumbers(rest, numbers))
            m_input.fail("expected " + counted(static_cast<long long>(numbers.size()), "number", "numbers") + ", found "
                         + inQuotes(trimmed(line)));
        any = true;
    }

    /// ".true.", ".false.", "x", "y" or "z"; one direction a line.
    void readConstraint(std::string_view rest, std::string_view line)
    {
        const std::string word = lowerCase(nextWord(rest));
        if (m_lastIsVector) {
            m_notes.add(m_input.lineNumber(), "constraints of lattice vectors are not kept");
            return;
        }
        AimsAtom& atom = lastAtom(line);
        if (word == ".true.")
            atom.free = {0, 0, 0};
        else if (word == "x" || word == "y" || word == "z")
            atom.free[static_cast<std::size_t>(word[0] - 'x')] = 0;
        else if (word != ".false.")
            m_input.fail("expected .true., .false., x, y or z, found " + inQuotes(trimmed(line)));
        m_anyConstraint = true;
    }

    std::optional<Cell> makeCell() const
    {
        if (m_vectorCount == 0)
            return std::nullopt;
        Cell cell {.vectors = m_vectors, .periodic = {true, m_vectorCount > 1, m_vectorCount > 2}};
        completeCell(cell);
        if (!isUsable(cell))
            throw FileError(m_input.path(), 0, "the lattice vectors span no volume");
        return cell;
    }

    template <typename Get> void addColumn(const char* name, int components, bool any, Get get)
    {
        if (!any)
            return;
        std::vector<double> values;
        for (const AimsAtom& atom : m_atoms)
            for (int i = 0; i < components; ++i)
                values.push_back(get(atom, static_cast<std::size_t>(i)));
        m_builder.setAtoms(name, components, std::move(values));
    }

    Dataset finish()
    {
        if (m_firstFractional > 0 && m_vectorCount < 3)
            throw FileError(m_input.path(), m_firstFractional,
                            "fractional coordinates need three lattice vectors, found " + std::to_string(m_vectorCount));
        Structure structure;
        structure.cell = makeCell();
        structure.positions.resize(3, static_cast<Eigen::Index>(m_atoms.size()));
        std::vector<std::string> labels;
        for (std::size_t i = 0; i < m_atoms.size(); ++i) {
            const AimsAtom& atom = m_atoms[i];
            structure.species.push_back(atom.species);
            structure.positions.col(static_cast<Eigen::Index>(i))
                = atom.fractional ? structure.cell->toCartesian({atom.point}) : atom.point;
            labels.push_back(atom.label);
        }
        m_builder.add(std::move(structure));
        addColumn("initial_charges", 1, m_anyCharge, [](const AimsAtom& atom, std::size_t) { return atom.charge; });
        addColumn("initial_magmoms", 1, m_anyMoment, [](const AimsAtom& atom, std::size_t) { return atom.moment; });
        addColumn("move_mask", 3, m_anyConstraint, [](const AimsAtom& atom, std::size_t i) { return atom.free[i]; });
        addColumn("velocities", 3, m_anyVelocity, [](const AimsAtom& atom, std::size_t i) { return atom.velocity[i]; });
        if (m_anyLabel)
            m_builder.setAtoms("label", std::move(labels));
        Dataset dataset = finishDataset(m_builder, m_notes);
        for (Property& property : dataset.properties)
            property.unit = property.name == "initial_charges" ? "e" : property.name == "velocities" ? "angstrom/ps" : "";
        return dataset;
    }

    TextInput& m_input;
    ImportNotes m_notes;
    DatasetBuilder m_builder;
    std::vector<AimsAtom> m_atoms;
    Eigen::Matrix3d m_vectors = Eigen::Matrix3d::Zero();
    int m_vectorCount = 0;
    long m_firstFractional = 0;
    bool m_lastIsVector = false;
    bool m_anyCharge = false, m_anyMoment = false, m_anyConstraint = false, m_anyVelocity = false, m_anyLabel = false;
};

} // namespace

Dataset readAims(TextInput& input)
{
    return AimsReader(input).read();
}

} // namespace mbtr
