#include "core/mbtr/tensor.h"

#include <algorithm>

namespace mbtr {

std::span<const double> MbtrTensor::blockValues(std::size_t i) const
{
    return std::span(values).subspan(offsets[i], offsets[i + 1] - offsets[i]);
}

std::vector<double> MbtrTensor::flat() const
{
    std::vector<double> all(static_cast<std::size_t>(layout->featureCount), 0.0);
    for (std::size_t i = 0; i < blocks.size(); ++i)
        std::ranges::copy(blockValues(i), all.begin() + layout->blocks[blocks[i]].begin);
    return all;
}

std::vector<double> valuesOf(const MbtrTensor& tensor, int block)
{
    const auto found = std::lower_bound(tensor.blocks.begin(), tensor.blocks.end(), block);
    if (found == tensor.blocks.end() || *found != block)
        return std::vector<double>(static_cast<std::size_t>(tensor.layout->binCount(tensor.layout->blocks[block])), 0.0);
    const auto values = tensor.blockValues(static_cast<std::size_t>(found - tensor.blocks.begin()));
    return {values.begin(), values.end()};
}

} // namespace mbtr
