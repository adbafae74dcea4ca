#include "core/base/text.h"
#include "core/io/detect_format.h"
#include "core/io/vasp/vasp4_xdatcar.h"

#include <algorithm>
#include <array>

namespace mbtr {

namespace {

using Lines = std::vector<std::string_view>;

constexpr std::array kAimsKeywords {"atom", "atom_frac", "lattice_vector", "constrain_relaxation"};

std::string_view firstFilled(const Lines& lines)
{
    for (const auto line : lines)
        if (const auto text = trimmed(line); !text.empty() && text.front() != '#')
            return text;
    return {};
}

bool looksLikeAims(const Lines& lines)
{
    const auto words = splitWords(firstFilled(lines));
    return words.size() >= 4 && std::find(kAimsKeywords.begin(), kAimsKeywords.end(), words[0]) != kAimsKeywords.end()
        && parseDouble(words[1]);
}

bool looksLikeXdatcar(const Lines& lines)
{
    if (lines.size() > 3 && isVasp4Xdatcar(lines[0], lines[1]) && trimmed(lines[3]) == "CAR")
        return true;
    const auto end = lines.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(lines.size(), 12));
    return std::any_of(lines.begin(), end, [](std::string_view line) {
        const std::string text = lowerCase(trimmed(line));
        return text.starts_with("direct configuration") || text.starts_with("cartesian configuration")
            || text.starts_with("konfig=");
    });
}

/// "N atoms" and "lo hi xlo xhi" (or "avec") in the header, after the title.
bool looksLikeLammpsData(const Lines& lines)
{
    bool atoms = false, box = false;
    for (std::size_t i = 1; i < std::min<std::size_t>(lines.size(), 60); ++i) {
        const auto words = splitWords(lines[i].substr(0, lines[i].find('#')));
        atoms = atoms || (words.size() == 2 && words[1] == "atoms" && parseInteger(words[0]));
        box = box || (words.size() == 4 && (words[3] == "xhi" || words[3] == "avec") && parseDouble(words[0]));
    }
    return atoms && box;
}

bool isCountAndNumbers(std::string_view line, std::size_t numbers)
{
    const auto words = splitWords(line);
    if (words.size() < numbers + 1 || !parseInteger(words[0]))
        return false;
    return std::all_of(words.begin() + 1, words.begin() + 1 + static_cast<std::ptrdiff_t>(numbers),
                       [](auto word) { return parseDouble(word).has_value(); });
}

bool looksLikeCube(const Lines& lines)
{
    return lines.size() > 6 && isCountAndNumbers(lines[2], 3) && isCountAndNumbers(lines[3], 3) && isCountAndNumbers(lines[4], 3)
        && isCountAndNumbers(lines[5], 3) && isCountAndNumbers(lines[6], 4) && splitWords(lines[3]).size() == 4;
}

} // namespace

std::string_view materialsFormatOf(const std::vector<std::string_view>& lines)
{
    const std::string_view first = firstFilled(lines);
    if (first.starts_with("PK\x03\x04"))
        return "npz";
    if (first.starts_with('{') || first.starts_with('['))
        return "json";
    if (first.starts_with("ITEM:"))
        return "lammps-dump";
    if (looksLikeAims(lines))
        return "aims";
    if (looksLikeXdatcar(lines))
        return "xdatcar";
    if (looksLikeLammpsData(lines))
        return "lammps-data";
    if (looksLikeCube(lines))
        return "cube";
    return {};
}

} // namespace mbtr
