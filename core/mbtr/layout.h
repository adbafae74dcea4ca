#pragma once

#include "core/mbtr/settings.h"

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace mbtr {

class Broadening;

/// Bins of one term: bin m = [left + m step, left + (m + 1) step], its value at left + (m + 1/2) step.
struct Bins {
    double left = 0; ///< left edge of the first bin, unit of the geometry function
    double step = 1;
    int n = 0;
    double centre(int m) const { return left + (m + 0.5) * step; }
    double right() const { return left + n * step; }
};

Bins binsOf(const GridSettings& grid, Discretization discretization);

/// One element combination of one term: features [begin, begin + bins) of the flat vector.
struct Block {
    int term = 0; ///< index into MbtrSettings::terms
    int k = 1;
    std::array<int, 4>
        species {}; ///< atomic numbers in tuple order (k = 3: middle atom in the middle; k = 4: along the chain); k are used
    std::int64_t begin = 0;
};

/// Where every number of the flat vector comes from; known before anything is computed.
struct Layout {
    MbtrSettings settings;
    std::vector<int> species; ///< ascending atomic numbers
    std::vector<std::vector<double>> correlation; ///< C over layout.species; empty = the identity
    std::vector<Bins> bins; ///< one for each term
    std::vector<std::shared_ptr<const Broadening>> broadenings; ///< one for each term
    std::vector<Block> blocks;
    std::vector<int> firstBlock; ///< of each term; one more at the end
    std::int64_t featureCount = 0;

    int binCount(const Block& block) const { return bins[block.term].n; }
};

/// Throws SettingsError for invalid settings.
Layout layoutOf(const MbtrSettings& settings, std::span<const int> species);

/// Index of the block of these elements, given as indices into layout.species in tuple order; with reversals removed either
/// order of a tuple finds it.
int blockIndex(const Layout& layout, int term, std::array<int, 4> tuple);

/// Throws SettingsError("range", ..) unless beginBin..endBin - 1 are bins of the block.
void requireBins(const Layout& layout, int block, int beginBin, int endBin);

/// "C-H", "H-C-O".
std::string blockName(const Block& block);

} // namespace mbtr
