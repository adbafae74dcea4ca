#include "core/io/detect_format.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/io/format.h"

#include <algorithm>
#include <filesystem>

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
    return lines.size() > 3
        && (lines[3].find("V2000") != std::string_view::npos || lines[3].find("V3000") != std::string_view::npos);
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
    return trimmed(head).starts_with('<')
        && (head.find("<molecule") != std::string_view::npos || head.find("cml") != std::string_view::npos);
}

/// The id of a format; "" where the lines look like none.
std::string_view byContent(std::string_view head, const std::vector<std::string_view>& lines)
{
    if (const auto id = materialsFormatOf(lines); !id.empty())
        return id;
    if (looksLikeCml(head))
        return "cml";
    if (looksLikeMolfile(lines))
        return "sdf";
    if (looksLikeGro(lines))
        return "gro";
    if (looksLikePdb(lines))
        return "pdb";
    if (looksLikeXyz(lines))
        return "xyz";
    if (looksLikePoscar(lines))
        return "poscar";
    return looksLikeCif(lines) ? "cif" : "";
}

bool isXyz(const Format& format)
{
    return format.read == formatCalled("xyz").read;
}

} // namespace

std::string formatSuffix(const std::string& path)
{
    std::filesystem::path name = std::filesystem::path(path).filename();
    if (lowerCase(name.extension().string()) == ".gz")
        name = name.stem();
    const std::string suffix = name.has_extension() ? lowerCase(name.extension().string().substr(1)) : "";
    if (formatOfSuffix(suffix))
        return suffix;
    const std::string whole = name.string();
    if (whole.find("XDATCAR") != std::string::npos)
        return "xdatcar";
    const bool isVasp = whole.find("POSCAR") != std::string::npos || whole.find("CONTCAR") != std::string::npos;
    return isVasp ? "poscar" : suffix;
}

const Format& detectFormat(const std::string& path, std::string_view head)
{
    const std::vector<std::string_view> lines = splitAt(head, head.find('\n') == std::string_view::npos ? '\r' : '\n');
    if (std::all_of(lines.begin(), lines.end(), [](std::string_view line) { return trimmed(line).empty(); }))
        throw FileError(path, 0, "is empty, expected structures");
    const Format* fromSuffix = formatOfSuffix(formatSuffix(path));
    if (fromSuffix && !fromSuffix->suffixIsShared && (!isXyz(*fromSuffix) || looksLikeXyz(lines)))
        return *fromSuffix;
    if (const auto id = byContent(head, lines); !id.empty())
        return formatCalled(id);
    if (trimmed(head).starts_with('<'))
        throw FileError(path, 0, "this is an XML file, a format that is not read; " + readableFormatNames() + " are");
    if (fromSuffix)
        return *fromSuffix;
    throw FileError(path, 0, "is none of the formats that are read: " + readableFormatNames());
}

} // namespace mbtr
