#include "core/io/words/formal_charges.h"

#include "core/dataset/dataset_builder.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

bool isCharge(double value)
{
    return value == std::round(value) && std::abs(value) < 100;
}

} // namespace

void setFormalCharges(DatasetBuilder& builder, std::vector<double> charges)
{
    if (std::any_of(charges.begin(), charges.end(), [](double charge) { return charge != 0; }))
        builder.setAtoms(kFormalCharge, 1, std::move(charges));
}

void setUnitOfFormalCharges(Dataset& dataset)
{
    for (Property& property : dataset.properties)
        if (property.name == kFormalCharge && property.isPerAtom())
            property.unit = "e";
}

bool isFormalCharge(const Property& property)
{
    const auto* atoms = std::get_if<AtomNumbers>(&property.values);
    return atoms && property.name == kFormalCharge && atoms->components == 1
        && std::all_of(atoms->values.begin(), atoms->values.end(),
                       [](const auto& values) { return std::all_of(values.begin(), values.end(), isCharge); });
}

std::vector<int> formalChargesOf(const Dataset& dataset, std::size_t index)
{
    const Property* property = dataset.find(kFormalCharge);
    if (!property || !isFormalCharge(*property))
        return {};
    const auto& values = std::get<AtomNumbers>(property->values).values[index];
    return {values.begin(), values.end()};
}

} // namespace mbtr
