#include "widgets/work/studies/comparer.h"

#include "core/mbtr/mbtr.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace mbtr::gui {

namespace {

using PairPointer = std::shared_ptr<const PairComparison>;
using Parts = std::shared_ptr<const DifferenceContributions>;

constexpr std::chrono::milliseconds kComparisonDelay {20};
constexpr std::size_t kMostTuples = 400; ///< drawn of each structure: more cannot be told apart

std::vector<int> elementsOfBoth(const Structure& a, const Structure& b)
{
    const auto ofA = elementsOf(a), ofB = elementsOf(b);
    std::vector<int> both;
    std::set_union(ofA.begin(), ofA.end(), ofB.begin(), ofB.end(), std::back_inserter(both));
    return both;
}

/// Other elements of the dataset only add zeros.
PairPointer comparePair(const ShownPair& question, Progress& progress)
{
    auto pair = std::make_shared<PairComparison>();
    pair->a = question.a;
    pair->b = question.b;
    const auto layout = std::make_shared<const Layout>(layoutOf(question.settings, elementsOfBoth(*pair->a, *pair->b)));
    pair->tensorA = computeMbtr(*pair->a, layout, progress);
    pair->tensorB = computeMbtr(*pair->b, layout, progress);
    pair->difference = compare(pair->tensorA, pair->tensorB);
    pair->alignedB = pair->b;
    if (pair->a->isPeriodic() || pair->b->isPeriodic())
        return pair;
    pair->alignment = align(*pair->a, *pair->b, progress);
    if (!pair->alignment->pairs.empty())
        pair->alignedB = std::make_shared<const Structure>(applyAlignment(*pair->b, *pair->alignment));
    return pair;
}

} // namespace

Comparer::Comparer(Session* session, Selection* selection, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_selection(selection)
    , m_job(std::make_unique<LatestJob<PairPointer>>(
          *jobs, tr("Comparing two structures"), [this](PairPointer pair) { take(std::move(pair)); },
          [this](const QString& problem) { refuse(problem); }))
    , m_partJob(std::make_unique<LatestJob<Parts>>(
          *jobs, tr("Finding the tuples that differ"),
          [this](Parts parts) {
              m_contributions = std::move(parts);
              emit partChanged();
          },
          [this](const QString& problem) { refuse(problem); }))
{
    const auto fromSelection = [this] {
        setPair({});
        ask();
    };
    connect(selection, &Selection::structureChanged, this, fromSelection);
    connect(selection, &Selection::referenceChanged, this, fromSelection);
    connect(selection, &Selection::previewChanged, this, &Comparer::ask);
    connect(session, &Session::structureEdited, this, &Comparer::ask);
    connect(session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (inputs.testFlag(Input::Mbtr))
            ask();
    });
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            ask();
    });
}

Comparer::~Comparer() = default;

void Comparer::setActive(bool active)
{
    m_active = active;
    if (active && m_stale)
        ask();
}

void Comparer::setPair(std::optional<ShownPair> pair)
{
    if (!pair && !m_foreign)
        return;
    m_foreign = std::move(pair);
    emit sourceChanged();
    ask();
}

const MbtrSettings& Comparer::settings() const
{
    return m_foreign ? m_foreign->settings : m_session->mbtrSettings();
}

void Comparer::ask()
{
    m_stale = true;
    m_fresh = false;
    if (!m_active)
        return;
    m_stale = false;
    const ShownPair question
        = m_foreign.value_or(ShownPair {shownStructure(*m_session, *m_selection).structure,
                                        m_session->structure(m_selection->reference()).structure, m_session->mbtrSettings()});
    m_problem.clear();
    m_partJob->cancel();
    if (question.a && question.b) {
        m_job->start([question](Progress& progress) { return comparePair(question, progress); }, kComparisonDelay);
    } else {
        m_job->cancel();
        m_pair = nullptr;
        m_contributions = nullptr;
        m_problem = !question.a ? tr("Choose a structure A in the list.")
                                : tr("Choose a structure B: its number above, or Set as reference (R) in the list.");
    }
    emit changed();
}

void Comparer::take(PairPointer pair)
{
    m_pair = std::move(pair);
    m_fresh = true;
    m_part = {};
    m_contributions = nullptr;
    emit changed();
    emit partChanged();
}

void Comparer::refuse(const QString& problem)
{
    m_problem = problem;
    emit changed();
}

void Comparer::askFor(const DifferencePart& part)
{
    if (part == m_part || !m_pair)
        return;
    m_part = part;
    m_contributions = nullptr;
    m_partJob->cancel();
    if (part.block < 0) {
        emit partChanged();
        return;
    }
    m_partJob->start(
        [pair = m_pair, part](Progress& progress) -> Parts {
            auto parts = differenceContributions(*pair->a, pair->tensorA, *pair->b, pair->tensorB, part.block, part.beginBin,
                                                 part.endBin, progress);
            for (Contributions* side : {&parts.a, &parts.b}) // totals keep those that are not shown
                side->tuples.resize(std::min(side->tuples.size(), kMostTuples));
            return std::make_shared<const DifferenceContributions>(std::move(parts));
        },
        kComparisonDelay);
}

} // namespace mbtr::gui

#include "moc_comparer.cpp"
