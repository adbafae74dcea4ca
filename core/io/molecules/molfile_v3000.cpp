#include "core/base/text.h"
#include "core/io/molecules/molfile.h"
#include "core/io/text_input.h"

#include <cmath>
#include <optional>
#include <unordered_map>

namespace mbtr {

namespace {

constexpr std::string_view kPrefix = "M  V30 ";
constexpr std::size_t kLongestLine = 1'000'000;

class V3000Reader {
public:
    V3000Reader(TextInput& input, Molfile& molfile, ImportNotes& notes)
        : m_input(input)
        , m_molfile(molfile)
        , m_notes(notes)
    {
    }

    void read()
    {
        while (nextLine())
            takeLine();
        if (m_atoms != m_molfile.structure.atomCount())
            m_input.fail("expected " + std::to_string(m_atoms) + " atoms as stated by COUNTS, found "
                         + std::to_string(m_molfile.structure.atomCount()));
        if (m_bonds != m_bondsFound)
            m_input.fail("expected " + std::to_string(m_bonds) + " bonds as stated by COUNTS, found "
                         + std::to_string(m_bondsFound));
        m_molfile.structure.positions
            = Eigen::Map<const Eigen::Matrix3Xd>(m_positions.data(), 3, m_molfile.structure.atomCount());
    }

private:
    using Words = std::vector<std::string_view>;

    /// A line that ends with '-' goes on in the next. False at "M  END".
    bool nextLine()
    {
        m_line.clear();
        std::string_view line;
        do {
            if (!m_input.next(line))
                m_input.fail("expected 'M  END', the file ends here");
            if (line.starts_with("M  END") && m_line.empty())
                return false;
            if (!line.starts_with(kPrefix) && line != trimmed(kPrefix))
                m_input.fail("expected a line that begins with 'M  V30 ', found " + inQuotes(line));
            m_line += line.substr(std::min(line.size(), kPrefix.size()));
            while (!m_line.empty() && m_line.back() == ' ')
                m_line.pop_back();
            if (m_line.empty() || m_line.back() != '-')
                return true;
            m_line.pop_back();
        } while (m_line.size() < kLongestLine);
        m_input.fail("the continued line is longer than " + std::to_string(kLongestLine) + " characters");
    }

    void takeLine()
    {
        const Words words = splitWords(m_line);
        if (words.size() >= 2 && (words[0] == "BEGIN" || words[0] == "END")) {
            m_finished = m_finished || (words[0] == "END" && words[1] == "CTAB"); // templates follow
            m_block = words[0] == "BEGIN" ? words[1] : "";
        } else if (m_finished)
            return;
        else if (!words.empty() && words[0] == "COUNTS" && m_block == "CTAB")
            takeCounts(words);
        else if (m_block == "ATOM")
            takeAtom(words);
        else if (m_block == "BOND")
            takeBond(words);
    }

    void takeCounts(const Words& words)
    {
        const auto atoms = words.size() > 2 ? parseInteger(words[1]) : std::nullopt;
        const auto bonds = words.size() > 2 ? parseInteger(words[2]) : std::nullopt;
        if (!atoms || !bonds || *atoms < 0 || *bonds < 0)
            m_input.fail("expected 'COUNTS' and the numbers of atoms and bonds, found " + inQuotes(m_line));
        m_atoms = *atoms;
        m_bonds = *bonds;
    }

    /// index type x y z aamap [CHG=..] ..
    void takeAtom(const Words& words)
    {
        const auto index = words.size() >= 5 ? parseInteger(words[0]) : std::nullopt;
        if (!index)
            m_input.fail("expected the number of an atom, an element and three coordinates, found " + inQuotes(m_line));
        for (std::size_t i = 2; i < 5; ++i) {
            const auto number = parseDouble(words[i]);
            if (!number || !std::isfinite(*number))
                m_input.fail("expected three coordinates, found " + inQuotes(m_line));
            m_positions.push_back(*number);
        }
        if (!m_places.emplace(*index, m_molfile.structure.atomCount()).second)
            m_input.fail("atom number " + std::to_string(*index) + " stands twice");
        m_molfile.addElement(words[1], m_input.lineNumber(), m_notes);
        m_molfile.charges.push_back(chargeFrom(words));
    }

    double chargeFrom(const Words& words)
    {
        double charge = 0;
        for (std::size_t i = 5; i < words.size(); ++i) {
            if (words[i].starts_with("RAD=") && words[i] != "RAD=0") // 0 is the default
                m_notes.add(m_input.lineNumber(), "radicals are not kept");
            if (words[i].starts_with("MASS=") && words[i] != "MASS=0")
                m_notes.add(m_input.lineNumber(), "isotopes are not kept");
            if (!words[i].starts_with("CHG="))
                continue;
            const auto number = parseInteger(words[i].substr(4));
            if (!number || *number < -15 || *number > 15)
                m_input.fail("expected a charge from -15 to 15, found " + inQuotes(words[i]));
            charge = static_cast<double>(*number);
        }
        return charge;
    }

    int placeOf(std::string_view word) const
    {
        const auto number = parseInteger(word);
        const auto place = number ? m_places.find(*number) : m_places.end();
        if (place == m_places.end())
            m_input.fail("expected the number of an atom above, found " + inQuotes(word) + " in " + inQuotes(m_line));
        return place->second;
    }

    /// index type atom atom [CFG=..] ..
    void takeBond(const Words& words)
    {
        const auto type = words.size() >= 4 ? parseInteger(words[1]) : std::nullopt;
        if (!type)
            m_input.fail("expected the number of a bond, its type and two atoms, found " + inQuotes(m_line));
        GivenBond bond {.i = placeOf(words[2]), .j = placeOf(words[3])};
        for (std::size_t i = 4; i < words.size() && *type == 1; ++i)
            if (words[i].starts_with("CFG=") && words[i].size() == 5)
                bond.wedge = words[i][4] == '1' ? BondWedge::Up
                    : words[i][4] == '3'        ? BondWedge::Down
                    : words[i][4] == '2'        ? BondWedge::Either
                                                : BondWedge::None;
        addMolfileBond(m_input, m_molfile, bond, *type, m_notes);
        ++m_bondsFound;
    }

    TextInput& m_input;
    Molfile& m_molfile;
    ImportNotes& m_notes;
    std::string m_line;
    std::string m_block;
    bool m_finished = false;
    long long m_atoms = 0, m_bonds = 0, m_bondsFound = 0;
    std::vector<double> m_positions; ///< 3 x n_atoms
    std::unordered_map<long long, int> m_places; ///< of atoms, by the number in the file
};

} // namespace

void readV3000(TextInput& input, Molfile& molfile, ImportNotes& notes)
{
    V3000Reader(input, molfile, notes).read();
}

} // namespace mbtr
