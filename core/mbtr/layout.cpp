#include "core/mbtr/layout.h"

#include "core/base/error.h"
#include "core/base/memory.h"
#include "core/chemistry/element.h"
#include "core/mbtr/block_count.h"
#include "core/mbtr/broadening.h"

#include <algorithm>
#include <limits>

namespace mbtr {

namespace {

/// Calls take(species of a tuple) for each block in the order of the flat vector (core/mbtr/README.md, section 5).
template <typename Take> void forEachBlock(int k, std::span<const int> species, bool mirrorImages, Take take)
{
    const std::size_t n = species.size();
    const auto firstPartner = [&](std::size_t i) { return mirrorImages ? 0 : i; };
    if (k == 1)
        for (const int z : species)
            take({z, 0, 0, 0});
    if (k == 2)
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = firstPartner(i); j < n; ++j)
                take({species[i], species[j], 0, 0});
    if (k == 3)
        for (const int middle : species)
            for (std::size_t i = 0; i < n; ++i)
                for (std::size_t j = firstPartner(i); j < n; ++j)
                    take({species[i], middle, species[j], 0});
    if (k == 4)
        for (std::size_t b = 0; b < n; ++b)
            for (std::size_t c = firstPartner(b); c < n; ++c)
                for (std::size_t a = 0; a < n; ++a)
                    for (std::size_t d = b == c ? firstPartner(a) : 0; d < n; ++d)
                        take({species[a], species[b], species[c], species[d]});
}

/// The matrix of the settings, whose rows follow their list of species, for the ascending species of the layout.
std::vector<std::vector<double>> sortedCorrelation(const MbtrSettings& settings, const std::vector<int>& species)
{
    const auto& given = settings.elementCorrelation;
    if (given.empty())
        return {};
    const auto place = [&](int z) {
        return static_cast<std::size_t>(std::find(settings.species->begin(), settings.species->end(), z)
                                        - settings.species->begin());
    };
    std::vector<std::vector<double>> sorted;
    for (const int row : species) {
        sorted.emplace_back();
        for (const int column : species)
            sorted.back().push_back(given[place(row)][place(column)]);
    }
    return sorted;
}

} // namespace

Bins binsOf(const GridSettings& grid, Discretization discretization)
{
    const bool centred = discretization != Discretization::Paper;
    const double step = grid.step ? *grid.step : (*grid.max - grid.min) / (centred ? grid.n - 1 : grid.n);
    return {.left = centred ? grid.min - step / 2 : grid.min, .step = step, .n = grid.n};
}

std::int64_t blockCount(int k, std::int64_t n, bool mirrorImages)
{
    const std::int64_t pairs = mirrorImages ? n * n : n * (n + 1) / 2;
    if (k < 3)
        return k == 1 ? n : pairs;
    return k == 3 ? n * pairs : mirrorImages ? pairs * pairs : (pairs - n) * n * n + n * pairs;
}

namespace {

/// A few words of a settings file can ask for more blocks than there is memory, or numbers to count them.
void requireCountableBlocks(const MbtrSettings& settings, std::size_t species)
{
    std::int64_t count = 0;
    for (const TermSettings& term : settings.terms)
        count += blockCount(term.k, static_cast<std::int64_t>(species), settings.reversals == Reversals::Kept);
    if (count > std::numeric_limits<int>::max())
        throw SettingsError("terms", "make " + std::to_string(count) + " blocks of elements, more than can be counted");
    requireMemory(count * static_cast<std::int64_t>(sizeof(Block)), "terms",
                  "the list of " + std::to_string(count) + " blocks of elements");
}

} // namespace

Layout layoutOf(const MbtrSettings& settings, std::span<const int> species)
{
    validate(settings);
    requireCountableBlocks(settings, species.size());
    Layout layout;
    layout.settings = settings;
    layout.species.assign(species.begin(), species.end());
    std::sort(layout.species.begin(), layout.species.end());
    layout.correlation = sortedCorrelation(settings, layout.species);
    for (std::size_t t = 0; t < settings.terms.size(); ++t) {
        const TermSettings& term = settings.terms[t];
        layout.bins.push_back(binsOf(term.grid, settings.discretization));
        layout.broadenings.push_back(std::make_shared<Broadening>(layout.bins.back(), term.sigma, info(term.geometry).period));
        layout.firstBlock.push_back(static_cast<int>(layout.blocks.size()));
        forEachBlock(term.k, layout.species, settings.reversals == Reversals::Kept, [&](const std::array<int, 4>& tuple) {
            layout.blocks.push_back({static_cast<int>(t), term.k, tuple, layout.featureCount});
            layout.featureCount += term.grid.n;
        });
    }
    layout.firstBlock.push_back(static_cast<int>(layout.blocks.size()));
    return layout;
}

int blockIndex(const Layout& layout, int term, std::array<int, 4> tuple)
{
    const int n = static_cast<int>(layout.species.size());
    const bool mirrors = layout.settings.reversals == Reversals::Kept;
    const int k = layout.settings.terms[term].k;
    // Number of the pair i, j among all ordered pairs, or among those with i <= j.
    const auto pair = [&](int i, int j) {
        if (mirrors)
            return i * n + j;
        if (i > j)
            std::swap(i, j);
        return i * n - i * (i - 1) / 2 + j - i;
    };
    const int pairs = mirrors ? n * n : n * (n + 1) / 2;
    const int first = layout.firstBlock[term];
    auto [a, b, c, d] = tuple;
    switch (k) {
    case 1:
        return first + a;
    case 2:
        return first + pair(a, b);
    case 3:
        return first + b * pairs + pair(a, c);
    default:
        break;
    }
    if (mirrors)
        return first + (b * n + c) * n * n + a * n + d;
    if (b > c) {
        std::swap(a, d);
        std::swap(b, c);
    }
    // Inner pairs before this one: those of unlike elements have n^2 outer pairs, those of like elements n (n + 1) / 2.
    const int before = pair(b, c);
    const int like = b < c ? b + 1 : b;
    const int inner = first + (before - like) * n * n + like * pairs;
    return inner + (b == c ? pair(a, d) : a * n + d);
}

void requireBins(const Layout& layout, int block, int beginBin, int endBin)
{
    const int bins = layout.binCount(layout.blocks[block]);
    if (beginBin < 0 || endBin > bins || beginBin >= endBin)
        throw SettingsError("range",
                            "must be A:B with 0 <= A < B <= " + std::to_string(bins) + ", is " + std::to_string(beginBin) + ":"
                                + std::to_string(endBin));
}

std::string blockName(const Block& block)
{
    std::string name;
    for (int i = 0; i < block.k; ++i)
        name += (i ? "-" : "") + std::string(elementSymbol(block.species[i]));
    return name;
}

} // namespace mbtr
