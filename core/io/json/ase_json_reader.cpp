#include "core/io/json/json_readers.h"

#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/finish_dataset.h"
#include "core/io/json/json_input.h"
#include "core/io/xyz_dialects.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace mbtr {

namespace {

/// Members of a row that are the structure itself or only book-keeping of the database.
constexpr std::array kStructural {"numbers",         "positions",       "cell", "pbc",        "unique_id",
                                  "ctime",           "mtime",           "user", "calculator", "calculator_parameters",
                                  "__ase_objtype__", "key_value_pairs", "info", "data",       "constraints",
                                  "celldisp"};
/// Never one value an atom, however many atoms there are.
constexpr std::array kPerStructure {"energy", "free_energy", "stress", "dipole", "magmom"};
// https://wiki.fysik.dtu.dk/ase/ase/units.html: what ASE's results are in.
constexpr std::array<PropertyUnit, 5> kUnits {
    {{"dipole", "e*angstrom"}, {"charges", "e"}, {"initial_charges", "e"}, {"energies", "eV"}, {"stresses", "eV/angstrom^3"}}};

class AseReader : public JsonStructures {
public:
    explicit AseReader(const std::string& path)
        : m_notes(path)
    {
    }

    void take(const Json& row, const JsonPlace& place) override
    {
        const auto numbers = requireAtomicNumbers(row, place);
        Structure structure;
        structure.species = numbers;
        const auto positions = requireNumbers(requireMember(row, "positions", place), 3 * numbers.size(), "three numbers an atom",
                                              place.at("positions"));
        structure.positions = Eigen::Map<const Eigen::Matrix3Xd>(positions.data(), 3, static_cast<Eigen::Index>(numbers.size()));
        structure.cell = readCell(row, place);
        m_builder.add(std::move(structure));
        const int count = static_cast<int>(numbers.size());
        for (const auto& [key, value] : row.items())
            if (std::find(kStructural.begin(), kStructural.end(), key) == kStructural.end())
                setValue(key, value, count);
        for (const char* name : {"key_value_pairs", "info"})
            if (const Json* pairs = memberOf(row, name); pairs && pairs->is_object())
                for (const auto& [key, value] : pairs->items())
                    if (!setStructureValue(m_builder, key, value))
                        m_notes.add(0, inQuotes(key) + " is not kept");
        if (const Json* data = memberOf(row, "data"); data && !data->empty())
            m_notes.add(0, "'data' of the rows is not kept");
        if (const Json* constraints = memberOf(row, "constraints"); constraints && !constraints->empty())
            m_notes.add(0, "constraints are not kept");
    }

    Dataset finish(const Json&) override
    {
        Dataset dataset = finishDataset(m_builder, m_notes);
        setAseUnits(dataset);
        setUnits(dataset, kUnits);
        return dataset;
    }

private:
    static std::vector<int> requireAtomicNumbers(const Json& row, const JsonPlace& place)
    {
        const auto numbers = numbersIn(requireMember(row, "numbers", place));
        const auto isElement = [](double z) { return z >= 1 && z <= kLargestAtomicNumber && z == static_cast<int>(z); };
        if (!numbers || numbers->empty() || !std::all_of(numbers->begin(), numbers->end(), isElement))
            place.at("numbers").fail("expected atomic numbers from 1 to " + std::to_string(kLargestAtomicNumber));
        return {numbers->begin(), numbers->end()};
    }

    /// Nine numbers; three are the edges of a right-angled cell. pbc: three truths or one.
    static std::optional<Cell> readCell(const Json& row, const JsonPlace& place)
    {
        const Json* cell = memberOf(row, "cell");
        auto vectors = cell ? numbersIn(*cell) : std::nullopt;
        if (!cell)
            return std::nullopt;
        if (vectors && vectors->size() == 3)
            *vectors = {(*vectors)[0], 0, 0, 0, (*vectors)[1], 0, 0, 0, (*vectors)[2]};
        if (!vectors || vectors->size() != 9)
            place.at("cell").fail("expected 9 numbers");
        const Json* pbc = memberOf(row, "pbc");
        auto flags = pbc ? numbersIn(*pbc) : std::optional(std::vector<double> {0, 0, 0});
        if (flags && flags->size() == 1)
            flags->resize(3, flags->front());
        if (!flags || flags->size() != 3)
            place.at("pbc").fail("expected three of true and false");
        const std::array periodic {(*flags)[0] != 0, (*flags)[1] != 0, (*flags)[2] != 0};
        return cellFrom(requireNumbers(Json(*vectors), 9, "9 numbers", place.at("cell")), periodic, place.at("cell"));
    }

    void setValue(const std::string& key, const Json& value, int atomCount)
    {
        const bool perStructure = std::find(kPerStructure.begin(), kPerStructure.end(), key) != kPerStructure.end();
        if ((perStructure || !setAtomValues(m_builder, key, value, atomCount)) && !setStructureValue(m_builder, key, value))
            m_notes.add(0, inQuotes(key) + " is not kept");
    }

    ImportNotes m_notes;
    DatasetBuilder m_builder;
};

} // namespace

std::unique_ptr<JsonStructures> aseStructures(const std::string& path)
{
    return std::make_unique<AseReader>(path);
}

} // namespace mbtr
