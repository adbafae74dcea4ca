#pragma once

#include <initializer_list>
#include <string>

namespace gemmi::cif {
struct Block;
}

namespace mbtr {

/// The value of the first of these tags that has one, without quotes; empty where none has.
std::string cifValueOf(gemmi::cif::Block& block, std::initializer_list<const char*> tags);

} // namespace mbtr
