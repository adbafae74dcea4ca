#include "widgets/work/grid_fitter.h"

#include "core/mbtr/fit_grids.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"

#include <set>

namespace mbtr::gui {

namespace {

Dataset partOf(const Dataset& dataset, const std::vector<int>& structures)
{
    Dataset part;
    for (int index : structures)
        part.structures.push_back(dataset.structures[static_cast<std::size_t>(index)]);
    return part;
}

/// Only the grids change: elements and their correlation stay as they are.
MbtrSettings withFittedGrids(const MbtrSettings& settings, const Dataset& dataset, Progress& progress)
{
    MbtrSettings asked = settings;
    asked.elementCorrelation.clear(); // says nothing about the values of geometry functions
    const Dataset part = partOf(dataset, structuresToFit(dataset, GridFitter::kMostStructures));
    MbtrSettings fitted = settings;
    fitted.terms = fitGrids(asked, part, progress).terms;
    return fitted;
}

/// Large structures are stood for by lone atoms of their elements: the grid of atomic numbers has to hold those.
Dataset partToFollow(const Dataset& dataset)
{
    Dataset part;
    std::set<int> elements;
    for (int index : structuresToFit(dataset, GridFitter::kMostFollowed)) {
        const Structure& structure = dataset.structures[static_cast<std::size_t>(index)];
        if (structure.atomCount() <= GridFitter::kMostAtomsFollowed)
            part.structures.push_back(structure);
        else
            elements.insert(structure.species.begin(), structure.species.end());
    }
    for (int element : elements) {
        Structure atom;
        atom.species = {element};
        atom.positions = Eigen::Matrix3Xd::Zero(3, 1);
        part.structures.push_back(std::move(atom));
    }
    return part;
}

} // namespace

std::vector<int> structuresToFit(const Dataset& dataset, int most)
{
    std::set<int> picked;
    std::set<int> elements;
    const int stride = (dataset.size() + most - 1) / std::max(most, 1);
    for (int i = 0; i < dataset.size(); ++i) {
        const auto& species = dataset.structures[static_cast<std::size_t>(i)].species;
        const auto known = elements.size();
        elements.insert(species.begin(), species.end());
        if (i % stride == 0 || elements.size() > known)
            picked.insert(i);
    }
    return {picked.begin(), picked.end()};
}

GridFitter::GridFitter(Session* session, JobList* jobs, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_job(std::make_unique<LatestJob<MbtrSettings>>(
          *jobs, tr("Fitting the grids"), [this](const MbtrSettings& fitted) { m_session->followGrids(gridsOf(fitted), true); },
          [this](const QString& problem) { emit failed(problem); }))
    , m_following(std::make_unique<LatestJob<MbtrSettings>>(
          *jobs, tr("Fitting the grids"), [this](const MbtrSettings& fitted) { m_session->followGrids(gridsOf(fitted), false); },
          [](const QString&) {})) // whatever the reason: the tensor tells it
{
    connect(m_job.get(), &Job::started, this, &GridFitter::stateChanged);
    connect(m_job.get(), &Job::cancelled, this, &GridFitter::stateChanged);
    connect(m_job.get(), &Job::finished, this, &GridFitter::stateChanged);
    connect(m_job.get(), &Job::failed, this, &GridFitter::stateChanged);
    connect(session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (inputs.testFlag(Input::Mbtr) || inputs.testFlag(Input::Files))
            m_job->cancel();
        if (inputs.testFlag(Input::Files))
            m_following->cancel();
        const bool asked = inputs.testFlag(Input::Grids) && m_session->modelSettings().startGrids.empty();
        if (asked || (inputs.testFlag(Input::Mbtr) && m_following->isRunning()))
            follow();
    });
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage != Stage::Dataset || !m_session->isFresh(Stage::Dataset) || m_followed == m_session->structureSet())
            return;
        m_followed = m_session->structureSet();
        follow();
    });
}

GridFitter::~GridFitter() = default;

void GridFitter::fit()
{
    const auto dataset = m_session->dataset().value;
    if (!dataset || dataset->size() == 0)
        return;
    m_following->cancel(); // a person wants something else
    m_job->start([dataset, settings = startOf(m_session->modelSettings())](Progress& progress) {
        return withFittedGrids(settings, *dataset, progress);
    });
}

void GridFitter::follow()
{
    const auto dataset = m_session->dataset().value;
    m_following->cancel();
    if (!m_session->modelSettings().gridsFollow || !m_session->isFresh(Stage::Dataset) || dataset->size() == 0)
        return;
    m_following->start([dataset, start = startOf(m_session->modelSettings())](Progress& progress) {
        return widenGrids(start, partToFollow(*dataset), progress);
    });
}

bool GridFitter::isRunning() const
{
    return m_job->isRunning();
}

} // namespace mbtr::gui

#include "moc_grid_fitter.cpp"
