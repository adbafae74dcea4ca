#include "widgets/work/studies/blindness_study.h"

#include "core/kernels/comparison.h"
#include "core/mbtr/mbtr.h"
#include "widgets/jobs/latest_job.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numbers>

namespace mbtr::gui {

namespace {

using Distances = std::vector<std::vector<double>>;

TermSettings term(int k, Geometry geometry, double min, double max, double sigma)
{
    return {.k = k, .geometry = geometry, .grid = {.min = min, .max = max}, .sigma = sigma};
}

std::vector<double> distancesOf(const DegeneratePair& pair, Progress& progress)
{
    const auto ofA = elementsOf(pair.a), ofB = elementsOf(pair.b);
    std::vector<int> elements;
    std::set_union(ofA.begin(), ofA.end(), ofB.begin(), ofB.end(), std::back_inserter(elements));
    const auto layout = std::make_shared<const Layout>(layoutOf(blindnessSettings(), elements));
    const Comparison comparison = compare(computeMbtr(pair.a, layout, progress), computeMbtr(pair.b, layout, progress));
    std::vector<double> distances;
    for (const auto& ofTerm : comparison.terms)
        distances.push_back(std::sqrt(ofTerm.value));
    return distances;
}

} // namespace

MbtrSettings blindnessSettings()
{
    constexpr double pi = std::numbers::pi;
    MbtrSettings settings;
    settings.terms = {term(1, Geometry::AtomicNumber, 0, 10, 0.2), term(2, Geometry::InverseDistance, 0, 1.3, 0.02),
                      term(3, Geometry::Angle, -0.2, pi + 0.2, 0.05), term(4, Geometry::Dihedral, -0.2, pi + 0.2, 0.05),
                      term(4, Geometry::SignedDihedral, -pi, pi, 0.05)};
    return settings;
}

BlindnessStudy::BlindnessStudy(JobList* jobs, QObject* parent)
    : Study(parent)
    , m_pairs(std::make_shared<const std::vector<DegeneratePair>>())
    , m_job(std::make_unique<LatestJob<Distances>>(
          *jobs, tr("Comparing pairs under single terms"), [this](Distances found) { m_distances = std::move(found); },
          failure()))
{
    follow(m_job.get());
}

BlindnessStudy::~BlindnessStudy() = default;

void BlindnessStudy::setPairs(std::vector<DegeneratePair> pairs)
{
    m_pairs = std::make_shared<const std::vector<DegeneratePair>>(std::move(pairs));
    m_distances.clear();
    m_job->start([pairs = m_pairs](Progress& progress) {
        Distances all;
        for (const DegeneratePair& pair : *pairs)
            all.push_back(distancesOf(pair, progress));
        return all;
    });
}

} // namespace mbtr::gui

#include "moc_blindness_study.cpp"
