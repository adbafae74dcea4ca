#include "core/chemistry/structure.h"

#include "core/chemistry/element.h"

#include <algorithm>
#include <map>

namespace mbtr {

std::vector<int> elementsOf(const Structure& structure)
{
    std::vector<int> elements = structure.species;
    std::sort(elements.begin(), elements.end());
    elements.erase(std::unique(elements.begin(), elements.end()), elements.end());
    return elements;
}

std::string formula(const Structure& structure)
{
    std::map<std::string, int> counts;
    for (const int z : structure.species)
        ++counts[std::string(elementSymbol(z))];

    std::string text;
    const auto take = [&](const std::string& symbol) {
        const auto entry = counts.find(symbol);
        if (entry == counts.end())
            return;
        text += symbol + (entry->second > 1 ? std::to_string(entry->second) : "");
        counts.erase(entry);
    };
    if (counts.contains("C")) {
        take("C");
        take("H");
    }
    while (!counts.empty())
        take(counts.begin()->first);
    return text;
}

} // namespace mbtr
