#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/writers.h"

#include <Eigen/LU>
#include <algorithm>
#include <map>
#include <numeric>
#include <ostream>

namespace mbtr {

namespace {

std::string joined(const Eigen::Vector3d& vector)
{
    return toText(vector[0]) + " " + toText(vector[1]) + " " + toText(vector[2]);
}

std::string oneLine(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 32; }, ' ');
    return text;
}

/// Atom indices, elements in the order of their first atom.
std::vector<std::size_t> groupedByElement(const Structure& structure)
{
    std::map<int, std::size_t> firstAtom;
    for (std::size_t i = 0; i < structure.species.size(); ++i)
        firstAtom.emplace(structure.species[i], i);
    std::vector<std::size_t> order(structure.species.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(),
                     [&](auto a, auto b) { return firstAtom[structure.species[a]] < firstAtom[structure.species[b]]; });
    return order;
}

void writeCounts(const Structure& structure, const std::vector<std::size_t>& order, std::ostream& out)
{
    std::string symbols, counts;
    for (std::size_t begin = 0; begin < order.size();) {
        const int species = structure.species[order[begin]];
        std::size_t end = begin;
        while (end < order.size() && structure.species[order[end]] == species)
            ++end;
        symbols += " " + std::string(elementSymbol(species));
        counts += " " + std::to_string(end - begin);
        begin = end;
    }
    out << symbols << '\n' << counts << '\n';
}

/// Which atoms may move along x, y and z ("move_mask" of selective dynamics): 3 an atom, or nothing.
std::vector<bool> moveMask(const Dataset& dataset)
{
    const Property* property = dataset.find(kMoveMask);
    const auto* mask = property ? std::get_if<AtomNumbers>(&property->values) : nullptr;
    if (!mask || mask->values.front().empty() || (mask->components != 1 && mask->components != 3))
        return {};
    std::vector<bool> free;
    for (const double value : mask->values.front())
        free.insert(free.end(), mask->components == 1 ? 3 : 1, value != 0);
    return free;
}

void writeVectors(const Cell& cell, std::ostream& out)
{
    for (int row = 0; row < 3; ++row)
        out << joined(cell.vectors.row(row)) << '\n';
}

} // namespace

void writePoscar(const Dataset& dataset, std::ostream& out, Messages& messages)
{
    const Structure& structure = dataset.structures.front();
    const auto order = groupedByElement(structure);
    if (!std::is_sorted(order.begin(), order.end()))
        messages.push_back({.text = "atoms are written in another order: those of one element together"});
    out << (structure.name.empty() ? formula(structure) : oneLine(structure.name)) << "\n1.0\n";
    writeVectors(*structure.cell, out);
    writeCounts(structure, order, out);
    const auto free = moveMask(dataset);
    out << (free.empty() ? "Cartesian\n" : "Selective dynamics\nCartesian\n");
    for (const std::size_t atom : order) {
        out << joined(structure.positions.col(static_cast<Eigen::Index>(atom)));
        for (std::size_t axis = 0; !free.empty() && axis < 3; ++axis)
            out << (free[3 * atom + axis] ? " T" : " F");
        out << '\n';
    }
}

void writeXdatcar(const Dataset& dataset, std::ostream& out, Messages& messages)
{
    const Structure& first = dataset.structures.front();
    const auto order = groupedByElement(first);
    if (!std::is_sorted(order.begin(), order.end()))
        messages.push_back({.text = "atoms are written in another order: those of one element together"});
    const Cell* written = nullptr;
    for (std::size_t i = 0; i < dataset.structures.size(); ++i) {
        const Structure& structure = dataset.structures[i];
        if (!written || written->vectors != structure.cell->vectors) {
            out << formula(first) << "\n1\n";
            writeVectors(*structure.cell, out);
            writeCounts(first, order, out);
        }
        written = &*structure.cell;
        out << "Direct configuration= " << i + 1 << '\n';
        const Eigen::Matrix3Xd fractional = structure.cell->vectors.transpose().inverse() * structure.positions;
        for (const std::size_t atom : order)
            out << joined(fractional.col(static_cast<Eigen::Index>(atom))) << '\n';
    }
}

} // namespace mbtr
