#include "core/io/json/json_readers.h"

#include "core/base/error.h"
#include "core/base/missing.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/json/json_input.h"
#include "core/io/words/species_word.h"

#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

namespace mbtr {

namespace {

constexpr std::size_t kMostProperties = 1000; // as in all formats
/// Where the atoms of each structure begin among the atoms of all.
using Offsets = std::vector<std::size_t>;

std::vector<std::string> requireTexts(const Json& value, std::size_t count, const JsonPlace& place)
{
    auto texts = textsIn(value);
    if (!texts || texts->size() != count)
        place.fail("expected " + std::to_string(count) + " texts");
    return std::move(*texts);
}

class ChemiscopeReader : public JsonStructures {
public:
    explicit ChemiscopeReader(const std::string& path)
        : m_place(path, "")
        , m_notes(path)
    {
        m_offsets.push_back(0);
    }

    void take(const Json& json, const JsonPlace& place) override
    {
        const Json& size = requireMember(json, "size", place);
        if (memberOf(json, "data"))
            place.fail("the structure itself stands in another file, which is not read");
        if (!size.is_number_unsigned() || size.get<std::size_t>() < 1)
            place.at("size").fail("expected the number of atoms, found " + inQuotes(size.dump()));
        const auto names = requireTexts(requireMember(json, "names", place), size.get<std::size_t>(), place.at("names"));
        Structure structure = atomsFrom(json, names, place);
        if (const Json* cell = memberOf(json, "cell"))
            structure.cell
                = cellFrom(requireNumbers(*cell, 9, "9 numbers", place.at("cell")), {true, true, true}, place.at("cell"));
        m_builder.add(std::move(structure));
        m_offsets.push_back(m_offsets.back() + names.size());
        keepTexts(json, names);
    }

    Dataset finish(const Json& rest) override
    {
        m_rest = &rest;
        Dataset dataset = m_builder.finish();
        m_dataset = &dataset;
        if (const Json* properties = memberOf(rest, "properties"); properties && properties->is_object())
            for (const auto& [name, property] : properties->items())
                readProperty(name, property, m_place.at("properties").at(name));
        if (memberOf(rest, "shapes"))
            m_notes.add(0, "shapes are not kept");
        for (Message& message : m_notes.take())
            dataset.messages.push_back(std::move(message));
        return dataset;
    }

private:
    Structure atomsFrom(const Json& json, const std::vector<std::string>& names, const JsonPlace& place)
    {
        Structure structure;
        const Json* elements = memberOf(json, "elements"); // then the names are those of atoms in residues
        const auto symbols = elements ? requireTexts(*elements, names.size(), place.at("elements")) : names;
        for (std::size_t i = 0; i < symbols.size(); ++i)
            structure.species.push_back(speciesFrom(symbols[i], place.at(elements ? "elements" : "names").at(i)));
        structure.positions.resize(3, static_cast<Eigen::Index>(names.size()));
        const char* const axes[] = {"x", "y", "z"};
        for (int axis = 0; axis < 3; ++axis) {
            const auto values = requireNumbers(requireMember(json, axes[axis], place), names.size(), "one number an atom",
                                               place.at(axes[axis]));
            structure.positions.row(axis)
                = Eigen::Map<const Eigen::RowVectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
        }
        return structure;
    }

    int speciesFrom(const std::string& name, const JsonPlace& place)
    {
        const auto exact = speciesOf(name);
        const auto species = exact ? exact : speciesOfLabel(name);
        if (!species)
            place.fail("expected an element symbol, found " + inQuotes(name));
        m_anyLabel = m_anyLabel || !exact;
        return *species;
    }

    void keepTexts(const Json& json, const std::vector<std::string>& names)
    {
        const int count = static_cast<int>(names.size());
        if (memberOf(json, "elements") || m_anyLabel)
            m_builder.setAtoms("label", names);
        for (const char* key : {"chains", "chain_ids", "resnames", "resids", "residues", "hetatom"})
            if (const Json* values = memberOf(json, key))
                setAtomValues(m_builder, key, *values, count);
    }

    std::size_t structureCount() const { return m_offsets.size() - 1; }

    /// Dataset columns are made straight from the values: they come property by property, not structure by structure.
    void readProperty(const std::string& name, const Json& json, const JsonPlace& place)
    {
        if (m_dataset->properties.size() >= kMostProperties)
            return m_notes.add(0, "more than " + std::to_string(kMostProperties) + " different properties; the rest is left out");
        const Json& target = requireMember(json, "target", place);
        const Json& values = requireMember(json, "values", place);
        if (!values.is_array() || values.empty())
            place.at("values").fail("expected a list of values");
        Property property {.name = name, .unit = "", .values = StructureTexts {}};
        if (const Json* unit = memberOf(json, "units"); unit && unit->is_string())
            property.unit = unit->get<std::string>();
        if (target == "structure")
            readStructureValues(property, values, place.at("values"));
        else if (target == "atom")
            readAtomValues(property, values, place.at("values"));
        else
            place.at("target").fail("expected \"structure\" or \"atom\", found " + inQuotes(target.dump()));
        if (m_dataset->find(name))
            property.name += " (2)";
        m_dataset->properties.push_back(std::move(property));
    }

    void requireCount(const Json& values, std::size_t count, const JsonPlace& place)
    {
        if (values.size() != count)
            place.fail("expected " + std::to_string(count) + " values, found " + std::to_string(values.size()));
    }

    static std::size_t componentsOf(const Json& values) { return values[0].is_array() ? values[0].size() : 1; }

    /// One row of numbers a value; throws where the rows differ in length.
    std::vector<double> rowsOf(const Json& values, std::size_t components, const JsonPlace& place)
    {
        auto numbers = numbersIn(values);
        bool even = numbers && components > 0 && numbers->size() == values.size() * components;
        for (std::size_t i = 0; even && components > 1 && i < values.size(); ++i)
            even = values[i].size() == components;
        if (!even)
            place.fail("expected numbers, as many for each, or texts");
        return std::move(*numbers);
    }

    void readStructureValues(Property& property, const Json& values, const JsonPlace& place)
    {
        requireCount(values, structureCount(), place);
        if (auto texts = values[0].is_string() ? textsIn(values) : std::nullopt) {
            property.values = StructureTexts {std::move(*texts)};
            return;
        }
        const std::size_t components = componentsOf(values);
        property.values = StructureNumbers {static_cast<int>(components), rowsOf(values, components, place)};
    }

    /// For which atom (counted through all structures) the values are: those of the environments, or simply all.
    std::vector<std::size_t> atomsOfValues() const
    {
        std::vector<std::size_t> atoms;
        const Json* environments = memberOf(*m_rest, "environments");
        if (!environments) {
            atoms.resize(m_offsets.back());
            std::iota(atoms.begin(), atoms.end(), 0u);
            return atoms;
        }
        for (std::size_t i = 0; i < environments->size(); ++i) {
            const JsonPlace here = m_place.at("environments").at(i);
            const Json& structure = requireMember((*environments)[i], "structure", here);
            const Json& center = requireMember((*environments)[i], "center", here);
            const bool whole = structure.is_number_unsigned() && center.is_number_unsigned();
            if (!whole || structure.get<std::size_t>() >= structureCount()
                || center.get<std::size_t>()
                    >= m_offsets[structure.get<std::size_t>() + 1] - m_offsets[structure.get<std::size_t>()])
                here.fail("expected the number of a structure and of an atom in it");
            atoms.push_back(m_offsets[structure.get<std::size_t>()] + center.get<std::size_t>());
        }
        return atoms;
    }

    void readAtomValues(Property& property, const Json& values, const JsonPlace& place)
    {
        const auto atoms = atomsOfValues();
        requireCount(values, atoms.size(), place);
        if (auto texts = values[0].is_string() ? textsIn(values) : std::nullopt) {
            property.values = AtomTexts {scattered<std::string>(*texts, atoms, 1, "")};
            return;
        }
        const std::size_t components = componentsOf(values);
        property.values = AtomNumbers {static_cast<int>(components),
                                       scattered<double>(rowsOf(values, components, place), atoms, components, kMissing)};
    }

    /// Values by structure; a structure of which no atom has one has none at all.
    template <typename T>
    std::vector<std::vector<T>> scattered(const std::vector<T>& values, const std::vector<std::size_t>& atoms,
                                          std::size_t components, const T& missing)
    {
        std::vector<std::vector<T>> result(structureCount());
        for (std::size_t i = 0; i < atoms.size(); ++i) {
            const auto structure = static_cast<std::size_t>(std::upper_bound(m_offsets.begin(), m_offsets.end(), atoms[i])
                                                            - m_offsets.begin() - 1);
            auto& column = result[structure];
            column.resize((m_offsets[structure + 1] - m_offsets[structure]) * components, missing);
            std::copy_n(values.begin() + static_cast<std::ptrdiff_t>(i * components), components,
                        column.begin() + static_cast<std::ptrdiff_t>((atoms[i] - m_offsets[structure]) * components));
        }
        return result;
    }

    JsonPlace m_place;
    const Json* m_rest = nullptr; ///< of the file, without the structures
    ImportNotes m_notes;
    DatasetBuilder m_builder;
    Dataset* m_dataset = nullptr;
    Offsets m_offsets;
    bool m_anyLabel = false;
};

} // namespace

std::unique_ptr<JsonStructures> chemiscopeStructures(const std::string& path)
{
    return std::make_unique<ChemiscopeReader>(path);
}

} // namespace mbtr
