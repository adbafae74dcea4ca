#include "core/dataset/filter_values.h"

#include "core/base/missing.h"
#include "core/base/text.h"
#include "core/chemistry/element.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace mbtr {

namespace {

constexpr double kGramPerCubicCm = 1.66053906660; // u/angstrom^3; CODATA 2018

constexpr std::array<std::string_view, 14> kBuiltIn {"n_atoms",         "natoms",  "n_elements", "index",   "mass", "volume",
                                                     "volume_per_atom", "density", "elements",   "formula", "name", "file",
                                                     "periodic",        "true"};

double massOf(const Structure& structure)
{
    double mass = 0;
    for (const int z : structure.species)
        mass += element(z).mass;
    return mass;
}

/// angstrom^3; only of what is periodic in all directions.
double volumeOf(const Structure& structure)
{
    return structure.cell && structure.cell->dimension() == 3 ? structure.cell->volume() : kMissing;
}

const std::string& fileOf(const Dataset& dataset, int structure)
{
    static const std::string kNone;
    const auto after = std::upper_bound(dataset.sources.begin(), dataset.sources.end(), structure,
                                        [](int index, const Source& source) { return index < source.begin; });
    if (after == dataset.sources.begin() || structure >= std::prev(after)->end)
        return kNone;
    return std::prev(after)->path;
}

std::string fileNameOf(const std::string& path)
{
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

template <typename Function> NumberOf ofStructure(const Dataset& dataset, Function function)
{
    return [&dataset, function](int i) -> double { return function(dataset.structures[i]); };
}

FilterValue elementsList(const Dataset& dataset)
{
    return ListOf([&dataset](int i, const std::string& symbol) {
        const auto z = atomicNumberOf(symbol);
        const auto& species = dataset.structures[i].species;
        return z && std::find(species.begin(), species.end(), *z) != species.end();
    });
}

std::optional<FilterValue> builtInNumber(const Dataset& dataset, std::string_view word)
{
    if (word == "n_atoms" || word == "natoms")
        return ofStructure(dataset, [](const Structure& s) { return s.atomCount(); });
    if (word == "n_elements")
        return ofStructure(dataset, [](const Structure& s) { return static_cast<double>(elementsOf(s).size()); });
    if (word == "index")
        return NumberOf([](int i) { return i; });
    if (word == "mass")
        return ofStructure(dataset, massOf);
    if (word == "volume")
        return ofStructure(dataset, volumeOf);
    if (word == "volume_per_atom")
        return ofStructure(dataset, [](const Structure& s) { return volumeOf(s) / s.atomCount(); });
    if (word == "density")
        return ofStructure(dataset, [](const Structure& s) { return massOf(s) / volumeOf(s) * kGramPerCubicCm; });
    return std::nullopt;
}

std::optional<FilterValue> builtInOther(const Dataset& dataset, std::string_view word)
{
    if (word == "elements")
        return elementsList(dataset);
    if (word == "formula")
        return TextOf([&dataset](int i) { return formula(dataset.structures[i]); });
    if (word == "name")
        return TextOf([&dataset](int i) { return dataset.structures[i].name; });
    if (word == "file")
        return TextOf([&dataset](int i) { return fileNameOf(fileOf(dataset, i)); });
    if (word == "periodic")
        return TruthOf([&dataset](int i) { return dataset.structures[i].isPeriodic(); });
    if (word == "true" || word == "True")
        return TruthOf([](int) { return true; });
    if (word == "false" || word == "False")
        return TruthOf([](int) { return false; });
    return std::nullopt;
}

double lengthOf(const double* values, std::size_t count)
{
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        sum += values[i] * values[i];
    return std::sqrt(sum);
}

} // namespace

std::span<const std::string_view> builtInWords()
{
    return kBuiltIn;
}

NumberOf countOf(const Dataset& dataset, int atomicNumber)
{
    return ofStructure(dataset, [atomicNumber](const Structure& s) {
        return static_cast<double>(std::count(s.species.begin(), s.species.end(), atomicNumber));
    });
}

NumberOf normOf(const StructureNumbers& column)
{
    const auto components = static_cast<std::size_t>(column.components);
    return [&column, components](int i) {
        return lengthOf(column.values.data() + static_cast<std::size_t>(i) * components, components);
    };
}

NumberOf largestNormOf(const AtomNumbers& column)
{
    const auto components = static_cast<std::size_t>(column.components);
    return [&column, components](int i) {
        const auto& values = column.values[i];
        double largest = values.empty() ? kMissing : 0;
        for (std::size_t atom = 0; atom + components <= values.size(); atom += components) {
            const double length = lengthOf(values.data() + atom, components);
            largest = std::isnan(length) ? length : std::max(largest, length);
        }
        return largest;
    };
}

TruthOf hasValue(const Property& property)
{
    return [&property](int i) {
        const auto row = static_cast<std::size_t>(i);
        if (const auto* numbers = std::get_if<StructureNumbers>(&property.values))
            return !std::isnan(numbers->values[row * static_cast<std::size_t>(numbers->components)]);
        return std::visit(
            [row](const auto& column) {
                if constexpr (requires { column.values[row].empty(); })
                    return !column.values[row].empty();
                else
                    return false;
            },
            property.values);
    };
}

const char* kindOf(const FilterValue& value)
{
    constexpr std::array<const char*, 4> kKinds {"a number", "a text", "true or false", "a list"};
    return kKinds[value.index()];
}

std::optional<FilterValue> valueOfProperty(const Dataset& dataset, std::string_view name)
{
    const Property* property = dataset.find(name);
    if (!property)
        return std::nullopt;
    if (const auto* texts = std::get_if<StructureTexts>(&property->values))
        return TextOf([texts](int i) { return texts->values[i]; });
    if (!property->isScalar())
        return std::nullopt;
    const auto* numbers = &std::get<StructureNumbers>(property->values);
    return NumberOf([numbers](int i) { return numbers->values[i]; });
}

std::optional<FilterValue> valueOfWord(const Dataset& dataset, std::string_view word)
{
    if (auto number = builtInNumber(dataset, word))
        return number;
    if (auto other = builtInOther(dataset, word))
        return other;
    if (auto property = valueOfProperty(dataset, word))
        return property;
    const auto z = dataset.find(word) ? std::nullopt : atomicNumberOf(word);
    if (z && elementSymbol(*z) == word)
        return countOf(dataset, *z);
    return std::nullopt;
}

} // namespace mbtr
