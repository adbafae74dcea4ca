#include "core/models/leakage.h"

#include "core/base/draws.h"
#include "core/dataset/groups.h"

#include <algorithm>
#include <fmt/format.h>
#include <set>

namespace mbtr {

namespace {

constexpr int kPairs = 200; ///< looked at, which tells a median to a tenth
constexpr std::size_t kFewestPairs = 10;
constexpr std::uint64_t kSeed = 1; // the answer is the same every time
constexpr double kMany = 0.1; ///< share of the structures that validate
constexpr int kFewestFormulas = 5;

double medianOf(std::vector<double>& values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Distance of neighbours over that of others.
double closenessOf(const Dataset& dataset, const RowMatrix& features, const std::vector<int>& rows)
{
    if (rows.size() < 2)
        return 1;
    std::vector<double> neighbours, others;
    const auto note = [&](int a, int b, std::vector<double>& distances) {
        if (a != b
            && dataset.structures[static_cast<std::size_t>(a)].species == dataset.structures[static_cast<std::size_t>(b)].species)
            distances.push_back((features.row(a) - features.row(b)).norm());
    };
    Draws draws(kSeed);
    for (int i = 0; i < kPairs; ++i) {
        const int a = rows[draws.below(rows.size())];
        if (a + 1 < dataset.size())
            note(a, a + 1, neighbours);
        note(a, rows[draws.below(rows.size())], others);
    }
    if (neighbours.size() < kFewestPairs || others.size() < kFewestPairs)
        return 1;
    const double usual = medianOf(others);
    return usual > 0 ? medianOf(neighbours) / usual : 1;
}

double shareOf(int count, const Split& split)
{
    return split.validate.empty() ? 0 : count / static_cast<double>(split.validate.size());
}

bool isSpoiltByTime(const Leakage& leakage, const Split& split, SplitMethod method)
{
    return method != SplitMethod::Blocks && leakage.isSeries() && shareOf(leakage.besideTraining, split) > kMany;
}

bool sharesFormulas(const Leakage& leakage, const Split& split, SplitMethod method)
{
    return method != SplitMethod::Groups && leakage.formulas >= kFewestFormulas && shareOf(leakage.sameFormula, split) > 0.5;
}

} // namespace

Leakage leakageOf(const Dataset& dataset, const RowMatrix& features, const Split& split)
{
    Leakage leakage;
    std::vector<int> rows = split.train;
    rows.insert(rows.end(), split.validate.begin(), split.validate.end());
    leakage.closeness = closenessOf(dataset, features, rows);
    const std::set<int> trains(split.train.begin(), split.train.end());
    const std::vector<int> formula = groupsOf(dataset, "formula");
    std::set<int> trained, all;
    for (const int row : rows)
        all.insert(formula[static_cast<std::size_t>(row)]);
    for (const int row : split.train)
        trained.insert(formula[static_cast<std::size_t>(row)]);
    for (const int row : split.validate) {
        leakage.besideTraining += trains.contains(row - 1) || trains.contains(row + 1);
        leakage.sameFormula += trained.contains(formula[static_cast<std::size_t>(row)]);
    }
    leakage.formulas = static_cast<int>(all.size());
    return leakage;
}

Messages doubtsOf(const Leakage& leakage, const Split& split, SplitMethod method)
{
    Messages messages;
    if (isSpoiltByTime(leakage, split, method))
        messages.push_back(
            {.severity = Severity::Warning,
             .text
             = fmt::format("neighbours in the file are alike, as frames of a trajectory are (their distance is {:.2g} of the "
                           "usual one), and {} of {} structures that validate stand beside one that trains: the errors look "
                           "smaller than they are; split into blocks",
                           leakage.closeness, leakage.besideTraining, split.validate.size())});
    if (sharesFormulas(leakage, split, method))
        messages.push_back(
            {.severity = Severity::Note,
             .text = fmt::format("{} of {} structures that validate have the formula of one that trains: the errors "
                                 "say nothing of other formulas; for those split by groups",
                                 leakage.sameFormula, split.validate.size())});
    return messages;
}

SplitMethod advisedMethod(const Leakage& leakage, const Split& split, SplitMethod method)
{
    return isSpoiltByTime(leakage, split, method) ? SplitMethod::Blocks
        : sharesFormulas(leakage, split, method)  ? SplitMethod::Groups
                                                  : method;
}

} // namespace mbtr
