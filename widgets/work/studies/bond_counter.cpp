#include "widgets/work/studies/bond_counter.h"

#include "widgets/jobs/latest_job.h"

#include <algorithm>

namespace mbtr::gui {

namespace {

constexpr std::chrono::milliseconds kCountDelay {60};

BondCounter::Counts countsOf(const EditedStructure& edited)
{
    BondCounter::Counts counts;
    for (const Bond& bond : bondsOf(edited))
        ++counts[std::minmax(edited.structure->species[std::size_t(bond.i)], edited.structure->species[std::size_t(bond.j)])];
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
