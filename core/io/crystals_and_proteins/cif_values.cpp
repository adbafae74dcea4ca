#include "core/io/crystals_and_proteins/cif_values.h"

#include <gemmi/cif.hpp>

namespace mbtr {

std::string cifValueOf(gemmi::cif::Block& block, std::initializer_list<const char*> tags)
{
    for (const char* tag : tags)
        if (const std::string* value = block.find_value(tag); value && !gemmi::cif::is_null(*value))
            return gemmi::cif::as_string(*value);
    return {};
}

} // namespace mbtr
