#pragma once

#include "core/dataset/dataset.h"

#include <span>

namespace mbtr {

class DatasetBuilder;

/// The property of atoms that formats with formal charges read and write; unit e.
inline constexpr const char* kFormalCharge = "formal_charge";

/// For the structure added last; nothing where all are zero.
void setFormalCharges(DatasetBuilder& builder, std::vector<double> charges);
/// States the unit, once all structures are read.
void setUnitOfFormalCharges(Dataset& dataset);

/// One for each atom of structure `index`, as whole numbers; empty where there are none.
std::vector<int> formalChargesOf(const Dataset& dataset, std::size_t index);

/// True for the property above: one whole number an atom wherever there is a value.
bool isFormalCharge(const Property& property);

} // namespace mbtr
