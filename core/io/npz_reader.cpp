#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/dataset/dataset_builder.h"
#include "core/io/finish_dataset.h"
#include "core/io/import_notes.h"
#include "core/io/line_words.h"
#include "core/io/number_stream.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"
#include "core/store/zip_archive.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mbtr {

namespace {

using Names = std::vector<std::string>;

// Names of arrays in files of MD17, revised MD17 and those like QM7-X and ANI.
const Names kPositionNames {"R", "coords", "coordinates", "positions"};
const Names kSpeciesNames {"z", "nuclear_charges", "Z", "atomic_numbers", "numbers", "species"};
const Names kEnergyNames {"E", "energies", "energy"};
const Names kForceNames {"F", "forces", "force"};

bool isBohr(const std::string& unit)
{
    return unit == "bohr" || unit == "au" || unit == "a.u.";
}

std::string shapeText(const std::vector<std::int64_t>& shape)
{
    std::string text = "(";
    for (const std::int64_t size : shape)
        text += (text.size() > 1 ? ", " : "") + std::to_string(size);
    return text + ")";
}

class NpzReader {
public:
    NpzReader(TextInput& input, ZipReader& archive, const ReadOptions& options)
        : m_input(input)
        , m_archive(archive)
        , m_options(options)
        , m_notes(input.path())
    {
        for (const std::string& name : archive.names())
            if (name.ends_with(".npy"))
                m_names.push_back(name.substr(0, name.size() - 4));
    }

    Dataset read()
    {
        openPositions();
        openSpecies();
        const auto energies = openValues(kEnergyNames, 1);
        const auto forces = openValues(kForceNames, 3 * m_atomCount);
        m_length = lengthUnit();
        const auto cell = readCell();
        for (std::int64_t i = 0; i < m_count && m_input.wantsMore(static_cast<int>(i)); ++i)
            readStructure(i, cell, energies.get(), forces.get());
        if (m_builder.size() == m_count)
            m_positions->requireEnd();
        noteTheRest();
        Dataset dataset = finishDataset(m_builder, m_notes);
        setUnits(dataset);
        return dataset;
    }

private:
    [[noreturn]] void fail(const std::string& message) const { throw FileError(m_input.path(), 0, message); }

    std::string nameIn(const Names& candidates)
    {
        for (const std::string& name : candidates)
            if (std::find(m_names.begin(), m_names.end(), name) != m_names.end()) {
                m_used.push_back(name);
                return name;
            }
        return {};
    }

    /// R: structures x atoms x 3; one structure alone may be atoms x 3.
    void openPositions()
    {
        const std::string name = nameIn(kPositionNames);
        if (name.empty())
            fail("has no array of positions: expected 'R' (structures x atoms x 3) and 'z'");
        m_positions = std::make_unique<NumberStream>(m_archive, name, m_input);
        auto shape = m_positions->shape();
        if (shape.size() == 2)
            shape.insert(shape.begin(), 1);
        if (shape.size() != 3 || shape[2] != 3 || shape[0] < 1 || shape[1] < 1 || shape[1] > kMostAtomsInFile
            || shape[0] > 1'000'000'000)
            fail("array '" + name + "': expected the shape (structures, atoms, 3), found " + shapeText(m_positions->shape()));
        m_count = shape[0];
        m_atomCount = shape[1];
        m_point.resize(static_cast<std::size_t>(3 * m_atomCount));
    }

    /// z: one for each atom, for all structures or for each; 0 stands for no atom.
    void openSpecies()
    {
        const std::string name = nameIn(kSpeciesNames);
        if (name.empty())
            fail("has no array of atomic numbers: expected 'z' (atoms)");
        m_species = std::make_unique<NumberStream>(m_archive, name, m_input);
        m_speciesEach
            = m_species->shape().size() == 2 && m_species->shape()[0] == m_count && m_species->shape()[1] == m_atomCount;
        if (!m_speciesEach && m_species->count() != m_atomCount)
            fail("array '" + name + "': expected " + std::to_string(m_atomCount) + " atomic numbers, found the shape "
                 + shapeText(m_species->shape()));
        m_numbers.resize(static_cast<std::size_t>(m_atomCount));
        if (!m_speciesEach)
            m_species->read(m_numbers);
    }

    std::unique_ptr<NumberStream> openValues(const Names& candidates, std::int64_t each)
    {
        const std::string name = nameIn(candidates);
        if (name.empty())
            return nullptr;
        auto stream = std::make_unique<NumberStream>(m_archive, name, m_input);
        if (stream->count() != m_count * each)
            fail("array '" + name + "': expected " + std::to_string(each) + " numbers for each of " + std::to_string(m_count)
                 + " structures, found the shape " + shapeText(stream->shape()));
        return stream;
    }

    /// A text in an array of its own ("r_unit": 'Ang'), as sGDML writes them; empty where there is none.
    std::string textOf(const char* name)
    {
        if (std::find(m_names.begin(), m_names.end(), name) == m_names.end())
            return {};
        m_used.push_back(name);
        const std::string bytes = m_archive.text(std::string(name) + ".npy");
        std::size_t begin = 0;
        const auto header = parseNpyHeader(bytes, begin);
        std::string text;
        for (std::size_t i = begin; header && i < bytes.size(); ++i)
            if (bytes[i] != '\0') // of the type U each letter has four bytes
                text += bytes[i];
        return text;
    }

    double lengthUnit()
    {
        const std::string stated = lowerCase(textOf("r_unit"));
        if (stated.empty() && m_options.lengthUnit.empty())
            m_notes.add(0, "the file does not state its unit of length; it is taken as angstrom", Severity::Note);
        if (isBohr(stated))
            return kAngstromPerBohr;
        if (stated.empty())
            return angstromIn(m_options);
        if (!stated.starts_with("ang") && stated != "a")
            m_notes.add(0, "unit of length " + inQuotes(stated) + " is not known; positions are taken as angstrom");
        return 1;
    }

    /// 'lattice' of sGDML: the vectors are the columns.
    std::optional<Cell> readCell()
    {
        if (nameIn({"lattice"}).empty())
            return std::nullopt;
        NumberStream stream(m_archive, "lattice", m_input);
        if (stream.count() != 9)
            fail("array 'lattice': expected the shape (3, 3), found " + shapeText(stream.shape()));
        std::vector<double> numbers(9);
        stream.read(numbers);
        const Cell cell {.vectors = Eigen::Map<const Eigen::Matrix3d>(numbers.data()) * m_length};
        if (!isUsable(cell))
            fail("array 'lattice': the three vectors span no volume");
        return cell;
    }

    int speciesAt(std::size_t atom, std::int64_t structure) const
    {
        const double z = m_numbers[atom];
        if (!(z >= 0 && z <= kLargestAtomicNumber) || z != std::floor(z))
            fail("structure " + std::to_string(structure + 1) + ", atom " + std::to_string(atom + 1)
                 + ": expected an atomic number from 1 to " + std::to_string(kLargestAtomicNumber) + ", found " + toText(z));
        return static_cast<int>(z);
    }

    void readStructure(std::int64_t index, const std::optional<Cell>& cell, NumberStream* energies, NumberStream* forces)
    {
        if (index % 64 == 0) {
            m_input.throwIfCancelled();
            m_input.report(static_cast<double>(index) / static_cast<double>(m_count));
        }
        if (m_speciesEach)
            m_species->read(m_numbers);
        m_positions->read(m_point);
        Structure structure;
        structure.cell = cell;
        std::vector<std::size_t> atoms; // those that are there
        for (std::size_t atom = 0; atom < m_numbers.size(); ++atom)
            if (const int z = speciesAt(atom, index); z > 0) {
                structure.species.push_back(z);
                atoms.push_back(atom);
            }
        if (atoms.empty())
            fail("structure " + std::to_string(index + 1) + " has no atoms: its atomic numbers are all 0");
        structure.positions.resize(3, static_cast<Eigen::Index>(atoms.size()));
        for (std::size_t i = 0; i < atoms.size(); ++i)
            structure.positions.col(static_cast<Eigen::Index>(i)) = pointAt(atoms[i], index) * m_length;
        m_builder.add(std::move(structure));
        setValues(atoms, energies, forces);
    }

    Eigen::Vector3d pointAt(std::size_t atom, std::int64_t structure) const
    {
        const Eigen::Vector3d point(m_point[3 * atom], m_point[3 * atom + 1], m_point[3 * atom + 2]);
        if (!point.allFinite())
            fail("structure " + std::to_string(structure + 1) + ", atom " + std::to_string(atom + 1)
                 + ": a position must be finite");
        return point;
    }

    void setValues(const std::vector<std::size_t>& atoms, NumberStream* energies, NumberStream* forces)
    {
        if (energies) {
            m_value.resize(1);
            energies->read(m_value);
            m_builder.set("energy", m_value);
        }
        if (!forces)
            return;
        m_value.resize(m_point.size());
        forces->read(m_value);
        std::vector<double> kept;
        for (const std::size_t atom : atoms)
            kept.insert(kept.end(), m_value.begin() + static_cast<std::ptrdiff_t>(3 * atom),
                        m_value.begin() + static_cast<std::ptrdiff_t>(3 * atom + 3));
        m_builder.setAtoms("forces", 3, std::move(kept));
    }

    void setUnits(Dataset& dataset)
    {
        const std::string length = lowerCase(textOf("r_unit"));
        const std::string energy = textOf("e_unit");
        if (energy.empty())
            return;
        const std::string force = energy + "/" + (isBohr(length) ? "bohr" : "angstrom"); // numbers as they are in the file
        for (Property& property : dataset.properties)
            property.unit = property.name == "energy" ? energy : property.name == "forces" && !length.empty() ? force : "";
    }

    void noteTheRest()
    {
        for (const char* bookkeeping : {"name", "type", "code_version", "md5", "theory", "r_unit", "e_unit", "E_min", "E_max",
                                        "E_mean", "E_var", "F_min", "F_max", "F_mean", "F_var"})
            m_used.push_back(bookkeeping);
        std::string rest;
        for (const std::string& name : m_names)
            if (std::find(m_used.begin(), m_used.end(), name) == m_used.end())
                rest += (rest.empty() ? "" : ", ") + name;
        if (!rest.empty())
            m_notes.add(0, "arrays that are not kept: " + rest);
    }

    TextInput& m_input;
    ZipReader& m_archive;
    const ReadOptions& m_options;
    ImportNotes m_notes;
    DatasetBuilder m_builder;
    Names m_names, m_used;
    std::unique_ptr<NumberStream> m_positions, m_species;
    std::int64_t m_count = 0, m_atomCount = 0;
    bool m_speciesEach = false;
    double m_length = 1;
    std::vector<double> m_point, m_numbers, m_value;
};

} // namespace

Dataset readNpz(TextInput& input, const ReadOptions& options)
{
    ZipReader archive = input.canReopen() ? ZipReader(input.path()) : ZipReader(input.path(), input.takeAll());
    return NpzReader(input, archive, options).read();
}

} // namespace mbtr
