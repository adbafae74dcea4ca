#pragma once

#include <array>

namespace mbtr {
struct Layout;
struct MbtrTensor;
}

namespace mbtr::gui {

/// Bins beginBin..endBin - 1 of one element block of a term. The block by its elements: another dataset numbers blocks otherwise.
struct Brush {
    int term = 0;
    int k = 2;
    std::array<int, 4> species {}; ///< atomic numbers in the order of the block; k are used
    int beginBin = 0;
    int endBin = 1;
    bool kept = true; ///< false: pointed at, gone with the cursor

    bool operator==(const Brush&) const = default;
};

/// Index into layout.blocks; -1 where the layout has no such block or bins.
int blockOf(const Brush& brush, const Layout& layout);

/// The brush of bins of a block.
Brush brushOf(const Layout& layout, int block, int beginBin, int endBin);

/// The tensor's sum over the bins; 0 for elements that the structure lacks.
double brushedValue(const MbtrTensor& tensor, const Brush& brush);

} // namespace mbtr::gui
