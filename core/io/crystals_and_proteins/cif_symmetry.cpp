#include "core/io/crystals_and_proteins/cif_symmetry.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/io/crystals_and_proteins/cell_contents.h"
#include "core/io/crystals_and_proteins/cif_values.h"
#include "core/io/crystals_and_proteins/listed_operations.h"
#include "core/io/crystals_and_proteins/space_group_settings.h"

#include <gemmi/cif.hpp>

#include <algorithm>

namespace mbtr {

namespace {

namespace cif = gemmi::cif;
using Settings = std::vector<SpaceGroupSetting>;

constexpr double kSameChange = 1e-3; // of the metric: settings that fit the cell equally well

SpaceGroupName nameOf(cif::Block& block)
{
    const auto number = parseInteger(cifValueOf(
        block,
        {"_space_group_IT_number", "_symmetry_Int_Tables_number", "_space_group.IT_number", "_symmetry.Int_Tables_number"}));
    return {.symbol = cifValueOf(block,
                                 {"_space_group_name_H-M_alt", "_symmetry_space_group_name_H-M", "_symmetry.space_group_name_H-M",
                                  "_space_group.name_H-M_alt", "_space_group_name_H-M_ref"}),
            .number = number && *number >= 1 && *number <= 230 ? static_cast<int>(*number) : 0,
            .code = cifValueOf(block, {"_space_group_IT_coordinate_system_code", "_space_group.IT_coordinate_system_code"}),
            .hall = cifValueOf(block,
                               {"_space_group_name_Hall", "_symmetry_space_group_name_Hall", "_space_group.name_Hall",
                                "_symmetry.space_group_name_Hall"})};
}

std::optional<CellContents> contentsOf(cif::Block& block)
{
    const auto formula = countsOfFormula(cifValueOf(block, {"_chemical_formula_sum", "_chemical_formula.sum"}));
    if (!formula)
        return std::nullopt;
    const auto units = parseDouble(cifValueOf(block, {"_cell_formula_units_Z", "_cell.formula_units_Z"}));
    return CellContents {*formula, units && *units > 0 && *units < 1e6 ? *units : 0};
}

/// Chooses among the settings that a space group may have.
class SettingChoice {
public:
    SettingChoice(cif::Block& block, const std::optional<Cell>& cell, std::span<const CrystalSite> sites, ImportNotes& notes)
        : m_name(nameOf(block))
        , m_contents(contentsOf(block))
        , m_cell(cell)
        , m_sites(sites)
        , m_notes(notes)
    {
        bool codeFits = true;
        m_named = settingsNamed(m_name, codeFits);
        if (!codeFits && !m_named.empty())
            m_notes.add(0,
                        "space group " + m_named.front().name + " has no setting " + mbtr::inQuotes(m_name.code)
                            + "; the code of its axes and origin is left aside");
    }

    const SpaceGroupName& name() const { return m_name; }

    /// Nothing where neither Hall symbol nor name nor number is that of a space group.
    std::optional<SpaceGroupSetting> choose()
    {
        if (auto setting = hallSetting())
            return setting;
        if (m_named.empty())
            return std::nullopt;
        const Settings ofCell = fittingCell(m_named);
        Settings fitting = fittingContents(ofCell);
        if (fitting.empty())
            fitting = ofCell;
        if (fitting.size() > 1)
            noteSeveral(fitting);
        return fitting.front();
    }

    /// True where formula and Z are stated, and these operations make as many atoms as they say.
    bool agrees(std::span<const SymmetryOperation> operations) const
    {
        const auto counts = counted(operations);
        return counts && agree(*counts, *m_contents);
    }
    bool saysHowMany() const { return m_contents && m_contents->units > 0; }

    void noteDisagreement(const SpaceGroupSetting& setting)
    {
        const auto counts = counted(setting.operations);
        if (counts && !agree(*counts, *m_contents))
            m_notes.add(0,
                        "the operations of " + setting.name + " make " + textOf(*counts) + " of the sites, the formula "
                            + (saysHowMany() ? "times Z is " : "is ") + textOf(*m_contents)
                            + ": symmetry, axes or origin may be others");
    }

private:
    std::optional<AtomCounts> counted(std::span<const SymmetryOperation> operations) const
    {
        return m_contents && m_cell ? countAtoms(*m_cell, m_sites, operations) : std::nullopt;
    }

    double changeBy(const SpaceGroupSetting& setting) const { return m_cell ? metricChange(setting.operations, *m_cell) : 0; }

    /// A Hermann-Mauguin symbol in the place of the Hall symbol may read as another group: then they contradict each other.
    std::optional<SpaceGroupSetting> hallSetting()
    {
        if (m_name.hall.empty())
            return std::nullopt;
        auto setting = settingOfHall(m_name.hall);
        const int number = m_named.empty() ? m_name.number : m_named.front().number;
        const bool contradicts = setting
            && ((number > 0 && setting->number > 0 && setting->number != number) || changeBy(*setting) > kSmallMetricChange);
        if (setting && !(contradicts && !m_named.empty()))
            return setting;
        if (!m_named.empty())
            m_notes.add(0,
                        mbtr::inQuotes(m_name.hall)
                            + (setting ? ", the Hall symbol, contradicts cell, name or number" : " is no Hall symbol")
                            + "; the space group is that of its name or number");
        return std::nullopt;
    }

    Settings fittingCell(const Settings& settings)
    {
        double least = changeBy(settings.front());
        for (const SpaceGroupSetting& setting : settings)
            least = std::min(least, changeBy(setting));
        if (least > kSmallMetricChange)
            m_notes.add(
                0, "the operations of " + settings.front().name + " do not leave lengths and angles of the cell as they are");
        Settings fitting;
        for (const SpaceGroupSetting& setting : settings)
            if (changeBy(setting) <= least + kSameChange)
                fitting.push_back(setting);
        return fitting;
    }

    Settings fittingContents(const Settings& settings) const
    {
        Settings fitting;
        for (const SpaceGroupSetting& setting : settings)
            if (agrees(setting.operations))
                fitting.push_back(setting);
        return fitting;
    }

    void noteSeveral(const Settings& settings)
    {
        std::string others;
        for (std::size_t i = 1; i < settings.size(); ++i)
            others += (i == 1 ? "" : ", ") + settings[i].name;
        m_notes.add(0,
                    "axes or origin of the space group are not stated: " + settings.front().name + " is used, " + others
                        + (settings.size() == 2 ? " fits too" : " fit too"));
    }

    SpaceGroupName m_name;
    std::optional<CellContents> m_contents;
    const std::optional<Cell>& m_cell;
    std::span<const CrystalSite> m_sites;
    ImportNotes& m_notes;
    Settings m_named;
};

bool isIdentity(const SymmetryOperation& operation)
{
    return operation.rotation.isIdentity(0) && operation.translation.isZero(0);
}

/// A list of nothing but x, y, z beside the name of a larger group: some programs write it with all atoms of the cell, others
/// without looking. Formula and Z tell.
std::vector<SymmetryOperation> checkedIdentity(std::vector<SymmetryOperation> listed, SettingChoice& choice, ImportNotes& notes)
{
    if (choice.saysHowMany() && choice.agrees(listed))
        return listed;
    const auto setting = choice.choose();
    if (!setting || setting->operations.size() == 1)
        return listed;
    if (choice.saysHowMany() && choice.agrees(setting->operations)) {
        notes.add(0, "lists only the operation x, y, z; those of " + setting->name + " are used, as formula and Z say");
        return setting->operations;
    }
    notes.add(
        0, "lists only the operation x, y, z, though the space group is " + setting->name + ": only the atoms listed are read");
    return listed;
}

} // namespace

std::vector<SymmetryOperation> operationsOf(cif::Block& block, const std::optional<Cell>& cell,
                                            std::span<const CrystalSite> sites, const std::string& path, ImportNotes& notes)
{
    auto listed = listedOperations(block, path);
    if (listed.size() == 1 && isIdentity(listed[0])) {
        ImportNotes aside(path); // of a choice that mostly is not used
        SettingChoice choice(block, cell, sites, aside);
        return checkedIdentity(std::move(listed), choice, notes);
    }
    if (!listed.empty())
        return listed;
    SettingChoice choice(block, cell, sites, notes);
    const auto setting = choice.choose();
    if (!setting && !choice.name().hall.empty())
        throw FileError(path, 0,
                        "block " + mbtr::inQuotes(block.name) + ": unknown space group symbol "
                            + mbtr::inQuotes(choice.name().hall));
    if (!setting) {
        notes.add(0, "block " + mbtr::inQuotes(block.name) + " states no symmetry that is known; taken as P 1");
        return {SymmetryOperation {}};
    }
    notes.add(0, "lists no symmetry operations; those of " + setting->name + " are used", Severity::Note);
    choice.noteDisagreement(*setting);
    return setting->operations;
}

void noteSymmetryNotApplied(cif::Block& block, ImportNotes& notes)
{
    const SpaceGroupName name = nameOf(block);
    bool codeFits = true;
    const auto settings = settingsNamed(name, codeFits);
    const std::string text = !name.symbol.empty() ? name.symbol : settings.empty() ? "" : settings.front().name;
    if (text.empty() || (!settings.empty() && settings.front().number == 1))
        return;
    notes.add(0, "the operations of space group " + text + " are not applied: only the atoms listed are read");
}

} // namespace mbtr
