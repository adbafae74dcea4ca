#pragma once

#include "core/dataset/dataset.h"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace mbtr {

// What the parts of a filter are, for one structure each. Types are known when a filter is read, so that nothing can go wrong
// later.

using NumberOf = std::function<double(int)>; ///< NaN = missing
using TextOf = std::function<std::string(int)>;
using TruthOf = std::function<bool(int)>;
/// Does a text belong to the list of this structure?
using ListOf = std::function<bool(int, const std::string&)>;
using FilterValue = std::variant<NumberOf, TextOf, TruthOf, ListOf>;

/// The meaning of a word: a built-in quantity, a property, a truth value or (last) the symbol of an element, which is its count;
/// nothing for anything else, a property per atom included.
std::optional<FilterValue> valueOfWord(const Dataset& dataset, std::string_view word);
/// A property with one number or text for each structure; nothing where there is none.
std::optional<FilterValue> valueOfProperty(const Dataset& dataset, std::string_view name);

NumberOf countOf(const Dataset& dataset, int atomicNumber);
/// The length of the vector of a structure property.
NumberOf normOf(const StructureNumbers& column);
/// The length of the longest vector of the atoms.
NumberOf largestNormOf(const AtomNumbers& column);
TruthOf hasValue(const Property& property);

/// "a number": for messages.
const char* kindOf(const FilterValue& value);

std::span<const std::string_view> builtInWords();

} // namespace mbtr
