#include "widgets/work/phases/hull_question_study.h"

#include "core/campaigns/hull_campaign.h"
#include "core/dataset/subset.h"
#include "widgets/document/local_path.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/work/phases/phase_features.h"
#include "widgets/work/phases/phase_views.h"

#include <QDir>

namespace mbtr::gui {

namespace {

constexpr const char* kStateFile = "hull_search.json";

/// What the diagram shows where energies of the elements are not known yet: compositions, and what is asked for.
HullData dataOf(const HullStanding& standing, const HullEnergies& energies, const std::string& unit)
{
    HullData data {.points = standing.points, .references = {}, .formation = {}, .unit = unit, .tolerance = 0};
    if (!standing.hasReferences)
        return data;
    data.references = elementEnergies(data.points, referencesFor(data.points.elements, energies, {}));
    data.formation = formationEnergies(data.points, data.references);
    data.tolerance = inUnit(kOnHull, unit);
    return data;
}

} // namespace

struct HullQuestionStudy::Visit {
    QString folder, answers;
    bool asks = false;
};

struct HullQuestionStudy::Standing {
    std::shared_ptr<const PhaseView> view;
    QString folder, text;
};

HullQuestionStudy::HullQuestionStudy(Session* session, JobList* jobs, QObject* parent)
    : Study(parent)
    , m_session(session)
    , m_job(std::make_unique<LatestJob<Standing>>(
          *jobs, tr("Search for the hull"),
          [this](Standing standing) {
              m_view = std::move(standing.view);
              m_folder = std::move(standing.folder);
              m_text = std::move(standing.text);
          },
          failure()))
{
    follow(m_job.get());
}

HullQuestionStudy::~HullQuestionStudy() = default;

void HullQuestionStudy::ask(const HullEnergies& energies, const HullSearchSettings& settings, const QString& folder)
{
    visit(energies, settings, {folder, {}, true});
}

void HullQuestionStudy::answer(const HullEnergies& energies, const HullSearchSettings& settings, const QString& table)
{
    if (!isBegun())
        return refuse(tr("Choose a folder first: write the next structures, or go on with a search in a folder."));
    visit(energies, settings, {m_folder, table, false});
}

void HullQuestionStudy::open(const HullEnergies& energies, const HullSearchSettings& settings, const QString& folder)
{
    if (!QDir(folder).exists(kStateFile))
        return refuse(tr("%1 holds no %2, and so no search.").arg(QDir::toNativeSeparators(folder), kStateFile));
    visit(energies, settings, {folder, {}, false});
}

void HullQuestionStudy::clear()
{
    m_view.reset();
    m_folder.clear();
    m_text.clear();
    cancel();
    refuse({});
}

void HullQuestionStudy::visit(const HullEnergies& energies, const HullSearchSettings& settings, Visit wanted)
{
    const auto dataset = m_session->dataset().value;
    const auto subset = m_session->subset().value;
    if (!dataset || !subset || !m_session->isFresh(Stage::Dataset) || !m_session->isFresh(Stage::Subset))
        return;
    const PhaseRows rows {subset->rows(), dataset->size()};
    m_job->start([=, mbtr = m_session->mbtrSettings()](Progress& progress) {
        const Dataset chosen = withEnergyColumn(subsetOf(*dataset, rows.structures, progress), energies.property);
        const RowMatrix features = phaseFeatures(chosen, mbtr, progress);
        const HullCampaign campaign {.energies = energies,
                                     .given = {},
                                     .settings = settings,
                                     .stateFile = localPath(QDir(wanted.folder).filePath(kStateFile))};
        const HullStanding standing = mbtr::visit(
            campaign,
            {.answers = localPath(wanted.answers), .ask = wanted.asks ? settings.batch : 0, .folder = localPath(wanted.folder)},
            chosen, features, progress);
        const HullData data = dataOf(standing, energies, unitPerAtom(chosen, energies));
        const auto known = (standing.points.energies.array() == standing.points.energies.array()).count(); // not NaN
        QString text = tr("%1 of %2 energies known").arg(known).arg(chosen.size());
        if (standing.hasReferences)
            text += tr("  ·  chance that something is missing: %1 %").arg(100 * standing.state.chanceMissing, 0, 'f', 1);
        if (standing.mayStop)
            text += tr("  ·  the search may stop");
        if (wanted.asks)
            text += tr("  ·  %1 structures written: fill in energies.csv").arg(standing.picked.size());
        return Standing {std::make_shared<const PhaseView>(
                             standing.hasReferences ? viewOfSearch(data, standing.state, standing.picked, rows, true, progress)
                                                    : viewOfQuestions(data, standing.picked, rows)),
                         wanted.folder, text};
    });
}

} // namespace mbtr::gui

#include "moc_hull_question_study.cpp"
