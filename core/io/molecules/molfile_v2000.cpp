#include "core/base/text.h"
#include "core/io/molecules/molfile.h"
#include "core/io/text_input.h"
#include "core/io/words/fixed_columns.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace mbtr {

namespace {

struct AtomLine {
    Eigen::Vector3d position;
    std::string_view symbol;
    long long massDifference = 0;
    long long chargeCode = 0;
};

bool takePoint(const std::array<std::string_view, 3>& words, Eigen::Vector3d& point)
{
    for (std::size_t i = 0; i < 3; ++i) {
        const auto number = parseDouble(words[i]);
        if (!number || !std::isfinite(*number))
            return false;
        point[static_cast<Eigen::Index>(i)] = *number;
    }
    return true;
}

/// xxxxx.xxxxyyyyy.yyyyzzzzz.zzzz aaaddccc...
std::optional<AtomLine> fromColumns(std::string_view line)
{
    AtomLine atom;
    if (!takePoint({columnsOf(line, 0, 10), columnsOf(line, 10, 10), columnsOf(line, 20, 10)}, atom.position))
        return std::nullopt;
    atom.symbol = columnsOf(line, 30, 4);
    if (atom.symbol.empty() || atom.symbol.find_first_of(" \t") != std::string_view::npos)
        return std::nullopt;
    atom.massDifference = parseInteger(columnsOf(line, 34, 2)).value_or(0);
    atom.chargeCode = parseInteger(columnsOf(line, 36, 3)).value_or(0);
    return atom;
}

/// Files written by hand keep the order but not the columns.
std::optional<AtomLine> fromWords(std::string_view line)
{
    const auto words = splitWords(line);
    AtomLine atom;
    if (words.size() < 4 || !takePoint({words[0], words[1], words[2]}, atom.position))
        return std::nullopt;
    atom.symbol = words[3];
    atom.massDifference = words.size() > 4 ? parseInteger(words[4]).value_or(0) : 0;
    atom.chargeCode = words.size() > 5 ? parseInteger(words[5]).value_or(0) : 0;
    return atom;
}

class V2000Reader {
public:
    V2000Reader(TextInput& input, Molfile& molfile, ImportNotes& notes)
        : m_input(input)
        , m_molfile(molfile)
        , m_notes(notes)
    {
    }

    void read(std::string_view countsLine)
    {
        const auto atoms = countFrom(countsLine, 0, "atoms"), bonds = countFrom(countsLine, 3, "bonds");
        readAtoms(atoms);
        for (long long i = 0; i < bonds; ++i)
            readBond(nextLine("bonds", bonds, i));
        std::string_view line;
        while (m_input.next(line) && !line.starts_with("M  END") && !trimmed(line).starts_with("$$$$"))
            readProperty(line);
        if (trimmed(line).starts_with("$$$$"))
            m_input.fail("expected 'M  END' before the end of the record");
    }

private:
    long long countFrom(std::string_view line, std::size_t column, const char* what) const
    {
        const auto count = parseInteger(columnsOf(line, column, 3));
        if (!count || *count < 0)
            m_input.fail(
                std::string(
                    "expected the counts line, numbers of atoms and bonds in three columns each and V2000 or V3000, found ")
                + inQuotes(trimmed(line)) + " (number of " + what + ")");
        return *count;
    }

    std::string_view nextLine(const char* what, long long count, long long found) const
    {
        std::string_view line;
        if (!m_input.next(line))
            m_input.fail("expected " + std::to_string(count) + " " + what + ", found " + std::to_string(found)
                         + " before the end of the file");
        if (line.starts_with("M  ") || line.starts_with("$$$$"))
            m_input.fail("expected " + std::to_string(count) + " " + what + ", found " + std::to_string(found));
        return line;
    }

    void readAtoms(long long count)
    {
        std::vector<double> positions;
        for (long long i = 0; i < count; ++i) {
            const std::string_view line = nextLine("atoms", count, i);
            auto atom = fromColumns(line);
            if (!atom)
                atom = fromWords(line);
            if (!atom)
                m_input.fail("expected three coordinates and an element, found " + inQuotes(trimmed(line)));
            positions.insert(positions.end(), atom->position.begin(), atom->position.end());
            takeAtom(*atom, line);
        }
        m_molfile.structure.positions = Eigen::Map<const Eigen::Matrix3Xd>(positions.data(), 3, count);
    }

    void takeAtom(const AtomLine& atom, std::string_view line)
    {
        constexpr int kRadical = 4;
        m_molfile.addElement(atom.symbol, m_input.lineNumber(), m_notes);
        if (atom.massDifference != 0)
            m_notes.add(m_input.lineNumber(), "isotopes are not kept");
        if (atom.chargeCode < 0 || atom.chargeCode > 7)
            m_input.fail("expected a code of charge from 0 to 7, found " + inQuotes(trimmed(line)));
        if (atom.chargeCode == kRadical)
            m_notes.add(m_input.lineNumber(), "radicals are not kept");
        const bool charged = atom.chargeCode != 0 && atom.chargeCode != kRadical;
        m_molfile.charges.push_back(charged ? static_cast<double>(kRadical - atom.chargeCode) : 0);
    }

    int atomFrom(std::string_view word, std::string_view line) const
    {
        const auto number = parseInteger(word);
        if (!number || *number < 1 || *number > m_molfile.structure.atomCount())
            m_input.fail("expected an atom from 1 to " + std::to_string(m_molfile.structure.atomCount()) + ", found "
                         + inQuotes(word) + " in " + inQuotes(trimmed(line)));
        return static_cast<int>(*number) - 1;
    }

    /// 111222tttsss
    void readBond(std::string_view line)
    {
        std::array<std::string_view, 4> fields {columnsOf(line, 0, 3), columnsOf(line, 3, 3), columnsOf(line, 6, 3),
                                                columnsOf(line, 9, 3)};
        if (!parseInteger(fields[0]) || !parseInteger(fields[1]) || !parseInteger(fields[2])) {
            const auto words = splitWords(line);
            for (std::size_t i = 0; i < 4; ++i)
                fields[i] = i < words.size() ? words[i] : std::string_view();
        }
        const auto type = parseInteger(fields[2]);
        if (!type)
            m_input.fail("expected two atoms and the type of their bond, found " + inQuotes(trimmed(line)));
        GivenBond bond {.i = atomFrom(fields[0], line), .j = atomFrom(fields[1], line)};
        const long long stereo = parseInteger(fields[3]).value_or(0);
        if (*type == 1)
            bond.wedge = stereo == 1 ? BondWedge::Up
                : stereo == 6        ? BondWedge::Down
                : stereo == 4        ? BondWedge::Either
                                     : BondWedge::None;
        addMolfileBond(m_input, m_molfile, bond, *type, m_notes);
    }

    /// "M  CHG  2   1   1   4  -1"; charges there replace all those of the atom lines.
    void readCharges(std::string_view line)
    {
        const auto words = splitWords(line);
        const auto count = words.size() > 2 ? parseInteger(words[2]) : std::nullopt;
        if (!count || *count < 0 || words.size() < 3 + 2 * static_cast<std::size_t>(std::min(*count, 1000LL)))
            m_input.fail("expected a number of charges and as many pairs of atom and charge, found " + inQuotes(trimmed(line)));
        dropChargesOfAtomLines();
        for (std::size_t i = 3; i < 3 + 2 * static_cast<std::size_t>(std::min(*count, 1000LL)); i += 2) {
            const auto charge = parseInteger(words[i + 1]);
            if (!charge || *charge < -15 || *charge > 15)
                m_input.fail("expected a charge from -15 to 15, found " + inQuotes(words[i + 1]));
            m_molfile.charges[static_cast<std::size_t>(atomFrom(words[i], line))] = static_cast<double>(*charge);
        }
    }

    void dropChargesOfAtomLines()
    {
        if (!m_chargesReplaced)
            std::fill(m_molfile.charges.begin(), m_molfile.charges.end(), 0);
        m_chargesReplaced = true;
    }

    /// "M  RAD  2   3   0   5   2": pairs of atom and multiplicity, of which 0 is none. CTfile Formats, the property block.
    static bool namesRadicals(std::string_view line)
    {
        const auto words = splitWords(line.substr(6));
        for (std::size_t i = 2; i < words.size(); i += 2)
            if (words[i] != "0")
                return true;
        return words.size() < 3;
    }

    void readProperty(std::string_view line)
    {
        const long number = m_input.lineNumber();
        if (line.starts_with("M  CHG"))
            return readCharges(line);
        if (line.starts_with("M  RAD")) {
            dropChargesOfAtomLines();
            if (namesRadicals(line))
                m_notes.add(number, "radicals are not kept");
        } else if (line.starts_with("M  ISO"))
            m_notes.add(number, "isotopes are not kept");
        else if (line.starts_with("A  ") || line.starts_with("G  ")) // the text is the next line
            m_input.next(line);
        else if (line.starts_with("M  "))
            m_notes.add(number, "lines " + inQuotes(line.substr(0, 6)) + " are not kept", Severity::Note);
    }

    TextInput& m_input;
    Molfile& m_molfile;
    ImportNotes& m_notes;
    bool m_chargesReplaced = false;
};

} // namespace

void readV2000(TextInput& input, std::string_view countsLine, Molfile& molfile, ImportNotes& notes)
{
    V2000Reader(input, molfile, notes).read(countsLine);
}

} // namespace mbtr
