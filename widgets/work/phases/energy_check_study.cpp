#include "widgets/work/phases/energy_check_study.h"

#include "core/dataset/subset.h"
#include "widgets/document/session.h"
#include "widgets/jobs/latest_job.h"
#include "widgets/work/phases/phase_features.h"

namespace mbtr::gui {

namespace {

using Found = std::shared_ptr<const EnergyCheck>;

Eigen::VectorXd knownEnergies(const PhaseView& view)
{
    Eigen::VectorXd energies(static_cast<Eigen::Index>(view.dots.size()));
    for (std::size_t i = 0; i < view.dots.size(); ++i)
        energies[static_cast<Eigen::Index>(i)] = view.dots[i].energy; // NaN where it is not known
    return energies;
}

Found checkOf(const PhaseView& diagram, const RowMatrix& features, Progress& progress)
{
    auto check = std::make_shared<EnergyCheck>();
    const Eigen::VectorXd energies = knownEnergies(diagram);
    check->doubtful = doubtfulEnergies(features, energies, progress);
    check->pairs = blindPairs(features, energies, inUnit(kSameEnergy, diagram.unit), progress);
    auto view = std::make_shared<PhaseView>(diagram);
    for (const DoubtfulEnergy& entry : check->doubtful) {
        PhaseDot& dot = view->dots[static_cast<std::size_t>(entry.point)];
        dot.residual = entry.residual;
        dot.isDoubtful = true;
    }
    check->view = std::move(view);
    return check;
}

} // namespace

EnergyCheckStudy::EnergyCheckStudy(Session* session, JobList* jobs, QObject* parent)
    : Study(parent)
    , m_session(session)
    , m_job(std::make_unique<LatestJob<Found>>(
          *jobs, tr("Checking energies"), [this](Found found) { m_found = std::move(found); }, failure()))
{
    follow(m_job.get());
}

EnergyCheckStudy::~EnergyCheckStudy() = default;

void EnergyCheckStudy::clear()
{
    m_found.reset();
    m_diagram.reset();
    cancel();
    refuse({});
}

void EnergyCheckStudy::start(std::shared_ptr<const PhaseView> diagram)
{
    const auto dataset = m_session->dataset().value;
    const auto subset = m_session->subset().value;
    if (!diagram || !dataset || !subset || !m_session->isFresh(Stage::Dataset) || !m_session->isFresh(Stage::Subset))
        return;
    m_found.reset();
    m_diagram = std::move(diagram);
    m_job->start([dataset, rows = subset->rows(), mbtr = m_session->mbtrSettings(), diagram = m_diagram](Progress& progress) {
        SubProgress describing(progress, 0, 0.8), checking(progress, 0.8, 1);
        const Dataset listed = subsetOf(*dataset, rows, describing);
        return checkOf(*diagram, phaseFeatures(listed, mbtr, describing), checking);
    });
}

} // namespace mbtr::gui

#include "moc_energy_check_study.cpp"
