#include "core/io/lammps/lammps_atoms_section.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/io/lammps/lammps_layout_choice.h"

#include <algorithm>
#include <cmath>

namespace mbtr {

namespace {

/// "charge, molecular and dpd"
std::string namesOf(const std::vector<LammpsColumns>& layouts)
{
    std::vector<std::string> names;
    for (const LammpsColumns& columns : layouts)
        if (std::find(names.begin(), names.end(), columns.style) == names.end())
            names.push_back(columns.style);
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i)
        text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
    return text;
}

} // namespace

AtomType* LammpsTypes::find(std::string_view word, long long typeCount)
{
    const auto number = parseInteger(word);
    if (number && *number >= 1 && *number <= typeCount) {
        m_types.resize(std::max(m_types.size(), static_cast<std::size_t>(*number)));
        return &m_types[static_cast<std::size_t>(*number - 1)];
    }
    const auto found = std::find_if(m_types.begin(), m_types.end(), [&](const AtomType& type) { return type.label == word; });
    return found == m_types.end() || word.empty() ? nullptr : &*found;
}

bool LammpsTypes::isLabel(std::string_view word) const
{
    return std::any_of(m_types.begin(), m_types.end(), [&](const AtomType& type) { return type.label == word; });
}

void LammpsAtomsSection::fail(const std::string& message) const
{
    throw FileError(m_path, m_line, message);
}

/// Of the comment behind the heading only a known style counts; a single word that is none is taken as a style all the same,
/// because its columns would be misread.
void LammpsAtomsSection::begin(std::string_view heading, long lineNumber)
{
    m_line = lineNumber;
    const auto comment = heading.find('#');
    const auto words = splitWords(comment == std::string_view::npos ? "" : heading.substr(comment + 1));
    if (!words.empty())
        m_layouts = lammpsLayouts(lowerCase(words[0]));
    m_stated = !m_layouts.empty();
    if (words.size() == 1 && !m_stated)
        fail("the columns of the atom style " + inQuotes(words[0]) + " are not known, expected one of " + knownLammpsStyles());
    if (!m_stated)
        m_layouts = allLammpsLayouts();
    if (m_layouts.size() == 1)
        m_columns = m_layouts[0];
    if (m_columns.open)
        m_notes.add(lineNumber, "atom style " + m_columns.style + ": only id, type and position are kept");
}

void LammpsAtomsSection::add(std::string_view line, long lineNumber)
{
    m_line = lineNumber;
    const auto text = line.substr(0, line.find('#'));
    if (m_columns.names.empty())
        m_kept.push_back({std::string(text), lineNumber});
    else
        read(text);
}

void LammpsAtomsSection::end()
{
    if (m_kept.empty())
        return;
    chooseColumns();
    for (const KeptLine& kept : m_kept) {
        m_line = kept.line;
        read(kept.text);
    }
    m_kept.clear();
}

void LammpsAtomsSection::chooseColumns()
{
    m_line = m_kept.front().line;
    AtomLines atoms {
        .lines = {}, .typeCount = m_header.typeCount, .labels = {}, .hasBonds = m_header.hasBonds, .box = m_header.box(m_path)};
    for (const KeptLine& kept : m_kept)
        atoms.lines.push_back(kept.text);
    for (const AtomType& type : m_types.all())
        atoms.labels.push_back(type.label);
    const auto fitting = fittingLayouts(m_layouts, atoms);
    const std::string problem = m_stated
        ? "the columns of the atom style " + m_layouts[0].style + " cannot be told from the numbers"
        : "the atom style is not stated and cannot be told from the numbers";
    if (fitting.empty())
        fail(problem + ": expected 'Atoms # full' or the like, found " + inQuotes(trimmed(m_kept.front().text)));
    const auto common = commonLayout(fitting, atoms);
    if (!common)
        fail(problem + ", which fit " + namesOf(fitting) + ": state it behind the heading, as in 'Atoms # "
             + fitting.front().style + "'");
    m_columns = *common;
    if (!m_stated)
        m_notes.add(m_line, "the atom style is not stated; by the columns it is taken as " + inQuotes(m_columns.style));
}

void LammpsAtomsSection::requireColumns(const std::vector<std::string_view>& words, std::string_view line) const
{
    const std::size_t own = m_columns.names.size();
    if (words.size() == own || words.size() == own + 3 || (m_columns.open && words.size() > own))
        return;
    fail("expected " + std::to_string(own) + " columns (atom style " + m_columns.style + ")"
         + (words.size() > own ? " or " + std::to_string(own + 3) : "") + ", found " + std::to_string(words.size()) + " in "
         + inQuotes(trimmed(line)));
}

void LammpsAtomsSection::read(std::string_view line)
{
    const auto words = splitWords(line);
    requireColumns(words, line);
    double point[3] = {};
    for (std::size_t c = 0; c < m_columns.names.size(); ++c)
        readColumn(m_columns.names[c], words[c], line, point);
    positions.insert(positions.end(), point, point + 3);
}

void LammpsAtomsSection::readColumn(const std::string& name, std::string_view word, std::string_view line, double* point)
{
    if (name == "type")
        return addType(word, line);
    const auto number = parseDouble(word);
    if (!number || !std::isfinite(*number))
        fail("column " + inQuotes(name) + ": expected a number, found " + inQuotes(word));
    if (name == "id")
        addId(word);
    else if (name.size() == 1 && name[0] >= 'x' && name[0] <= 'z')
        point[name[0] - 'x'] = *number;
    else
        numbers[name].push_back(*number);
}

void LammpsAtomsSection::addType(std::string_view word, std::string_view line)
{
    AtomType* type = m_types.find(word, m_header.typeCount);
    if (!type)
        fail("expected an atom type from 1 to " + std::to_string(m_header.typeCount) + ", found " + inQuotes(word) + " in "
             + inQuotes(trimmed(line)));
    ++type->atoms;
    types.push_back(static_cast<int>(type - m_types.all().data()));
}

void LammpsAtomsSection::addId(std::string_view word)
{
    const auto id = parseInteger(word);
    if (!id || !rows.emplace(*id, ids.size()).second)
        fail("expected an atom number that did not stand before, found " + inQuotes(word));
    ids.push_back(*id);
}

} // namespace mbtr
