#include "widgets/work/studies/pair_search_study.h"

#include "core/chemistry/alignment.h"
#include "core/dataset/subset.h"
#include "core/embedding/duplicates.h"
#include "core/features/feature_matrix.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"

namespace mbtr::gui {

namespace {

constexpr int kPairs = 200;
constexpr double kSame = 1e-3; // angstrom: nearer structures are one structure
constexpr double kNoDistance = 1e-6; // beyond it nobody asks whether two structures are the same

/// The same up to rotation and order of atoms; a mirror image is another structure.
bool areSame(const Structure& a, const Structure& b, Progress& progress)
{
    if (formula(a) != formula(b))
        return false;
    if (a.isPeriodic() || b.isPeriodic())
        return agree(a, b, kSame);
    return align(a, b, progress).rmsd < kSame;
}

/// Values only: a copy goes into the worker.
struct Question {
    std::shared_ptr<const Subset> subset;
    MbtrSettings settings;
    std::string property; ///< empty: none
    PairRanking ranking = PairRanking::SmallestDistance;
};

std::vector<double> valuesOfRows(const Question& question)
{
    const Property* property = question.property.empty() ? nullptr : question.subset->dataset->find(question.property);
    std::vector<double> values;
    if (property)
        for (const int row : question.subset->rows())
            values.push_back(std::get<StructureNumbers>(property->values).values[static_cast<std::size_t>(row)]);
    return values;
}

std::vector<ClosePair> answer(const Question& question, Progress& progress)
{
    const auto& rows = question.subset->rows();
    const Dataset& dataset = *question.subset->dataset;
    SubProgress first(progress, 0, 0.05), second(progress, 0.05, 0.6), third(progress, 0.6, 1);
    const Dataset chosen = subsetOf(dataset, rows, first);
    const SparseFeatures features = buildSparseFeatures(chosen, layoutFor(chosen, question.settings), second);
    ClosestPairsSettings settings {.count = kPairs, .ranking = question.ranking, .property = valuesOfRows(question)};
    settings.accept = [&](int a, int b, double distance) {
        return distance > kNoDistance || !areSame(chosen.structures[std::size_t(a)], chosen.structures[std::size_t(b)], progress);
    };
    std::vector<ClosePair> pairs = closestPairs(features, settings, third);
    for (ClosePair& pair : pairs) {
        pair.a = rows[static_cast<std::size_t>(pair.a)];
        pair.b = rows[static_cast<std::size_t>(pair.b)];
    }
    return pairs;
}

} // namespace

PairSearchStudy::PairSearchStudy(Session* session, JobList* jobs, QObject* parent)
    : Study(parent)
    , m_session(session)
    , m_job(std::make_unique<LatestJob<std::vector<ClosePair>>>(
          *jobs, tr("Searching for close pairs"),
          [this](std::vector<ClosePair> pairs) {
              m_pairs = std::move(pairs);
              m_hasAnswer = true;
          },
          failure()))
{
    follow(m_job.get());
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage != Stage::Dataset)
            return;
        cancel();
        m_pairs.clear();
        m_hasAnswer = false;
        emit changed();
    });
}

PairSearchStudy::~PairSearchStudy() = default;

void PairSearchStudy::start(const std::string& property, PairRanking ranking)
{
    const auto subset = m_session->subset().value;
    if (!subset)
        return;
    m_property = property;
    m_structures = static_cast<int>(subset->rows().size());
    m_pairs.clear();
    m_hasAnswer = false;
    m_job->start([question = Question {subset, m_session->mbtrSettings(), property, ranking}](Progress& progress) {
        return answer(question, progress);
    });
}

} // namespace mbtr::gui

#include "moc_pair_search_study.cpp"
