#include "widgets/document/dataset_overview.h"

#include "core/base/text.h"
#include "core/dataset/dataset.h"

#include <algorithm>

namespace mbtr::gui {

namespace {

bool repeatsTheList(const Property& property, const Dataset& dataset)
{
    const std::string name = lowerCase(property.name);
    if (name == "formula" || name == "name")
        return true;
    const auto& texts = std::get<StructureTexts>(property.values).values;
    return std::equal(texts.begin(), texts.end(), dataset.structures.begin(), dataset.structures.end(),
                      [](const std::string& text, const Structure& structure) { return text == structure.name; });
}

} // namespace

std::shared_ptr<const DatasetOverview> overviewOf(const Dataset& dataset)
{
    auto overview = std::make_shared<DatasetOverview>();
    overview->elements = elementsOf(dataset);
    if (!dataset.structures.empty()) {
        const auto [fewest, most] = std::ranges::minmax_element(dataset.structures, {}, &Structure::atomCount);
        overview->fewestAtoms = fewest->atomCount();
        overview->mostAtoms = most->atomCount();
    }
    for (const Property& property : dataset.properties) {
        if (property.isScalar())
            overview->columns.push_back({&property, ColumnDigits(std::get<StructureNumbers>(property.values).values)});
        else if (std::holds_alternative<StructureTexts>(property.values) && !repeatsTheList(property, dataset))
            overview->columns.push_back({&property, {}});
    }
    return overview;
}

} // namespace mbtr::gui
