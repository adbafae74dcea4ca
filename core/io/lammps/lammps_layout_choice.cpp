#include "core/io/lammps/lammps_layout_choice.h"

#include "core/base/text.h"

#include <Eigen/LU>
#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace mbtr {

namespace {

using Words = std::vector<std::string_view>;

bool isOneOf(std::string_view name, std::initializer_list<std::string_view> names)
{
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isTypeOf(std::string_view word, const AtomLines& atoms)
{
    if (const auto number = parseInteger(word))
        return *number >= 1 && *number <= atoms.typeCount;
    return std::find(atoms.labels.begin(), atoms.labels.end(), word) != atoms.labels.end();
}

/// What the manual says of the values of each column. https://docs.lammps.org/read_data.html
bool isPossible(const std::string& name, std::string_view word, const AtomLines& atoms)
{
    if (name == "type")
        return isTypeOf(word, atoms);
    const auto whole = parseInteger(word);
    if (isOneOf(name, {"id", "etag"}))
        return whole.has_value();
    if (isOneOf(name, {"mol", "template_index", "template_atom", "status"}))
        return whole && *whole >= 0;
    if (name.ends_with("flag"))
        return whole && (*whole == 0 || *whole == 1);
    if (name == "espin")
        return whole && *whole >= -1 && *whole <= 3;
    const auto number = parseDouble(word);
    if (!number || !std::isfinite(*number))
        return false;
    if (isOneOf(name, {"density", "mass", "volume", "edpd_cv", "kradius", "cradius"}))
        return *number > 0;
    if (isOneOf(name, {"diameter", "theta", "edpd_temp", "rho", "cv", "eradius", "sp"}))
        return *number >= 0;
    return true;
}

std::size_t indexOf(const LammpsColumns& columns, std::string_view name)
{
    return static_cast<std::size_t>(std::find(columns.names.begin(), columns.names.end(), name) - columns.names.begin());
}

std::array<double, 3> tripleAt(const Words& words, std::size_t first)
{
    return {*parseDouble(words[first]), *parseDouble(words[first + 1]), *parseDouble(words[first + 2])};
}

bool fitsLine(const LammpsColumns& columns, const Words& words, const AtomLines& atoms)
{
    const std::size_t own = columns.names.size();
    if (words.size() != own + (columns.images ? 3 : 0))
        return false;
    for (std::size_t c = 0; c < own; ++c)
        if (!isPossible(columns.names[c], words[c], atoms))
            return false;
    if (columns.style == "spin") { // a unit vector, or none
        constexpr double kRounding = 0.01;
        const auto [x, y, z] = tripleAt(words, indexOf(columns, "spx"));
        const double length = std::hypot(x, y, z);
        if (length > kRounding && std::abs(length - 1) > kRounding)
            return false;
    }
    return !columns.images || std::all_of(words.end() - 3, words.end(), [](auto word) { return parseInteger(word).has_value(); });
}

enum class Fit { None, Anywhere, InsideTheBox };

Fit fitOf(const LammpsColumns& columns, const AtomLines& atoms)
{
    constexpr double kRounding = 1e-3; // of the box
    const Eigen::Matrix3d toFractional = atoms.box.vectors.transpose().inverse();
    std::set<std::array<double, 3>> places;
    bool inside = true;
    for (const std::string& line : atoms.lines) {
        const Words words = splitWords(line);
        if (!fitsLine(columns, words, atoms))
            return Fit::None;
        const auto point = tripleAt(words, indexOf(columns, "x"));
        if (!places.insert(point).second)
            return Fit::None;
        const Eigen::Vector3d fractional = toFractional * (Eigen::Vector3d(point[0], point[1], point[2]) - atoms.box.origin);
        inside = inside && (fractional.array() > -kRounding).all() && (fractional.array() < 1 + kRounding).all();
    }
    return inside ? Fit::InsideTheBox : Fit::Anywhere;
}

bool meanTheSame(const LammpsColumns& a, const LammpsColumns& b, const AtomLines& atoms)
{
    if (indexOf(a, "x") != indexOf(b, "x"))
        return false;
    const std::size_t typeOfA = indexOf(a, "type"), typeOfB = indexOf(b, "type");
    return std::all_of(atoms.lines.begin(), atoms.lines.end(), [&](const std::string& line) {
        const Words words = splitWords(line);
        return words[typeOfA] == words[typeOfB];
    });
}

} // namespace

std::vector<LammpsColumns> fittingLayouts(const std::vector<LammpsColumns>& candidates, const AtomLines& atoms)
{
    std::vector<LammpsColumns> inside, anywhere;
    for (LammpsColumns columns : candidates)
        for (const bool images : {true, false}) {
            columns.images = images;
            const Fit fit = fitOf(columns, atoms);
            if (fit != Fit::None)
                (fit == Fit::InsideTheBox ? inside : anywhere).push_back(columns);
        }
    std::vector<LammpsColumns> fitting = inside.empty() ? std::move(anywhere) : std::move(inside);
    // Only the styles of molecules have bonds.
    const auto isOfAtoms = [](const LammpsColumns& columns) { return indexOf(columns, "mol") == columns.names.size(); };
    if (atoms.hasBonds && !std::all_of(fitting.begin(), fitting.end(), isOfAtoms))
        std::erase_if(fitting, isOfAtoms);
    return fitting;
}

std::optional<LammpsColumns> commonLayout(const std::vector<LammpsColumns>& fitting, const AtomLines& atoms)
{
    const bool same = std::all_of(fitting.begin(), fitting.end(),
                                  [&](const LammpsColumns& other) { return meanTheSame(fitting.front(), other, atoms); });
    return same ? std::optional(fitting.front()) : std::nullopt;
}

} // namespace mbtr
