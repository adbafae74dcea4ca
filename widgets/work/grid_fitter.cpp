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
          *jobs, tr("Fitting the grids"),
          [this](const MbtrSettings& fitted) { m_session->changeMbtrSettings(fitted, tr("Fit grids to data")); },
          [this](const QString& problem) { emit failed(problem); }))
{
    connect(m_job.get(), &Job::started, this, &GridFitter::stateChanged);
    connect(m_job.get(), &Job::cancelled, this, &GridFitter::stateChanged);
    connect(m_job.get(), &Job::finished, this, &GridFitter::stateChanged);
    connect(m_job.get(), &Job::failed, this, &GridFitter::stateChanged);
    connect(session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (inputs.testFlag(Input::Mbtr) || inputs.testFlag(Input::Files))
            m_job->cancel();
    });
}

GridFitter::~GridFitter() = default;

void GridFitter::fit()
{
    const auto dataset = m_session->dataset().value;
    if (!dataset || dataset->size() == 0)
        return;
    m_job->start([dataset, settings = m_session->mbtrSettings()](Progress& progress) {
        return withFittedGrids(settings, *dataset, progress);
    });
}

bool GridFitter::isRunning() const
{
    return m_job->isRunning();
}

} // namespace mbtr::gui

#include "moc_grid_fitter.cpp"
