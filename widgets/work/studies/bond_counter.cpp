#include "widgets/work/studies/bond_counter.h"

#include "widgets/jobs/latest_job.h"

#include <algorithm>
#include <iterator>

namespace mbtr::gui {

namespace {

constexpr std::chrono::milliseconds kCountDelay {60};

/// As the lengths alone tell: each pair of elements has the range that the table shows.
BondRules rulesByLength(const EditedStructure& edited)
{
    BondRules rules = edited.bonds.rules;
    rules.ignoreStated = true;
    const std::vector<int> elements = elementsOf(*edited.structure);
    for (std::size_t i = 0; i < elements.size(); ++i)
        for (std::size_t j = i; j < elements.size(); ++j) {
            const double most = std::max(0.0, largestBondLength(elements[i], elements[j]) + rules.extraTolerance);
            rules.ranges.try_emplace(std::minmax(elements[i], elements[j]), BondRules::Range {0, std::min(most, 10.0)});
        }
    return rules;
}

BondCounter::Counts countsOf(const EditedStructure& edited)
{
    BondCounter::Counts counts;
    const auto count = [&](const std::vector<Bond>& bonds, auto& into) {
        for (const Bond& bond : bonds)
            ++into[std::minmax(edited.structure->species[std::size_t(bond.i)], edited.structure->species[std::size_t(bond.j)])];
    };
    const std::vector<Bond> bonds = bondsOf(edited);
    std::vector<Bond> leftOut;
    std::ranges::set_difference(bondsOf(EditedStructure {edited.structure, {.rules = rulesByLength(edited)}}), bonds,
                                std::back_inserter(leftOut));
    count(bonds, counts.bonds);
    count(leftOut, counts.leftOut);
    return counts;
}

} // namespace

BondCounter::BondCounter(JobList* jobs, QObject* parent)
    : Study(parent)
    , m_job(std::make_unique<LatestJob<Counts>>(
          *jobs, tr("Counting bonds"), [this](Counts counts) { m_counts = std::move(counts); }, failure()))
{
    follow(m_job.get());
}

BondCounter::~BondCounter() = default;

void BondCounter::start(const EditedStructure& edited)
{
    if (edited.structure)
        m_job->start([edited](Progress&) { return countsOf(edited); }, kCountDelay);
    else
        cancel();
}

} // namespace mbtr::gui

#include "moc_bond_counter.cpp"
