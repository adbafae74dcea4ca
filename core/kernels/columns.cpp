#include "core/kernels/columns.h"

#include "core/base/error.h"
#include "core/base/text.h"

#include <algorithm>
#include <cmath>
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

namespace mbtr {

namespace {

using Segment = Eigen::Map<const Eigen::ArrayXd>;
using ColumnRange = tbb::blocked_range<Eigen::Index>;

/// Smallest and largest value and sum of each column.
struct Extent {
    Eigen::ArrayXd smallest, largest, sum;
};

[[noreturn]] void throwNotFinite(const RowsOf& from)
{
    for (int i = 0; i < from.count(); ++i)
        for (Eigen::Index k = 0; k < from.features.cols(); ++k)
            if (!std::isfinite(from.row(i)[k]))
                throw NumericalError("feature " + std::to_string(k + 1) + " of structure "
                                     + std::to_string(from.rows[static_cast<std::size_t>(i)] + 1) + " is "
                                     + toText(from.row(i)[k]) + ", not a finite number");
    throw NumericalError("the features are so large that their sum is not a finite number");
}

Extent extentOf(const RowsOf& from)
{
    const Eigen::Index columns = from.features.cols();
    Extent extent {Eigen::ArrayXd::Zero(columns), Eigen::ArrayXd::Zero(columns), Eigen::ArrayXd::Zero(columns)};
    if (from.count() == 0)
        return extent;
    tbb::parallel_for(ColumnRange(0, columns, 256), [&](const ColumnRange& range) {
        const auto begin = range.begin(), size = static_cast<Eigen::Index>(range.size());
        auto smallest = extent.smallest.segment(begin, size), largest = extent.largest.segment(begin, size);
        auto sum = extent.sum.segment(begin, size);
        smallest = largest = Segment(from.row(0) + begin, size);
        for (int i = 0; i < from.count(); ++i) {
            const Segment values(from.row(i) + begin, size);
            smallest = smallest.min(values);
            largest = largest.max(values);
            sum += values;
        }
    });
    if (!extent.sum.allFinite())
        throwNotFinite(from);
    return extent;
}

} // namespace

Columns informativeColumns(const RowsOf& a, const RowsOf& b, Centring centring)
{
    const Extent ofB = extentOf(b);
    const bool same = a.features.data() == b.features.data() && a.rows.data() == b.rows.data() && a.rows.size() == b.rows.size();
    const Extent ofA = same || a.count() == 0 ? ofB : extentOf(a);
    const auto meanOf = [&](Eigen::Index k) {
        const bool constant = ofB.smallest[k] == ofB.largest[k]; // its rounded mean might differ
        return constant ? ofB.smallest[k] : ofB.sum[k] / std::max(1, b.count());
    };

    Columns columns;
    for (Eigen::Index k = 0; k < b.features.cols(); ++k) {
        const double centre = centring == Centring::Mean ? meanOf(k) : 0;
        const auto isCentre = [&](double value) { return value == centre; };
        if (isCentre(ofA.smallest[k]) && isCentre(ofA.largest[k]) && isCentre(ofB.smallest[k]) && isCentre(ofB.largest[k]))
            continue;
        columns.index.push_back(static_cast<int>(k));
        columns.centre.push_back(centre);
    }
    return columns;
}

void gatherCentred(const RowsOf& from, const Columns& columns, int begin, RowMatrix& out)
{
    const int* index = columns.index.data() + begin;
    const double* centre = columns.centre.data() + begin;
    tbb::parallel_for(tbb::blocked_range<int>(0, from.count(), 16), [&](const tbb::blocked_range<int>& range) {
        for (int i = range.begin(); i < range.end(); ++i) {
            const double* row = from.row(i);
            double* target = out.data() + i * out.cols();
            for (Eigen::Index k = 0; k < out.cols(); ++k)
                target[k] = row[index[k]] - centre[k];
        }
    });
}

} // namespace mbtr
