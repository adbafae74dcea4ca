#include "core/io/crystals_and_proteins/space_group_settings.h"

#include "core/base/text.h"
#include "core/io/crystals_and_proteins/gemmi_operation.h"

#include <gemmi/symmetry.hpp>

#include <algorithm>
#include <exception>
#include <set>

namespace mbtr {

namespace {

using Group = gemmi::SpaceGroup;
using Groups = std::vector<const Group*>;

// Those of the International Tables; the table goes on with names that are in use elsewhere.
constexpr std::size_t kTabulated = 530;

/// "P 2_1/c" as "P21/c": the lattice a capital, the rest small, no blanks.
std::string normalised(std::string_view symbol)
{
    std::string text;
    for (const char c : lowerCase(symbol))
        if (c != ' ' && c != '_' && c != '\t')
            text += c;
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
        text[0] = static_cast<char>(text[0] - 32);
    return text;
}

/// What stands behind a symbol for axes and origin is cut off and given back as a code: "F d -3 m:2", "R -3 m :H", and of the
/// ICSD S and Z (origin choice 1 and 2), R and H. No symbol has these letters at its end.
std::string takeSuffix(std::string& symbol)
{
    if (const auto bracket = symbol.find('('); bracket != std::string::npos) { // "(origin choice 2)"
        const auto digit = symbol.find_first_of("12", bracket);
        const std::string code = digit == std::string::npos ? "" : symbol.substr(digit, 1);
        symbol.resize(bracket);
        return code;
    }
    if (const auto colon = symbol.find(':'); colon != std::string::npos) {
        const std::string code = lowerCase(trimmed(std::string_view(symbol).substr(colon + 1)));
        symbol.resize(colon);
        return code == "s" ? "1" : code == "z" ? "2" : code;
    }
    symbol = normalised(symbol);
    if (symbol.size() < 3)
        return {};
    const char last = symbol.back();
    if (last != 's' && last != 'z' && last != 'h' && last != 'r')
        return {};
    symbol.pop_back();
    return last == 's' ? "1" : last == 'z' ? "2" : std::string(1, last);
}

bool isMonoclinic(int number)
{
    return number >= 3 && number <= 15;
}

/// "P 1 21/n 1" as "P21/n": what remains of the three directions.
std::string shortSymbol(const Group& group)
{
    std::string text;
    for (const auto word : splitWords(group.hm))
        if (word != "1")
            text += word;
    return text;
}

/// "Fd3m", as it was written before the bar of 3 became usual.
std::string oldCubicSymbol(const Group& group)
{
    std::string text = normalised(group.hm);
    const bool hasBar = (group.number >= 200 && group.number <= 206) || group.number >= 221;
    if (const auto bar = text.find("-3"); hasBar && bar != std::string::npos)
        text.erase(bar, 1);
    return text;
}

template <typename Matches> Groups tabulated(const Matches& matches)
{
    Groups groups;
    for (std::size_t i = 0; i < kTabulated; ++i)
        if (const Group& group = gemmi::spacegroup_tables::main[i]; matches(group))
            groups.push_back(&group);
    return groups;
}

Groups groupsOfSymbol(const std::string& symbol)
{
    std::string name = normalised(symbol);
    const bool isHexagonal = name.starts_with('H'); // of the PDB: "H 3 2"
    if (isHexagonal)
        name[0] = 'R';
    Groups groups = tabulated([&](const Group& group) {
        return normalised(group.hm) == name || (isMonoclinic(group.number) && shortSymbol(group) == name);
    });
    if (groups.empty())
        groups = tabulated([&](const Group& group) { return oldCubicSymbol(group) == name; });
    if (isHexagonal)
        std::erase_if(groups, [](const Group* group) { return group->ext != 'H'; });
    if (const Group* other = groups.empty() && !name.empty() ? gemmi::find_spacegroup_by_name(name) : nullptr)
        groups.push_back(other);
    return groups;
}

/// The standard axes of a number: cell choice 1 of each unique axis, each origin, rhombohedral and hexagonal axes.
Groups groupsOfNumber(int number)
{
    return tabulated([&](const Group& group) {
        const std::string_view axes = group.qualifier;
        return group.number == number
            && (axes.empty() || (isMonoclinic(number) && axes[0] != '-' && (axes.size() == 1 || axes[1] == '1')));
    });
}

/// https://www.iucr.org/__data/iucr/cifdic_html/1/cif_core.dic/Ispace_group_IT_coordinate_system_code.html: the origin or the
/// kind of axes, the axes, or both.
bool hasCode(const Group& group, const std::string& code)
{
    std::string_view axes = code;
    if (axes.size() == 1 && (axes[0] == 'h' || axes[0] == 'r'))
        return group.ext == axes[0] - 32;
    const bool hasOrigin = !axes.empty() && (axes[0] == '1' || axes[0] == '2');
    if (hasOrigin && group.ext != axes[0])
        return false;
    if (hasOrigin)
        axes.remove_prefix(1);
    if (axes.empty())
        return hasOrigin;
    return (axes == "abc" ? "" : axes) == group.qualifier
        || (axes.size() == 2 && axes[1] == '1' && axes.substr(0, 1) == group.qualifier);
}

Groups withCode(const Groups& groups, const std::string& code)
{
    Groups matching;
    for (const Group* group : groups)
        if (hasCode(*group, code))
            matching.push_back(group);
    return matching;
}

std::vector<SymmetryOperation> operationsFrom(const gemmi::GroupOps& group)
{
    std::vector<SymmetryOperation> operations;
    for (const gemmi::Op& op : group.all_ops_sorted())
        operations.push_back(operationFrom(op));
    return operations;
}

} // namespace

std::vector<SpaceGroupSetting> settingsNamed(const SpaceGroupName& name, bool& codeFits)
{
    std::string symbol = name.symbol;
    const std::string suffix = takeSuffix(symbol);
    const std::string code = !suffix.empty() ? suffix : lowerCase(name.code);
    Groups groups = groupsOfSymbol(symbol);
    const int number = groups.empty() ? name.number : groups.front()->number;
    if (groups.empty())
        groups = groupsOfNumber(number);
    codeFits = true;
    if (!code.empty()) {
        Groups matching = withCode(groups, code);
        if (matching.empty())
            matching = withCode(tabulated([&](const Group& group) { return group.number == number; }), code);
        codeFits = !matching.empty();
        groups = codeFits ? matching : groups;
    }
    std::stable_sort(groups.begin(), groups.end(),
                     [](const Group* a, const Group* b) { return a->is_reference_setting() > b->is_reference_setting(); });
    std::vector<SpaceGroupSetting> settings;
    std::set<std::string> taken; // the table has some settings under two names
    for (const Group* group : groups)
        if (taken.insert(group->hall).second)
            settings.push_back({group->xhm(), group->number, operationsFrom(group->operations())});
    return settings;
}

std::optional<SpaceGroupSetting> settingOfHall(const std::string& hall)
{
    try {
        const gemmi::GroupOps operations = gemmi::symops_from_hall(hall.c_str());
        const Group* group = gemmi::find_spacegroup_by_ops(operations);
        return SpaceGroupSetting {hall, group ? group->number : 0, operationsFrom(operations)};
    } catch (const std::exception&) { // gemmi's word for what is no Hall symbol
        return std::nullopt;
    }
}

double metricChange(std::span<const SymmetryOperation> operations, const Cell& cell)
{
    const Eigen::Matrix3d metric = cell.vectors * cell.vectors.transpose();
    const Eigen::Vector3d lengths = cell.lengths();
    const Eigen::Array33d scale = (lengths * lengths.transpose()).array();
    double largest = 0;
    for (const SymmetryOperation& operation : operations) {
        const Eigen::Matrix3d turned = operation.rotation.transpose() * metric * operation.rotation;
        largest = std::max(largest, ((turned - metric).array().abs() / scale).maxCoeff());
    }
    return largest;
}

} // namespace mbtr
