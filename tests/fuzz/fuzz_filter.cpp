// Filter expressions and conditions on atoms: any text is understood or refused with one sentence.
#include "core/base/error.h"
#include "core/dataset/atom_filter.h"
#include "core/dataset/filter.h"

#include <cstdint>

namespace {

mbtr::Dataset smallDataset()
{
    mbtr::Dataset dataset;
    mbtr::Structure water;
    water.species = {8, 1, 1};
    water.positions = Eigen::Matrix3Xd::Random(3, 3);
    water.name = "water";
    dataset.structures = {water};
    dataset.properties = {{"energy", "eV", mbtr::StructureNumbers {.values = {-1.5}}},
                          {"group", "", mbtr::StructureTexts {{"a"}}},
                          {"forces", "eV/angstrom", mbtr::AtomNumbers {.components = 3, .values = {{1, 2, 3, 4, 5, 6, 7, 8, 9}}}},
                          {"charge", "e", mbtr::AtomNumbers {.values = {{-0.8, 0.4, 0.4}}}}};
    return dataset;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const mbtr::Dataset dataset = smallDataset();
    const std::string text(reinterpret_cast<const char*>(data), size);
    try {
        mbtr::Filter(dataset, mbtr::filterOfSearch(dataset, text)).accepts(0);
    } catch (const mbtr::SettingsError&) {
    }
    try {
        mbtr::atomsWhere(dataset.structures.front(), &dataset, 0, text);
    } catch (const mbtr::SettingsError&) {
    }
    return 0;
}
