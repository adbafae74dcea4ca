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

std::optional<ReadableFormat> byContent(const std::vector<std::string_view>& lines)
{
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
    if (suffix == "gro")
        return "a GROMACS structure (.gro)";
    if (suffix == "pdb" || suffix == "ent" || first.starts_with("CRYST1") || first.starts_with("HETATM") || first.starts_with("HEADER"))
        return "a PDB file";
    if (isAnyOf(suffix, {"sdf", "sd", "mol"}) || (lines.size() > 3 && lines[3].find("V2000") != std::string_view::npos)
        || (lines.size() > 3 && lines[3].find("V3000") != std::string_view::npos))
        return "an MDL molfile (.mol, .sdf)";
    if (suffix == "cml" || first.starts_with('<'))
        return "an XML file (CML?)";
    return {};
}

std::optional<ReadableFormat> bySuffix(std::string_view suffix)
{
    if (isAnyOf(suffix, {"xyz", "extxyz", "qm9"}))
        return ReadableFormat::Xyz;
    if (isAnyOf(suffix, {"poscar", "contcar", "vasp"}))
        return ReadableFormat::Poscar;
    if (isAnyOf(suffix, {"cif", "mmcif"}))
        return ReadableFormat::Cif;
    return materialsFormatOfSuffix(suffix);
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
    if (whole.find("XDATCAR") != std::string::npos)
        return "xdatcar";
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
    const bool isCommonSuffix = materialsFormatOfSuffix(suffix) && fromSuffix != ReadableFormat::Xdatcar; // ".data", ".in"
    if (fromSuffix && fromSuffix != ReadableFormat::Xyz && !isCommonSuffix)
        return *fromSuffix;
    if (const auto fromContent = materialsFormatOf(lines); fromContent && !(fromSuffix == ReadableFormat::Xyz && looksLikeXyz(lines)))
        return *fromContent;
    if (fromSuffix == ReadableFormat::Xyz && looksLikeXyz(lines))
        return *fromSuffix;
    if (const auto other = otherFormat(lines, suffix); !other.empty())
        throw FileError(path, 0, "this is " + std::string(other) + ", a format that is not read; " + readableFormatNames() + " are");
    if (const auto fromContent = byContent(lines))
        return *fromContent;
    if (fromSuffix)
        return *fromSuffix;
    throw FileError(path, 0, "is none of the formats that are read: " + readableFormatNames());
}

} // namespace mbtr
