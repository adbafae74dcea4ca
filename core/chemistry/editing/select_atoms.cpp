#include "core/chemistry/editing/select_atoms.h"

#include <algorithm>
#include <utility>

namespace mbtr {

namespace {

std::vector<int> asSet(std::vector<int> atoms)
{
    std::sort(atoms.begin(), atoms.end());
    atoms.erase(std::unique(atoms.begin(), atoms.end()), atoms.end());
    return atoms;
}

} // namespace

std::vector<int> atomsOfElements(const Structure& structure, const std::vector<int>& elements)
{
    std::vector<int> atoms;
    for (int atom = 0; atom < structure.atomCount(); ++atom)
        if (std::find(elements.begin(), elements.end(), structure.species[atom]) != elements.end())
            atoms.push_back(atom);
    return atoms;
}

std::vector<int> growSelection(const std::vector<int>& atoms, const std::vector<Bond>& bonds)
{
    const std::vector<int> before = asSet(atoms);
    std::vector<int> after = before;
    for (const Bond& bond : bonds) {
        if (std::binary_search(before.begin(), before.end(), bond.i))
            after.push_back(bond.j);
        if (std::binary_search(before.begin(), before.end(), bond.j))
            after.push_back(bond.i);
    }
    return asSet(std::move(after));
}

std::vector<int> wholeFragments(const std::vector<int>& atoms, const std::vector<Bond>& bonds)
{
    std::vector<int> reached = asSet(atoms);
    int last = reached.empty() ? 0 : reached.back();
    for (const Bond& bond : bonds)
        last = std::max({last, bond.i, bond.j});
    std::vector<std::vector<int>> neighbours(std::size_t(last) + 1);
    for (const Bond& bond : bonds) {
        neighbours[bond.i].push_back(bond.j);
        neighbours[bond.j].push_back(bond.i);
    }
    std::vector<char> seen(std::size_t(last) + 1, 0);
    for (const int atom : reached)
        seen[atom] = 1;
    for (std::size_t next = 0; next < reached.size(); ++next)
        for (const int neighbour : neighbours[reached[next]])
            if (!std::exchange(seen[neighbour], 1))
                reached.push_back(neighbour);
    return asSet(std::move(reached));
}

std::vector<int> invertSelection(const std::vector<int>& atoms, int atomCount)
{
    const std::vector<int> before = asSet(atoms);
    std::vector<int> others;
    for (int atom = 0; atom < atomCount; ++atom)
        if (!std::binary_search(before.begin(), before.end(), atom))
            others.push_back(atom);
    return others;
}

} // namespace mbtr
