#include "core/io/molecules/molfile_writer.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/chemistry/bonding/bonds.h"
#include "core/chemistry/element.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <ostream>

namespace mbtr {

namespace {

constexpr int kMostInV2000 = 999;

int typeOf(BondOrder order)
{
    switch (order) {
    case BondOrder::Single:
        return 1;
    case BondOrder::Double:
        return 2;
    case BondOrder::Triple:
        return 3;
    case BondOrder::Aromatic:
        return 4;
    default:
        return 8; // any
    }
}

/// The bonds to write: those given, else those found from distances. None that lead out of the cell.
std::vector<GivenBond> bondsToWrite(const Structure& structure, ImportNotes& losses)
{
    std::vector<GivenBond> bonds = structure.bonds;
    if (bonds.empty())
        for (const Bond& bond : findBonds(structure))
            bonds.push_back({.i = bond.i, .j = bond.j, .image = bond.image});
    if (structure.bonds.empty() && !bonds.empty())
        losses.add(0, "states no bonds: those found from distances are written, of any order (type 8)");
    if (std::erase_if(bonds, [](const GivenBond& bond) { return bond.leavesTheCell() || bond.i == bond.j; }) > 0)
        losses.add(0, "bonds to atoms of neighbouring cells are left out");
    if (std::any_of(bonds.begin(), bonds.end(), [](const GivenBond& bond) { return bond.order == BondOrder::Quadruple; }))
        losses.add(0, "quadruple bonds are written as of any order (type 8)");
    return bonds;
}

bool fitsV2000(const Structure& structure, const std::vector<GivenBond>& bonds)
{
    return structure.atomCount() <= kMostInV2000 && bonds.size() <= kMostInV2000 && structure.positions.maxCoeff() < 99999
        && structure.positions.minCoeff() > -9999;
}

bool isRounded(const Structure& structure)
{
    const auto scaled = (structure.positions.array() * 1e4).eval();
    return ((scaled - scaled.round()).abs() > 1e-6).any();
}

int stereoV2000(BondWedge wedge)
{
    return wedge == BondWedge::Up ? 1 : wedge == BondWedge::Down ? 6 : wedge == BondWedge::Either ? 4 : 0;
}

/// At most eight charges a line.
void writeChargesV2000(const std::vector<int>& charges, std::ostream& out)
{
    constexpr std::size_t kMostInALine = 8;
    std::vector<std::size_t> charged;
    for (std::size_t i = 0; i < charges.size(); ++i)
        if (charges[i] != 0)
            charged.push_back(i);
    for (std::size_t begin = 0; begin < charged.size(); begin += kMostInALine) {
        const std::size_t end = std::min(charged.size(), begin + kMostInALine);
        out << fmt::format("M  CHG{:3}", end - begin);
        for (std::size_t i = begin; i < end; ++i)
            out << fmt::format(" {:3} {:3}", charged[i] + 1, charges[charged[i]]);
        out << '\n';
    }
}

void writeV2000(const Structure& structure, const std::vector<GivenBond>& bonds, const std::vector<int>& charges,
                std::ostream& out)
{
    out << fmt::format("{:3}{:3}  0  0  0  0  0  0  0  0999 V2000\n", structure.atomCount(), bonds.size());
    for (int i = 0; i < structure.atomCount(); ++i) {
        const auto point = structure.positions.col(i);
        out << fmt::format("{:10.4f}{:10.4f}{:10.4f} {:<3} 0  0  0  0  0  0  0  0  0  0  0  0\n", point[0], point[1], point[2],
                           elementSymbol(structure.species[static_cast<std::size_t>(i)]));
    }
    for (const GivenBond& bond : bonds)
        out << fmt::format("{:3}{:3}{:3}{:3}  0  0  0\n", bond.i + 1, bond.j + 1, typeOf(bond.order), stereoV2000(bond.wedge));
    writeChargesV2000(charges, out);
}

/// A line has at most 80 characters; a longer one goes on in the next, which '-' at the end says.
void writeLineV3000(std::string text, std::ostream& out)
{
    constexpr std::size_t kWidth = 72;
    while (text.size() > kWidth) {
        const auto blank = text.rfind(' ', kWidth - 1);
        if (blank == std::string::npos || blank == 0)
            break;
        out << "M  V30 " << text.substr(0, blank + 1) << "-\n";
        text.erase(0, blank + 1);
    }
    out << "M  V30 " << text << '\n';
}

void writeV3000(const Structure& structure, const std::vector<GivenBond>& bonds, const std::vector<int>& charges,
                std::ostream& out)
{
    out << "  0  0  0     0  0            999 V3000\n";
    writeLineV3000("BEGIN CTAB", out);
    writeLineV3000(fmt::format("COUNTS {} {} 0 0 0", structure.atomCount(), bonds.size()), out);
    writeLineV3000("BEGIN ATOM", out);
    for (int i = 0; i < structure.atomCount(); ++i) {
        const auto place = static_cast<std::size_t>(i);
        const auto point = structure.positions.col(i);
        const int charge = place < charges.size() ? charges[place] : 0;
        writeLineV3000(fmt::format("{} {} {} {} {} 0{}", i + 1, elementSymbol(structure.species[place]), toText(point[0]),
                                   toText(point[1]), toText(point[2]), charge != 0 ? fmt::format(" CHG={}", charge) : ""),
                       out);
    }
    writeLineV3000("END ATOM", out);
    writeLineV3000("BEGIN BOND", out);
    for (std::size_t n = 0; n < bonds.size(); ++n) {
        const int stereo = bonds[n].wedge == BondWedge::Up ? 1
            : bonds[n].wedge == BondWedge::Down            ? 3
            : bonds[n].wedge == BondWedge::Either          ? 2
                                                           : 0;
        writeLineV3000(fmt::format("{} {} {} {}{}", n + 1, typeOf(bonds[n].order), bonds[n].i + 1, bonds[n].j + 1,
                                   stereo != 0 ? fmt::format(" CFG={}", stereo) : ""),
                       out);
    }
    writeLineV3000("END BOND", out);
    writeLineV3000("END CTAB", out);
}

} // namespace

void writeMolfile(const Structure& structure, const std::vector<int>& charges, std::ostream& out, ImportNotes& losses)
{
    const auto bonds = bondsToWrite(structure, losses);
    const bool inColumns = fitsV2000(structure, bonds);
    if (inColumns && isRounded(structure))
        losses.add(0, "coordinates are rounded to 0.0001 angstrom");
    inColumns ? writeV2000(structure, bonds, charges, out) : writeV3000(structure, bonds, charges, out);
    out << "M  END\n";
}

} // namespace mbtr
