#include "core/io/lammps/lammps_data_header.h"

#include "core/base/text.h"
#include "core/io/line_words.h"
#include "core/io/text_input.h"

namespace mbtr {

namespace {

long long countFrom(const TextInput& input, std::string_view word, long long most, std::string_view line)
{
    const auto count = parseInteger(word);
    if (!count || *count < 1 || *count > most)
        input.fail("expected a number from 1 to " + std::to_string(most) + ", found " + inQuotes(trimmed(line)));
    return *count;
}

} // namespace

/// "LAMMPS data file via write_data, version .., timestep = 0, units = metal"
void LammpsDataHeader::readTitle(std::string_view line)
{
    const auto at = line.find("units = ");
    if (at == std::string_view::npos)
        return;
    std::string_view rest = line.substr(at + 8);
    units = lammpsUnits(nextWord(rest));
}

bool LammpsDataHeader::read(TextInput& input, std::string& section)
{
    readTitle(requireLine(input, "a title"));
    std::string_view line;
    while (input.next(line)) {
        const auto words = splitWords(line.substr(0, line.find('#')));
        if (words.empty())
            continue;
        if (!parseDouble(words[0])) {
            section = line;
            return true;
        }
        readLine(input, words, line);
    }
    return false;
}

void LammpsDataHeader::readLine(TextInput& input, const std::vector<std::string_view>& words, std::string_view line)
{
    const std::string_view last = words.back();
    if (words.size() == 2 && last == "atoms")
        atomCount = countFrom(input, words[0], kMostAtomsInFile, line);
    else if (words.size() == 2 && last == "bonds")
        hasBonds = words[0] != "0";
    else if (words.size() == 3 && words[1] == "atom" && last == "types")
        typeCount = countFrom(input, words[0], kMostTypes, line);
    else if (words.size() == 4 && last.size() == 3 && last.ends_with("hi") && last[0] >= 'x' && last[0] <= 'z')
        readBounds(input, last[0] - 'x', line);
    else if (words.size() >= 6 && words[3] == "xy")
        requireNumbers(input, line, {m_tilt.data(), 3}, "three tilt factors xy xz yz");
    else if (words.size() == 4 && last.ends_with("vec") && last[0] >= 'a' && last[0] <= 'c')
        readVector(input, last[0] - 'a', line);
    else if (words.size() >= 5 && words[3] == "abc")
        requireNumbers(input, line, {m_general.origin.data(), 3}, "the origin of the box");
}

void LammpsDataHeader::readBounds(TextInput& input, int axis, std::string_view line)
{
    double bounds[2];
    requireNumbers(input, line, bounds, "lower and upper bound of the box");
    m_low[axis] = bounds[0];
    m_high[axis] = bounds[1];
    m_boxLines |= 1 << axis;
}

void LammpsDataHeader::readVector(TextInput& input, int row, std::string_view line)
{
    Eigen::Vector3d vector;
    requireNumbers(input, line, {vector.data(), 3}, "the three numbers of a cell vector");
    m_general.vectors.row(row) = vector;
    m_boxLines |= 8 << row;
}

LammpsBox LammpsDataHeader::box(const std::string& path) const
{
    if (m_boxLines != 7 && m_boxLines != 56)
        throw FileError(path, 0, "the box is not stated: expected lines 'xlo xhi', 'ylo yhi' and 'zlo zhi'");
    const LammpsBox box = m_boxLines == 7 ? lammpsBox(m_low, m_high, m_tilt) : m_general;
    if (!isUsable({box.vectors}))
        throw FileError(path, 0, "the box spans no volume");
    return box;
}

} // namespace mbtr
