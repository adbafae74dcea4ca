#include "core/io/lammps/lammps_styles.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>
#include <optional>

namespace mbtr {

namespace {

struct Style {
    std::string_view name;
    std::string_view columns;
};

constexpr std::array<Style, 23> kStyles {{
    {"atomic", "id type x y z"},
    {"charge", "id type q x y z"},
    {"molecular", "id mol type x y z"},
    {"bond", "id mol type x y z"},
    {"angle", "id mol type x y z"},
    {"full", "id mol type q x y z"},
    {"sphere", "id type diameter density x y z"},
    {"bpm/sphere", "id mol type diameter density x y z"},
    {"dipole", "id type q x y z mux muy muz"},
    {"ellipsoid", "id type ellipsoidflag density x y z"},
    {"line", "id mol type lineflag density x y z"},
    {"tri", "id mol type triangleflag density x y z"},
    {"body", "id type bodyflag mass x y z"},
    {"peri", "id type volume density x y z"},
    {"electron", "id type q espin eradius x y z"},
    {"dpd", "id type theta x y z"},
    {"edpd", "id type edpd_temp edpd_cv x y z"},
    {"mdpd", "id type rho x y z"},
    {"sph", "id type rho esph cv x y z"},
    {"spin", "id type x y z spx spy spz sp"},
    {"template", "id type mol template_index template_atom x y z"},
    {"smd", "id type mol volume mass kradius cradius x0 y0 z0 x y z"},
    {"hybrid", "id type x y z"},
}};

bool isWhole(std::string_view word)
{
    return parseInteger(word).has_value();
}

bool areWhole(const std::vector<std::string_view>& words, std::size_t begin, std::size_t end)
{
    return std::all_of(words.begin() + static_cast<std::ptrdiff_t>(begin), words.begin() + static_cast<std::ptrdiff_t>(end),
                       isWhole);
}

bool isType(std::string_view word, long long typeCount)
{
    const auto number = parseInteger(word);
    return number && *number >= 1 && *number <= typeCount;
}

/// Number of columns without the three of the images; those of a "nine" are told by the last three being whole numbers.
std::optional<std::size_t> ownColumns(const std::vector<std::string_view>& words, bool& images)
{
    const std::size_t count = words.size();
    images = count >= 8 && count <= 10 && areWhole(words, count - 3, count);
    const std::size_t own = images ? count - 3 : count;
    return own >= 5 && own <= 7 ? std::optional(own) : std::nullopt;
}

} // namespace

LammpsColumns lammpsColumns(std::string_view style)
{
    for (const Style& known : kStyles) {
        if (known.name != style)
            continue;
        LammpsColumns columns {.style = std::string(style)};
        for (const auto name : splitWords(known.columns))
            columns.names.emplace_back(name);
        return columns;
    }
    return {};
}

LammpsColumns guessLammpsColumns(const std::vector<std::string_view>& words, long long typeCount, bool hasBonds)
{
    bool images = false;
    const auto own = ownColumns(words, images);
    if (!own || !isWhole(words[0]))
        return {};
    LammpsColumns columns;
    if (*own == 5 && isType(words[1], typeCount))
        columns = lammpsColumns("atomic");
    else if (*own == 7 && isWhole(words[1]) && isType(words[2], typeCount))
        columns = lammpsColumns("full");
    else if (*own == 6 && isWhole(words[1]) && isType(words[2], typeCount) && (hasBonds || !isType(words[1], typeCount)))
        columns = lammpsColumns("molecular");
    else if (*own == 6 && isType(words[1], typeCount))
        columns = lammpsColumns("charge");
    columns.images = images;
    return columns;
}

} // namespace mbtr
