#include "core/io/crystals_and_proteins/pdb_connections.h"

#include "core/base/text.h"
#include "core/io/import_notes.h"
#include "core/io/text_input.h"
#include "core/io/words/fixed_columns.h"

#include <algorithm>
#include <array>

namespace mbtr {

namespace {

constexpr std::size_t kWidth = 5;
constexpr long long kCapitals = 10LL * 36 * 36 * 36 * 36; // "A0000" to base 36
constexpr long long kFirstHybrid = 100000;
constexpr long long kHybridRange = 26LL * 36 * 36 * 36 * 36;

int digitOf(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'Z' ? c - 'A' + 10 : c >= 'a' && c <= 'z' ? c - 'a' + 10 : -1;
}

BondOrder orderOf(int timesNamed)
{
    constexpr std::array kOrders {BondOrder::Single, BondOrder::Double, BondOrder::Triple, BondOrder::Quadruple};
    return kOrders[static_cast<std::size_t>(std::clamp(timesNamed, 1, 4) - 1)];
}

} // namespace

long long serialFrom(std::string_view text)
{
    if (const auto number = parseInteger(text))
        return *number >= 0 ? *number : -1;
    if (text.size() != kWidth || digitOf(text[0]) < 10)
        return -1;
    long long value = 0;
    for (const char c : text) {
        if (digitOf(c) < 0)
            return -1;
        value = value * 36 + digitOf(c);
    }
    const bool isLower = text[0] >= 'a';
    return value - kCapitals + kFirstHybrid + (isLower ? kHybridRange : 0);
}

std::string serialText(long long serial)
{
    std::string text = std::to_string(serial);
    if (serial >= kFirstHybrid) {
        const bool isLower = serial - kFirstHybrid >= kHybridRange;
        long long value = (serial - kFirstHybrid) % kHybridRange + kCapitals;
        text.assign(kWidth, '0');
        for (std::size_t i = kWidth; i-- > 0; value /= 36) {
            const auto digit = static_cast<char>(value % 36);
            text[i] = static_cast<char>(digit < 10 ? '0' + digit : (isLower ? 'a' : 'A') + digit - 10);
        }
    }
    return std::string(kWidth - std::min(kWidth, text.size()), ' ') + text;
}

void PdbConnections::addSerial(std::string_view serial, int atom)
{
    if (m_newModel)
        m_atoms.clear();
    m_newModel = false;
    if (const long long number = serialFrom(serial); number >= 0)
        m_atoms.insert_or_assign(number, atom);
}

void PdbConnections::take(TextInput& input, std::string_view line)
{
    const long long centre = serialFrom(columnsOf(line, 6, kWidth));
    if (centre < 0)
        input.fail("expected the serial number of an atom in columns 7 to 11, found " + inQuotes(trimmed(line)));
    for (std::size_t column = 11; column < 31; column += kWidth) {
        const auto text = columnsOf(line, column, kWidth);
        const long long neighbour = text.empty() ? centre : serialFrom(text);
        if (neighbour < 0)
            input.fail("expected serial numbers of atoms in columns of five, found " + inQuotes(trimmed(line)));
        if (neighbour != centre)
            ++m_neighbours[{centre, neighbour}];
    }
}

std::vector<GivenBond> PdbConnections::takeBonds(ImportNotes& notes)
{
    std::map<std::pair<int, int>, int> found;
    for (const auto& [pair, times] : m_neighbours) {
        const auto first = m_atoms.find(pair.first), second = m_atoms.find(pair.second);
        if (first == m_atoms.end() || second == m_atoms.end()) {
            notes.add(0, "CONECT names atoms that are not there; these bonds are left out");
            continue;
        }
        int& most = found[std::minmax(first->second, second->second)];
        most = std::max(most, times);
    }
    const bool ordersStated = std::any_of(found.begin(), found.end(), [](const auto& entry) { return entry.second > 1; });
    std::vector<GivenBond> bonds;
    for (const auto& [pair, times] : found)
        if (pair.first != pair.second)
            bonds.push_back({.i = pair.first, .j = pair.second, .order = ordersStated ? orderOf(times) : BondOrder::Unstated});
    m_neighbours.clear();
    return bonds;
}

} // namespace mbtr
