#include "core/io/lammps/lammps_styles.h"

#include "core/base/text.h"

#include <array>

namespace mbtr {

namespace {

struct Style {
    std::string_view name;
    std::string_view columns;
    bool open = false;
};

// https://docs.lammps.org/read_data.html, the table of the section Atoms. Two styles stand there twice: the manual and the
// program (AtomVecTemplate, AtomVecDielectric) name different columns, so the numbers decide.
constexpr std::array<Style, 33> kStyles {{
    {"atomic", "id type x y z"},
    {"charge", "id type q x y z"},
    {"molecular", "id mol type x y z"},
    {"full", "id mol type q x y z"},
    {"bond", "id mol type x y z"},
    {"angle", "id mol type x y z"},
    {"amoeba", "id mol type q x y z"},
    {"sphere", "id type diameter density x y z"},
    {"bpm/sphere", "id mol type diameter density x y z"},
    {"dipole", "id type q x y z mux muy muz"},
    {"ellipsoid", "id type ellipsoidflag density x y z"},
    {"line", "id mol type lineflag density x y z"},
    {"tri", "id mol type triangleflag density x y z"},
    {"body", "id type bodyflag mass x y z"},
    {"peri", "id type volume density x y z"},
    {"electron", "id type q espin eradius x y z"},
    {"wavepacket", "id type q espin eradius etag cs_re cs_im x y z"},
    {"dpd", "id type theta x y z"},
    {"edpd", "id type edpd_temp edpd_cv x y z"},
    {"mdpd", "id type rho x y z"},
    {"sph", "id type rho esph cv x y z"},
    {"rheo", "id type status rho x y z"},
    {"rheo/thermal", "id type status rho esph x y z"},
    {"spin", "id type x y z spx spy spz sp"},
    {"smd", "id type mol volume mass kradius cradius x0 y0 z0 x y z"},
    {"template", "id mol template_index template_atom type x y z"},
    {"template", "id type mol template_index template_atom x y z"},
    {"dielectric", "id mol type q x y z mux muy muz area ed em epsilon curvature"},
    {"dielectric", "id type q x y z mux muy muz area ed em epsilon curvature"},
    {"oxdna", "id type x y z"},
    {"apip", "id type x y z"},
    {"tdpd", "id type x y z", true},
    {"hybrid", "id type x y z", true},
}};

LammpsColumns columnsFrom(const Style& style)
{
    LammpsColumns columns {.style = std::string(style.name), .names = {}, .open = style.open};
    for (const auto name : splitWords(style.columns))
        columns.names.emplace_back(name);
    return columns;
}

} // namespace

std::vector<LammpsColumns> lammpsLayouts(std::string_view style)
{
    const std::string_view plain = style.ends_with("/kk") ? style.substr(0, style.size() - 3) : style;
    std::vector<LammpsColumns> layouts;
    for (const Style& known : kStyles)
        if (known.name == plain)
            layouts.push_back(columnsFrom(known));
    return layouts;
}

std::vector<LammpsColumns> allLammpsLayouts()
{
    std::vector<LammpsColumns> layouts;
    for (const Style& known : kStyles)
        if (!known.open)
            layouts.push_back(columnsFrom(known));
    return layouts;
}

std::string knownLammpsStyles()
{
    std::string names;
    std::string_view last;
    for (const Style& known : kStyles) {
        if (known.name != last)
            names += (names.empty() ? "" : ", ") + std::string(known.name);
        last = known.name;
    }
    return names;
}

} // namespace mbtr
