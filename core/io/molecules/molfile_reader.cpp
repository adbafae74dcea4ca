#include "core/base/text.h"
#include "core/chemistry/element.h"
#include "core/io/molecules/molfile.h"
#include "core/io/text_input.h"
#include "core/io/words/fixed_columns.h"

#include <algorithm>
#include <array>

namespace mbtr {

namespace {

/// Header and counts line: four lines; false at the end of the file.
bool readHeader(TextInput& input, std::array<std::string, 4>& header)
{
    bool blank = true;
    for (std::string& text : header) {
        std::string_view line;
        if (!input.next(line)) {
            if (blank)
                return false;
            input.fail("expected three lines of header and the counts line, the file ends here");
        }
        text = line;
        blank = blank && trimmed(line).empty();
    }
    return true;
}

BondOrder orderOfType(long long type)
{
    switch (type) {
    case 1:
        return BondOrder::Single;
    case 2:
        return BondOrder::Double;
    case 3:
        return BondOrder::Triple;
    case 4:
        return BondOrder::Aromatic;
    default:
        return BondOrder::Unstated;
    }
}

} // namespace

void Molfile::addElement(std::string_view symbol, long line, ImportNotes& notes)
{
    const auto number = atomicNumberOf(symbol);
    if (!number && noElementLine == 0) {
        noElementLine = line;
        noElement = symbol;
    }
    if (symbol == "D" || symbol == "T")
        notes.add(line, "isotopes are not kept");
    structure.species.push_back(number.value_or(1));
}

void addMolfileBond(TextInput& input, Molfile& molfile, GivenBond bond, long long type, ImportNotes& notes)
{
    constexpr long long kLastType = 10;
    if (type < 1 || type > kLastType)
        input.fail("expected a type of bond from 1 to 10, found " + std::to_string(type));
    if (bond.i == bond.j)
        input.fail("atom " + std::to_string(bond.i + 1) + " is bonded to itself");
    if (type == kLastType)
        return notes.add(input.lineNumber(), "hydrogen bonds are left out");
    bond.order = orderOfType(type);
    if (type > 4 && type != 8) // 8 = any: what is written where nothing is known
        notes.add(input.lineNumber(), "bonds of type " + std::to_string(type) + " are taken as of no stated order");
    molfile.structure.bonds.push_back(bond);
}

bool readMolfile(TextInput& input, Molfile& molfile, ImportNotes& notes)
{
    std::array<std::string, 4> header;
    if (!readHeader(input, header))
        return false;
    molfile.structure.name = trimmed(header[0]);
    molfile.isFlat = columnsOf(header[1], 20, 2) == "2D";
    molfile.comment = trimmed(header[2]);
    if (header[3].find("V3000") != std::string::npos)
        readV3000(input, molfile, notes);
    else
        readV2000(input, header[3], molfile, notes);
    return true;
}

} // namespace mbtr
