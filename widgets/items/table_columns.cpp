#include "widgets/items/table_columns.h"

#include <QHeaderView>
#include <QTableView>
#include <algorithm>
#include <numeric>

namespace mbtr::gui {

void styleTable(QTableView* table)
{
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setTabKeyNavigation(false);
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setWordWrap(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 8);
    table->horizontalHeader()->setResizeContentsPrecision(50);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setSortIndicatorClearable(true);
}

std::vector<int> fittedWidths(std::vector<int> wanted, int available, std::size_t needed, std::span<const int> yielding,
                              int least)
{
    needed = std::min(needed, wanted.size());
    int missing = std::accumulate(wanted.begin(), wanted.begin() + std::ptrdiff_t(needed), 0) - available;
    for (; missing > 0; --missing) {
        const int widest = std::ranges::max(yielding, {}, [&](int column) { return wanted[std::size_t(column)]; });
        if (wanted[std::size_t(widest)] <= least)
            break;
        --wanted[std::size_t(widest)];
    }
    std::size_t whole = 0;
    int used = 0;
    while (whole < wanted.size() && used + wanted[whole] <= available)
        used += wanted[whole++];
    if (whole >= needed && whole < wanted.size()) // the next one begins beyond the edge
        wanted.front() += available - used;
    return wanted;
}

} // namespace mbtr::gui
