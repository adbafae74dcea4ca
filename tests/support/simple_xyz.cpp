#include "tests/support/simple_xyz.h"

#include "core/chemistry/element.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace mbtr::test {

namespace {

std::string quotedValue(const std::string& line, const std::string& key)
{
    const auto begin = line.find(key + "=\"");
    if (begin == std::string::npos)
        return {};
    const auto first = begin + key.size() + 2;
    return line.substr(first, line.find('"', first) - first);
}

} // namespace

Structure simpleStructure(const std::string& path)
{
    std::ifstream file(path);
    std::string line;
    std::getline(file, line);
    const int n = std::stoi(line);
    std::getline(file, line);
    Structure structure;
    if (const std::string lattice = quotedValue(line, "Lattice"); !lattice.empty()) {
        Cell cell;
        std::istringstream numbers(lattice);
        for (int i = 0; i < 9; ++i)
            numbers >> cell.vectors(i / 3, i % 3);
        std::istringstream flags(quotedValue(line, "pbc"));
        for (bool& periodic : cell.periodic) {
            std::string flag;
            flags >> flag;
            periodic = flag == "T";
        }
        structure.cell = cell;
    }
    structure.positions.resize(3, n);
    for (int i = 0; i < n; ++i) {
        std::string symbol;
        file >> symbol >> structure.positions(0, i) >> structure.positions(1, i) >> structure.positions(2, i);
        structure.species.push_back(atomicNumberOf(symbol).value());
    }
    if (!file)
        throw std::runtime_error("cannot read " + path);
    structure.name = path;
    return structure;
}

} // namespace mbtr::test
