#include "widgets/work/picked_inspector.h"

#include "widgets/document/selection.h"
#include "widgets/jobs/following_job.h"
#include "widgets/work/inspector.h"

#include <algorithm>

namespace mbtr::gui {

namespace {

constexpr std::size_t kMostAtoms = 4;
constexpr std::size_t kMostPlaces = 300; // of a block: more strokes would be one bar

bool isEmpty(std::span<const double> values)
{
    return std::all_of(values.begin(), values.end(), [](double value) { return value == 0; });
}

std::shared_ptr<const PickedParts> partsOf(std::shared_ptr<const Structure> structure,
                                           const std::shared_ptr<const Layout>& layout, const std::vector<int>& atoms,
                                           Progress& progress)
{
    auto parts = std::make_shared<PickedParts>();
    parts->atoms = atoms;
    parts->involving = atoms.size() == 1 ? Involving::AnyAtom : Involving::AllAtoms;
    parts->structure = std::move(structure);
    parts->part = computeMbtrOfAtoms(*parts->structure, layout, atoms, parts->involving, progress);
    for (std::size_t i = 0; i < parts->part.blocks.size(); ++i) {
        if (isEmpty(parts->part.blockValues(i)))
            continue;
        const int block = parts->part.blocks[i];
        const int bins = layout->binCount(layout->blocks[static_cast<std::size_t>(block)]);
        const auto tuples
            = contributionsOfAtoms(*parts->structure, layout, block, 0, bins, atoms, parts->involving, progress).tuples;
        PickedParts::Places places {block, {}};
        for (std::size_t t = 0; t < std::min(tuples.size(), kMostPlaces); ++t)
            places.values.push_back(tuples[t].value);
        parts->places.push_back(std::move(places));
    }
    return parts;
}

} // namespace

PickedInspector::PickedInspector(Selection* selection, Inspector* inspector, JobList* jobs)
    : QObject(inspector)
    , m_selection(selection)
    , m_inspector(inspector)
{
    using Answer = std::shared_ptr<const PickedParts>;
    m_job = std::make_unique<FollowingJob<Answer>>(
        *jobs, tr("Finding the picked atoms in the tensor"), [this](Answer answer) { show(std::move(answer)); },
        [this](const QString&) { show(nullptr); }); // the tensor has failed likewise, and says why
    connect(selection, &Selection::atomsChanged, this, &PickedInspector::ask);
    connect(inspector, &Inspector::tensorChanged, this, [this] {
        if (m_inspector->tensor() != m_asked)
            ask();
    });
}

PickedInspector::~PickedInspector() = default;

void PickedInspector::ask()
{
    m_asked = m_inspector->tensor();
    const auto& atoms = m_selection->atoms();
    const auto structure = m_inspector->structure();
    const bool there = m_asked && structure && !atoms.empty() && atoms.size() <= kMostAtoms
        && *std::max_element(atoms.begin(), atoms.end()) < structure->atomCount();
    if (!there) {
        m_job->cancel();
        return show(nullptr);
    }
    m_job->ask(
        [structure, layout = m_asked->layout, atoms](Progress& progress) { return partsOf(structure, layout, atoms, progress); });
}

void PickedInspector::show(std::shared_ptr<const PickedParts> parts)
{
    if (!parts && !m_parts)
        return;
    m_parts = std::move(parts);
    emit changed();
}

} // namespace mbtr::gui

#include "moc_picked_inspector.cpp"
