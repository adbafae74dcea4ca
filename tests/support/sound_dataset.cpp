#include "tests/support/sound_dataset.h"

#include "core/chemistry/element.h"

#include <algorithm>

namespace mbtr::test {

namespace {

std::string problemOf(const Structure& structure)
{
    const auto isElement = [](int z) { return z >= 1 && z <= kLargestAtomicNumber; };
    const auto isAtom = [&](int atom) { return atom >= 0 && atom < structure.atomCount(); };
    if (structure.positions.cols() != structure.atomCount())
        return "another number of positions than of atoms";
    if (!structure.positions.allFinite())
        return "positions that are no numbers";
    if (!std::all_of(structure.species.begin(), structure.species.end(), isElement))
        return "an element that does not exist";
    for (const GivenBond& bond : structure.bonds)
        if (!isAtom(bond.i) || !isAtom(bond.j) || (bond.i == bond.j && !bond.leavesTheCell()))
            return "a bond between atoms that do not exist";
    if (structure.cell && !structure.cell->vectors.allFinite())
        return "a cell that is no numbers";
    return {};
}

/// Values of each structure: none or as many as `perAtom` an atom.
template <typename Values> bool fits(const std::vector<Values>& values, std::size_t perAtom, const Dataset& dataset)
{
    if (values.size() != dataset.structures.size())
        return false;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (!values[i].empty() && values[i].size() != perAtom * dataset.structures[i].species.size())
            return false;
    return true;
}

bool fits(const Property& property, const Dataset& dataset)
{
    const std::size_t structures = dataset.structures.size();
    if (const auto* numbers = std::get_if<StructureNumbers>(&property.values))
        return numbers->values.size() == structures * static_cast<std::size_t>(numbers->components);
    if (const auto* texts = std::get_if<StructureTexts>(&property.values))
        return texts->values.size() == structures;
    if (const auto* atoms = std::get_if<AtomNumbers>(&property.values))
        return fits(atoms->values, static_cast<std::size_t>(atoms->components), dataset);
    return fits(std::get<AtomTexts>(property.values).values, 1, dataset);
}

} // namespace

std::string problemOf(const Dataset& dataset)
{
    for (const Structure& structure : dataset.structures)
        if (const std::string problem = problemOf(structure); !problem.empty())
            return problem;
    for (const Property& property : dataset.properties)
        if (!fits(property, dataset))
            return "property '" + property.name + "' has another number of values than there are structures or atoms";
    return {};
}

} // namespace mbtr::test
