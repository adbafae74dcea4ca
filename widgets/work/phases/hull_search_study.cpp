#include "widgets/work/phases/hull_search_study.h"

#include "core/dataset/subset.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/work/phases/phase_features.h"
#include "widgets/work/phases/phase_views.h"

#include <chrono>
#include <mutex>

namespace mbtr::gui {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kBetweenViews {150}; ///< a diagram that changes more often cannot be read

} // namespace

/// A search with all it needs. Work on it is done by one thread at a time; what it hands over is read by the GUI thread.
struct HullSearchStudy::Search {
    HullEnergies energies;
    HullSearchSettings settings;
    std::shared_ptr<const Dataset> dataset;
    PhaseRows rows;
    MbtrSettings mbtr;

    std::mutex working; ///< guards the following: a dropped job may still be at work when the next one begins
    HullData data;
    std::optional<HullReplay> replay;

    mutable std::mutex handing; ///< guards the following
    HullCourse course;
    std::shared_ptr<const PhaseView> view;

    bool isFor(const Search& other) const
    {
        return energies == other.energies && settings == other.settings && dataset == other.dataset
            && rows.structures == other.rows.structures && mbtr == other.mbtr;
    }
    void prepare(Progress& progress);
    void play(std::optional<ReplayEnd> end, Progress& progress);
    void hand(bool withPlaces, Progress& progress);
};

void HullSearchStudy::Search::prepare(Progress& progress)
{
    if (replay)
        return;
    const Dataset chosen = subsetOf(*dataset, rows.structures, progress);
    data = hullData(chosen, energies, {});
    replay.emplace(data.points, phaseFeatures(chosen, mbtr, progress), energies.isFormation ? data.references : ElementEnergies(),
                   settings);
}

/// One round, or on to an end.
void HullSearchStudy::Search::play(std::optional<ReplayEnd> end, Progress& progress)
{
    if (!end) {
        replay->step(progress);
    } else {
        auto shown = Clock::now();
        replay->run(
            *end,
            [&](const ReplayRound&) {
                if (Clock::now() - shown < kBetweenViews)
                    return;
                hand(false, progress);
                shown = Clock::now();
            },
            progress);
    }
    hand(true, progress);
}

void HullSearchStudy::Search::hand(bool withPlaces, Progress& progress)
{
    const double done = double(replay->rounds().size()) / double(std::max<std::size_t>(rows.structures.size(), 1));
    SubProgress drawing(progress, done, done);
    auto now = std::make_shared<const PhaseView>(
        viewOfSearch(data, replay->state(drawing), replay->next(drawing), rows, withPlaces, drawing));
    const std::lock_guard lock(handing);
    view = std::move(now);
    course = {settings, replay->rounds(), replay->stoppedAt(), replay->completeAt(), static_cast<int>(rows.structures.size())};
}

HullSearchStudy::HullSearchStudy(Session* session, JobList* jobs, QObject* parent)
    : Study(parent)
    , m_session(session)
    , m_job(std::make_unique<LatestJob<bool>>(
          *jobs, tr("Search for the hull"), [this](bool) { take(); }, failure()))
{
    follow(m_job.get());
    connect(this, &Study::progressed, this, &HullSearchStudy::take);
}

HullSearchStudy::~HullSearchStudy() = default;

void HullSearchStudy::take()
{
    if (!m_search)
        return;
    const std::lock_guard lock(m_search->handing);
    if (!m_search->view || m_search->view == m_view)
        return;
    m_view = m_search->view;
    m_course = m_search->course;
    emit changed();
}

std::shared_ptr<HullSearchStudy::Search> HullSearchStudy::searchFor(const HullEnergies& energies,
                                                                    const HullSearchSettings& settings) const
{
    const auto dataset = m_session->dataset().value;
    const auto subset = m_session->subset().value;
    if (!dataset || !subset || !m_session->isFresh(Stage::Dataset) || !m_session->isFresh(Stage::Subset))
        return nullptr;
    auto search = std::make_shared<Search>();
    search->energies = energies;
    search->settings = settings;
    search->dataset = dataset;
    search->rows = {subset->rows(), dataset->size()};
    search->mbtr = m_session->mbtrSettings();
    return search;
}

void HullSearchStudy::start(const HullEnergies& energies, const HullSearchSettings& settings, std::optional<ReplayEnd> end)
{
    auto search = searchFor(energies, settings);
    if (!search)
        return;
    if (!m_search || !m_search->isFor(*search)) {
        restart();
        m_search = std::move(search);
    }
    m_job->start([search = m_search, end](Progress& progress) {
        const std::lock_guard lock(search->working);
        SubProgress preparing(progress, 0, 0.2), playing(progress, 0.2, 1);
        search->prepare(preparing);
        search->play(end, playing);
        return true;
    });
}

void HullSearchStudy::step(const HullEnergies& energies, const HullSearchSettings& settings)
{
    start(energies, settings, std::nullopt);
}

void HullSearchStudy::run(const HullEnergies& energies, const HullSearchSettings& settings, ReplayEnd end)
{
    start(energies, settings, end);
}

void HullSearchStudy::restart()
{
    m_search.reset();
    m_view.reset();
    m_course = {};
    cancel();
    refuse({});
}

void HullSearchStudy::keep()
{
    if (!m_course.rounds.empty())
        m_kept.push_back(m_course);
    emit changed();
}

void HullSearchStudy::clearKept()
{
    m_kept.clear();
    emit changed();
}

void HullSearchStudy::clear()
{
    m_kept.clear();
    restart();
}

} // namespace mbtr::gui

#include "moc_hull_search_study.cpp"
