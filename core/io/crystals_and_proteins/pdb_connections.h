#pragma once

#include "core/chemistry/bonding/given_bond.h"

#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mbtr {

class ImportNotes;
class TextInput;

/// The CONECT lines of a PDB file and the atoms they mean. A neighbour that stands twice or three times in the lines of an atom
/// is taken as bonded by a double or triple bond, as most programs write it.
class PdbConnections {
public:
    void addSerial(std::string_view serial, int atom);
    /// The next serial number is of another model.
    void closeModel() { m_newModel = true; }
    /// Throws FileError.
    void take(TextInput& input, std::string_view line);
    /// Bonds between atoms of the last model, and begins anew.
    std::vector<GivenBond> takeBonds(ImportNotes& notes);

private:
    std::unordered_map<long long, int> m_atoms; ///< by serial number
    std::map<std::pair<long long, long long>, int> m_neighbours; ///< how often they are named, by serial numbers
    bool m_newModel = false;
};

/// Serial numbers above 99999 in five columns: "A0000" = 100000, http://cci.lbl.gov/hybrid_36. -1 where it is none.
long long serialFrom(std::string_view text);
/// Five columns.
std::string serialText(long long serial);

} // namespace mbtr
