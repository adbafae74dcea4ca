#include "widgets/panels/compare/difference_text.h"

#include "core/mbtr/truncation/grid_truncation.h"
#include "widgets/fields/texts.h"
#include "widgets/work/studies/comparer.h"

#include <QStringList>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace mbtr::gui {

namespace {

/// What rounding alone leaves of numbers of this size is nothing.
double withoutNoise(double value, double size)
{
    return std::abs(value) < 1e-26 * size ? 0 : value;
}

double squaredSize(const MbtrTensor& tensor)
{
    return std::inner_product(tensor.values.begin(), tensor.values.end(), tensor.values.begin(), 0.0);
}

/// Of a term's weight, what lies outside its grid: of A or of B, whichever is more.
double outsideShare(const PairComparison& pair, int term)
{
    double share = 0;
    for (const MbtrTensor* tensor : {&pair.tensorA, &pair.tensorB})
        if (static_cast<std::size_t>(term) < tensor->weights.size())
            share = std::max(share, truncatedShare(tensor->weights[static_cast<std::size_t>(term)]));
    return share;
}

} // namespace

Comparison shownDifference(const PairComparison& pair)
{
    Comparison difference = pair.difference;
    const double size = squaredSize(pair.tensorA) + squaredSize(pair.tensorB);
    difference.squaredDistance = withoutNoise(difference.squaredDistance, size);
    for (auto& term : difference.terms) {
        term.value = withoutNoise(term.value, size);
        for (auto& block : term.blocks)
            block.value = withoutNoise(block.value, size);
    }
    return difference;
}

bool isOutside(const PairComparison& pair, int term)
{
    const auto value = pair.difference.terms[static_cast<std::size_t>(term)].value;
    return outsideShare(pair, term) > 0.999 && value < 1e-12 * std::max(1.0, pair.difference.squaredDistance);
}

QString outsideText(const PairComparison& pair)
{
    QStringList sentences;
    for (int t = 0; t < static_cast<int>(pair.difference.terms.size()); ++t)
        if (const double share = outsideShare(pair, t); share >= 0.01)
            sentences << tr("k = %1: %2 % of the weight of A or B lies outside its grid.")
                             .arg(pair.layout().settings.terms[static_cast<std::size_t>(t)].k)
                             .arg(100 * share, 0, 'f', 0);
    return sentences.join(' ');
}

} // namespace mbtr::gui
