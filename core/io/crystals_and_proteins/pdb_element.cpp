#include "core/io/crystals_and_proteins/pdb_element.h"

#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/words/fixed_columns.h"
#include "core/io/words/letters.h"

namespace mbtr {

namespace {

bool isLetterAt(std::string_view line, std::size_t column)
{
    return column < line.size() && isLetter(line[column]);
}

/// "CL" and "CL1", but not "C" and "CL1" where "CL" is an element: a whole symbol.
bool beginsWith(std::string_view name, std::string_view symbol)
{
    while (!name.empty() && !isLetter(name.front()))
        name.remove_prefix(1);
    return !symbol.empty() && equalsIgnoringCase(name.substr(0, symbol.size()), symbol) && atomicNumberOf(symbol).has_value();
}

} // namespace

PdbElement pdbElement(std::string_view line)
{
    constexpr std::size_t kColumn = 76; // from 0
    const auto name = columnsOf(line, 12, 4);
    const auto stated = columnsOf(line, kColumn, 2);
    const bool crossesRight = isLetterAt(line, kColumn + 1) && isLetterAt(line, kColumn + 2) && !isLetterAt(line, kColumn);
    if (const auto right = columnsOf(line, kColumn + 1, 2); crossesRight && beginsWith(name, right))
        return {right, true};
    const bool isRight = stated.empty() && isLetterAt(line, kColumn + 2) && !isLetterAt(line, kColumn + 3);
    if (const auto right = columnsOf(line, kColumn + 2, 1); isRight && beginsWith(name, right))
        return {right, true};
    const bool crossesLeft = isLetterAt(line, kColumn - 1) && isLetterAt(line, kColumn) && !isLetterAt(line, kColumn + 1);
    if (const auto left = columnsOf(line, kColumn - 1, 2); crossesLeft && beginsWith(name, left) && !beginsWith(name, stated))
        return {left, true};
    return {stated, false};
}

} // namespace mbtr
