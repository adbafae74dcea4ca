#include "core/kernels/manhattan.h"

#include "core/base/work_counter.h"

#include <algorithm>
#include <cstdint>
#include <tbb/blocked_range.h>
#include <tbb/blocked_range2d.h>
#include <tbb/parallel_for.h>

#if defined(__x86_64__) && defined(__GNUC__)
#define MBTR_CLONES __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define MBTR_CLONES
#endif

namespace mbtr {

namespace {

constexpr int kLanes = 8; // rows of a panel: one AVX-512 register, two of AVX2
constexpr int kPackedColumns = 1024; // columns packed at a time
constexpr int kColumnTile = 128; // a panel of so many columns takes 8 kB: two fit the level 1 cache
constexpr int kPanelBlock = 16; // panels a task compares with as many others

// Rows in panels of eight, side by side: value of row r, column k of a panel at [k * kLanes + r].
using Lanes [[gnu::vector_size(kLanes * sizeof(double)), gnu::aligned(sizeof(double))]] = double;
using LaneBits [[gnu::vector_size(kLanes * sizeof(double))]] = std::int64_t;

constexpr int panelCount(int rows)
{
    return (rows + kLanes - 1) / kLanes;
}

struct Panels {
    std::vector<double> values;
    int columns = 0;

    const double* at(int panel, int column) const
    {
        return values.data()
            + (static_cast<std::size_t>(panel) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column)) * kLanes;
    }
};

void packPanel(const RowsOf& from, const Columns& columns, int begin, int panel, Panels& panels)
{
    double* target = panels.values.data() + static_cast<std::ptrdiff_t>(panel) * panels.columns * kLanes;
    const int first = panel * kLanes;
    const int last = std::min(first + kLanes, from.count());
    for (int i = first; i < last; ++i) {
        const double* row = from.row(i);
        const int* index = columns.index.data() + begin;
        for (int k = 0; k < panels.columns; ++k)
            target[k * kLanes + i - first] = row[index[k]];
    }
}

void pack(const RowsOf& from, const Columns& columns, int begin, int count, Panels& panels)
{
    panels.columns = count;
    panels.values.assign(static_cast<std::size_t>(panelCount(from.count())) * static_cast<std::size_t>(count) * kLanes, 0.0);
    tbb::parallel_for(0, panelCount(from.count()), [&](int panel) { packPanel(from, columns, begin, panel, panels); });
}

/// sums[j][i] += sum over k of |a[k][i] - b[k][j]| for half a panel of b.
[[gnu::always_inline]] inline void addHalfPanel(const double* a, const double* b, int columns, double (*sums)[kLanes])
{
    constexpr LaneBits kNoSign = ~LaneBits {} & INT64_MAX;
    Lanes sum[kLanes / 2] = {};
    for (int k = 0; k < columns; ++k) {
        const Lanes x = *reinterpret_cast<const Lanes*>(a + k * kLanes);
#pragma GCC unroll 4 // -O2 leaves the sums in memory otherwise: 1.8 times slower
        for (int j = 0; j < kLanes / 2; ++j)
            sum[j] += (Lanes)((LaneBits)(x - b[k * kLanes + j]) & kNoSign);
    }
    for (int j = 0; j < kLanes / 2; ++j)
        for (int i = 0; i < kLanes; ++i)
            sums[j][i] += sum[j][i];
}

/// sums[j][i] of one panel of `a` against one of `b`.
MBTR_CLONES void comparePanels(const double* a, const double* b, int columns, double (*sums)[kLanes])
{
    addHalfPanel(a, b, columns, sums);
    addHalfPanel(a, b + kLanes / 2, columns, sums + kLanes / 2);
}

/// Adds the distances of two panels over columns [begin, end) of the packed ones to `out`.
void addPanels(const Panels& a, int panelA, const Panels& b, int panelB, int begin, int end, Eigen::MatrixXd& out)
{
    double sums[kLanes][kLanes] = {};
    comparePanels(a.at(panelA, begin), b.at(panelB, begin), end - begin, sums);
    const Eigen::Index firstRow = panelA * kLanes, rows = std::min<Eigen::Index>(kLanes, out.rows() - firstRow);
    const Eigen::Index firstColumn = panelB * kLanes, columns = std::min<Eigen::Index>(kLanes, out.cols() - firstColumn);
    for (Eigen::Index j = 0; j < columns; ++j)
        for (Eigen::Index i = 0; i < rows; ++i)
            out(firstRow + i, firstColumn + j) += sums[j][i];
}

struct PanelRange {
    int begin, end;
};

PanelRange panelsOfBlock(int block, int rows)
{
    return {block * kPanelBlock, std::min((block + 1) * kPanelBlock, panelCount(rows))};
}

/// One task: all pairs of panels of two blocks.
void addBlocks(const Panels& a, PanelRange rangeA, const Panels& b, PanelRange rangeB, bool triangle, Eigen::MatrixXd& out)
{
    for (int begin = 0; begin < a.columns; begin += kColumnTile)
        for (int panelB = rangeB.begin; panelB < rangeB.end; ++panelB)
            for (int panelA = triangle ? std::max(panelB, rangeA.begin) : rangeA.begin; panelA < rangeA.end; ++panelA)
                addPanels(a, panelA, b, panelB, begin, std::min(begin + kColumnTile, a.columns), out);
}

double workOf(PanelRange a, PanelRange b, bool halved)
{
    const double pairs = static_cast<double>(a.end - a.begin) * (b.end - b.begin) * kLanes * kLanes;
    return halved ? pairs / 2 : pairs;
}

void addDistances(const Panels& a, const Panels& b, bool triangle, Eigen::MatrixXd& out, WorkCounter& counter)
{
    const auto blocksOf = [](Eigen::Index rows) { return (panelCount(static_cast<int>(rows)) + kPanelBlock - 1) / kPanelBlock; };
    const tbb::blocked_range2d<int> tasks(0, blocksOf(out.rows()), 1, 0, blocksOf(out.cols()), 1);
    const auto runTask = [&](int blockA, int blockB) {
        if (triangle && blockB > blockA)
            return;
        const PanelRange rangeA = panelsOfBlock(blockA, static_cast<int>(out.rows()));
        const PanelRange rangeB = panelsOfBlock(blockB, static_cast<int>(out.cols()));
        const bool diagonal = triangle && blockA == blockB;
        addBlocks(a, rangeA, b, rangeB, diagonal, out);
        counter.add(workOf(rangeA, rangeB, diagonal) * a.columns);
    };
    tbb::parallel_for(
        tasks,
        [&](const tbb::blocked_range2d<int>& range) {
            for (int i = range.rows().begin(); i < range.rows().end(); ++i)
                for (int j = range.cols().begin(); j < range.cols().end(); ++j)
                    runTask(i, j);
        },
        tbb::simple_partitioner());
}

} // namespace

Eigen::MatrixXd manhattanDistances(const RowsOf& a, const RowsOf& b, const Columns& columns, bool triangle, WorkCounter& counter)
{
    Eigen::MatrixXd out = Eigen::MatrixXd::Zero(a.count(), b.count());
    Panels panelsA, panelsB;
    for (int begin = 0; begin < columns.count(); begin += kPackedColumns) {
        const int count = std::min(kPackedColumns, columns.count() - begin);
        pack(a, columns, begin, count, panelsA);
        if (!triangle)
            pack(b, columns, begin, count, panelsB);
        addDistances(panelsA, triangle ? panelsA : panelsB, triangle, out, counter);
    }
    return out;
}

} // namespace mbtr
