#pragma once

#include "core/base/error.h"
#include "core/base/progress.h"
#include "core/dataset/dataset.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace mbtr {

/// A filter that cannot be understood; what() names the place ("filter: at character 9: expected ..").
class FilterError : public SettingsError {
public:
    FilterError(std::size_t begin, std::size_t length, const std::string& message);
    std::size_t begin() const { return m_begin; } ///< first character that is wrong, from 0, in bytes
    std::size_t length() const { return m_length; } ///< 0 at the end of the text

private:
    std::size_t m_begin;
    std::size_t m_length;
};

/// A condition on structures, such as `n_atoms < 20 and energy > -5 and "O" in elements`.
///
/// Numbers: n_atoms, n_elements, index (from 0), mass (u), volume (angstrom^3), volume_per_atom, density (g/cm^3),
/// count("O") or simply O, every property with one number for each structure, norm(p) of one with several, max_norm(p) of one
/// with numbers for each atom (forces); + - * / ^, abs, sqrt, log, exp, min, max. Texts: name, formula, file, properties. Lists:
/// elements,
/// ["H2O", "CO2"]. periodic is true or false. Comparisons (chained: 5 < n_atoms < 9; numbers are equal to nine digits), in, not
/// in, and, or, not, brackets.
/// `"x" in text` looks for a part of the text in any case. Names with other characters stand in backquotes: `<R2>`; so does a
/// property called like one of the words above. A missing value fulfils no comparison; has(p) asks whether there is a value.
class Filter {
public:
    /// Throws FilterError. The dataset must outlive the filter. An empty text accepts everything.
    Filter(const Dataset& dataset, std::string_view text);
    bool accepts(int structure) const { return m_accepts(structure); }

private:
    std::function<bool(int)> m_accepts;
};

/// Those of the dataset that fulfil `text`, ascending. Throws FilterError, Cancelled.
std::vector<int> filterStructures(const Dataset& dataset, std::string_view text, Progress& progress);

/// What people type to search, as a filter: a text that is no expression ("ethanol", "C2H6O", "mol 7") is looked for in names,
/// formulas and, where there is such a property, folders; expressions stay as they are.
std::string filterOfSearch(const Dataset& dataset, std::string_view text);

/// Words a filter may hold, properties first (in backquotes where they need them); for completion.
std::vector<std::string> filterWords(const Dataset& dataset);

} // namespace mbtr
