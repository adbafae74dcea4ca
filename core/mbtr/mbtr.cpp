#include "core/mbtr/mbtr.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/mbtr/block_sums.h"
#include "core/mbtr/block_targets.h"
#include "core/mbtr/normalization.h"
#include "core/mbtr/prepared_structure.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace mbtr {

namespace {

void append(MbtrTensor& tensor, const std::vector<BlockShare>& shares, const BlockSums& sums, std::size_t bins)
{
    const auto isFirst = [&](std::size_t i) { return i == 0 || shares[i].block != shares[i - 1].block; };
    for (std::size_t i = 0; i < shares.size(); ++i)
        if (isFirst(i)) {
            tensor.blocks.push_back(shares[i].block);
            tensor.offsets.push_back(tensor.offsets.back() + bins);
        }
    const std::size_t before = tensor.values.size();
    tensor.values.resize(tensor.offsets.back(), 0.0);
    double* next = tensor.values.data() + before;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        next += i > 0 && isFirst(i) ? bins : 0;
        const auto values = sums.values(shares[i].source);
        std::transform(values.begin(), values.end(), next, next, [&](double value, double sum) { return sum + shares[i].factor * value; });
    }
}

void requireFinite(std::span<const double> values, const Structure& structure, std::size_t term, const TermSettings& settings)
{
    if (!std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); }))
        throw NumericalError("structure " + inQuotes(structure.name) + ": term " + std::to_string(term) + " ("
                             + std::string(info(settings.geometry).name) + ", weighting "
                             + std::string(info(settings.weighting.function).name) + ") gives numbers that are not finite");
}

} // namespace

MbtrTensor sumMbtr(const Structure& structure, std::shared_ptr<const Layout> layout, Progress& progress,
                   const TupleSource& source)
{
    const MbtrSettings& settings = layout->settings;
    const PreparedStructure prepared(structure, *layout);
    MbtrTensor tensor;
    tensor.offsets.push_back(0);
    for (std::size_t t = 0; t < settings.terms.size(); ++t) {
        const ReadyWeighting weighting = prepared.weighting(t);
        BlockSums sums(*layout->broadenings[t], prepared.blocks(t).size());
        source(prepared.context(t, weighting, progress), sums);
        sums.finish();
        tensor.weights.push_back(sums.weight());
        const std::size_t before = tensor.values.size();
        append(tensor, blockShares(*layout, t, prepared.species(), prepared.blocks(t), prepared.isCrystal()), sums,
               static_cast<std::size_t>(layout->bins[t].n));
        requireFinite(std::span(tensor.values).subspan(before), structure, t, settings.terms[t]);
    }
    tensor.layout = std::move(layout);
    return tensor;
}

MbtrTensor computeMbtr(const Structure& structure, std::shared_ptr<const Layout> layout, Progress& progress)
{
    MbtrTensor tensor = sumMbtr(structure, std::move(layout), progress);
    normalize(tensor, structure);
    return tensor;
}

} // namespace mbtr
