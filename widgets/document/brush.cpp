#include "widgets/document/brush.h"

#include "core/mbtr/tensor.h"

#include <algorithm>
#include <numeric>

namespace mbtr::gui {

int blockOf(const Brush& brush, const Layout& layout)
{
    const auto matches
        = [&](const Block& block) { return block.term == brush.term && block.k == brush.k && block.species == brush.species; };
    const auto found = std::find_if(layout.blocks.begin(), layout.blocks.end(), matches);
    if (found == layout.blocks.end() || brush.beginBin < 0 || brush.beginBin >= brush.endBin
        || brush.endBin > layout.binCount(*found))
        return -1;
    return static_cast<int>(found - layout.blocks.begin());
}

Brush brushOf(const Layout& layout, int block, int beginBin, int endBin)
{
    const Block& of = layout.blocks[static_cast<std::size_t>(block)];
    return {.term = of.term, .k = of.k, .species = of.species, .beginBin = beginBin, .endBin = endBin};
}

double brushedValue(const MbtrTensor& tensor, const Brush& brush)
{
    const int block = blockOf(brush, *tensor.layout);
    const auto stored = std::find(tensor.blocks.begin(), tensor.blocks.end(), block);
    if (block < 0 || stored == tensor.blocks.end())
        return 0;
    const auto values = tensor.blockValues(static_cast<std::size_t>(stored - tensor.blocks.begin()));
    return std::accumulate(values.begin() + brush.beginBin, values.begin() + brush.endBin, 0.0);
}

} // namespace mbtr::gui
