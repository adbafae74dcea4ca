#include "core/io/detect_format.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/io/format.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>

namespace mbtr {

namespace {

bool allNumbers(const std::vector<std::string_view>& words, std::size_t count)
{
    return words.size() >= count
        && std::all_of(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count),
                       [](std::string_view word) { return parseDouble(word).has_value(); });
}

std::string_view firstFilledLine(const std::vector<std::string_view>& lines)
{
    for (const auto line : lines)
        if (const auto text = trimmed(line); !text.empty() && text.front() != '#')
            return text;
    return {};
}

bool looksLikePoscar(const std::vector<std::string_view>& lines)
{
    return lines.size() >= 7 && allNumbers(splitWords(lines[1]), 1) && allNumbers(splitWords(lines[2]), 3)
        && allNumbers(splitWords(lines[3]), 3) && allNumbers(splitWords(lines[4]), 3) && !allNumbers(splitWords(lines[0]), 3);
}

bool looksLikeXyz(const std::vector<std::string_view>& lines)
{
    const auto words = splitWords(firstFilledLine(lines));
    return words.size() == 1 && parseInteger(words[0]).has_value();
}

bool looksLikeCif(const std::vector<std::string_view>& lines)
{
    return std::any_of(lines.begin(), lines.end(), [](std::string_view line) { return lowerCase(line.substr(0, 5)) == "data_"; });
}

bool looksLikeMolfile(const std::vector<std::string_view>& lines)
{
    return lines.size() > 3 && (lines[3].find("V2000") != std::string_view::npos || lines[3].find("V3000") != std::string_view::npos);
}

bool looksLikePdb(const std::vector<std::string_view>& lines)
{
    return std::any_of(lines.begin(), lines.end(), [](std::string_view line) {
        const bool isAtom = (line.starts_with("ATOM  ") || line.starts_with("HETATM")) && line.size() >= 54;
        return isAtom && allNumbers(splitWords(line.substr(30, 24)), 3);
    });
}

/// Title, number of atoms, and an atom whose coordinates begin in column 21.
bool looksLikeGro(const std::vector<std::string_view>& lines)
{
    return lines.size() > 3 && parseInteger(trimmed(lines[1])).has_value() && lines[2].size() >= 44
        && parseInteger(trimmed(lines[2].substr(0, 5))) && parseInteger(trimmed(lines[2].substr(15, 5)))
        && allNumbers(splitWords(lines[2].substr(20)), 3) && lines[2].find('.') >= 21;
}

bool looksLikeCml(std::string_view head)
{
    return trimmed(head).starts_with('<') && (head.find("<molecule") != std::string_view::npos || head.find("cml") != std::string_view::npos);
}

std::optional<ReadableFormat> byContent(const std::vector<std::string_view>& lines)
{
    if (looksLikeMolfile(lines))
        return ReadableFormat::Sdf;
    if (looksLikeGro(lines))
        return ReadableFormat::Gro;
    if (looksLikePdb(lines))
        return ReadableFormat::Pdb;
    if (looksLikeXyz(lines))
        return ReadableFormat::Xyz;
    if (looksLikePoscar(lines))
        return ReadableFormat::Poscar;
    if (looksLikeCif(lines))
        return ReadableFormat::Cif;
    return std::nullopt;
}

bool isAnyOf(std::string_view word, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// Formats that are known by sight but not read; empty for anything else.
std::string_view otherFormat(const std::vector<std::string_view>& lines, std::string_view suffix)
{
    const auto first = firstFilledLine(lines);
    const auto words = splitWords(first);
    if (!words.empty() && isAnyOf(words[0], {"atom", "atom_frac", "lattice_vector", "constrain_relaxation"}))
        return "an FHI-aims geometry";
    if (first.starts_with('<'))
        return "an XML file";
    if (suffix == "json" || first.starts_with('{') || first.starts_with('['))
        return "a JSON file";
    return {};
}

std::optional<ReadableFormat> bySuffix(std::string_view suffix)
{
    if (suffix == "xyz" || suffix == "extxyz")
        return ReadableFormat::Xyz;
    if (isAnyOf(suffix, {"poscar", "contcar", "vasp"}))
        return ReadableFormat::Poscar;
    if (isAnyOf(suffix, {"cif", "mmcif"}))
        return ReadableFormat::Cif;
    if (isAnyOf(suffix, {"sdf", "sd", "mol"}))
        return ReadableFormat::Sdf;
    if (isAnyOf(suffix, {"pdb", "ent"}))
        return ReadableFormat::Pdb;
    if (suffix == "gro")
        return ReadableFormat::Gro;
    if (suffix == "cml")
        return ReadableFormat::Cml;
    return std::nullopt;
}

} // namespace

std::string formatSuffix(const std::string& path)
{
    std::filesystem::path name = std::filesystem::path(path).filename();
    if (lowerCase(name.extension().string()) == ".gz")
        name = name.stem();
    const std::string suffix = name.has_extension() ? lowerCase(name.extension().string().substr(1)) : "";
    if (bySuffix(suffix))
        return suffix;
    const std::string whole = name.string();
    const bool isVasp = whole.find("POSCAR") != std::string::npos || whole.find("CONTCAR") != std::string::npos;
    return isVasp ? "poscar" : suffix;
}

ReadableFormat detectFormat(const std::string& path, std::string_view head)
{
    const std::string suffix = formatSuffix(path);
    std::vector<std::string_view> lines = splitAt(head, head.find('\n') == std::string_view::npos ? '\r' : '\n');
    if (std::all_of(lines.begin(), lines.end(), [](std::string_view line) { return trimmed(line).empty(); }))
        throw FileError(path, 0, "is empty, expected structures");
    const auto fromSuffix = bySuffix(suffix);
    if (fromSuffix && *fromSuffix != ReadableFormat::Xyz)
        return *fromSuffix;
    if (fromSuffix && looksLikeXyz(lines))
        return *fromSuffix;
    if (looksLikeCml(head))
        return ReadableFormat::Cml;
    if (const auto fromContent = byContent(lines); fromContent && !fromSuffix)
        return *fromContent;
    if (const auto other = otherFormat(lines, suffix); !other.empty())
        throw FileError(path, 0, "this is " + std::string(other) + ", a format that is not read");
    if (const auto fromContent = byContent(lines))
        return *fromContent;
    if (fromSuffix)
        return *fromSuffix;
    throw FileError(path, 0, "is none of the formats that are read: " + readableFormatNames());
}

} // namespace mbtr
