#include "core/chemistry/structure_fingerprint.h"

namespace mbtr {

void addStructure(Fingerprint& fingerprint, const Structure& structure)
{
    fingerprint.add<int>(structure.species);
    fingerprint.add<double>({structure.positions.data(), static_cast<std::size_t>(structure.positions.size())});
    if (structure.cell) {
        fingerprint.add<double>({structure.cell->vectors.data(), 9});
        fingerprint.add<bool>(structure.cell->periodic);
    }
}

} // namespace mbtr
