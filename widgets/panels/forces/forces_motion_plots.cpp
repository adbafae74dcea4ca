#include "widgets/panels/forces/forces_motion_plots.h"

#include "core/dynamics/trajectory.h"
#include "widgets/plots/point_plot.h"

#include <QVBoxLayout>

namespace mbtr::gui {

namespace {

constexpr std::size_t kMostSamples = 4000;
constexpr std::size_t kFewest = 10; // for a drift
/// Index of the first sample after the last one a hand has touched.
std::size_t firstFree(const std::vector<MotionSample>& samples)
{
    std::size_t first = 0;
    for (std::size_t i = 0; i < samples.size(); ++i)
        if (samples[i].pulled)
            first = i + 1;
    return first;
}

PointPlot* addPlot(const char* name, const QString& accessibleName, QWidget* parent)
{
    auto* plot = new PointPlot(parent);
    plot->setObjectName(name);
    plot->setAccessibleName(accessibleName);
    plot->setMarkers(false);
    return plot;
}

} // namespace

ForcesMotionPlots::ForcesMotionPlots(QWidget* parent)
    : QWidget(parent)
    , m_energy(addPlot("motionEnergy", tr("Change of the energy over time"), this))
    , m_heat(addPlot("motionTemperature", tr("Temperature over time"), this))
{
    m_heat->setTitle(tr("Temperature"));
    m_heat->setAxes({.label = tr("time"), .unit = "ps"}, {.label = tr("T"), .unit = "K"});
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_energy);
    layout->addWidget(m_heat);
    begin(true);
}

void ForcesMotionPlots::begin(bool conserved)
{
    m_conserved = conserved;
    m_samples.clear();
    m_seen = 0;
    m_stride = 1;
    m_energy->setTitle(conserved ? tr("Change of the total energy") : tr("Change of the energy"));
    m_energy->setAxes({.label = tr("time"), .unit = "ps"}, {.label = QString::fromUtf8("ΔE"), .unit = "meV"});
    m_energy->reset();
    m_heat->reset();
    show();
}

void ForcesMotionPlots::add(const std::vector<MotionSample>& samples)
{
    for (const MotionSample& sample : samples) {
        if (m_seen++ % m_stride == 0)
            m_samples.push_back(sample);
        else if (!m_samples.empty())
            m_samples.back().pulled |= sample.pulled;
        thin();
    }
    show();
}

void ForcesMotionPlots::thin()
{
    if (m_samples.size() < kMostSamples)
        return;
    for (std::size_t i = 0; 2 * i + 1 < m_samples.size(); ++i) {
        const bool pulled = m_samples[2 * i].pulled || m_samples[2 * i + 1].pulled;
        m_samples[i] = m_samples[2 * i];
        m_samples[i].pulled = pulled;
    }
    m_samples.resize(m_samples.size() / 2);
    m_stride *= 2;
}

void ForcesMotionPlots::show()
{
    PointSeries total {.name = tr("total"), .x = {}, .y = {}}, potential {.name = tr("potential"), .x = {}, .y = {}},
        heat {.name = tr("temperature"), .x = {}, .y = {}};
    for (const MotionSample& sample : m_samples) {
        const double time = sample.time / kMilli;
        const MotionSample& first = m_samples.front();
        total.x.push_back(time);
        total.y.push_back((sample.potential + sample.kinetic - first.potential - first.kinetic) * kMilli);
        potential.x.push_back(time);
        potential.y.push_back((sample.potential - first.potential) * kMilli);
        heat.x.push_back(time);
        heat.y.push_back(sample.temperature);
    }
    std::vector<PointSeries> energies {std::move(total)};
    if (!m_conserved)
        energies.push_back(std::move(potential));
    m_energy->setSeries(std::move(energies));
    m_heat->setSeries({std::move(heat)});
}

std::optional<MotionSample> ForcesMotionPlots::latest() const
{
    return m_samples.empty() ? std::nullopt : std::optional(m_samples.back());
}

double ForcesMotionPlots::meanTemperature() const
{
    double mean = 0;
    for (const MotionSample& sample : m_samples)
        mean += sample.temperature / static_cast<double>(m_samples.size());
    return mean;
}

std::optional<double> ForcesMotionPlots::drift() const
{
    std::vector<double> times, energies;
    for (std::size_t i = firstFree(m_samples); i < m_samples.size(); ++i) {
        times.push_back(m_samples[i].time);
        energies.push_back(m_samples[i].potential + m_samples[i].kinetic);
    }
    if (!m_conserved || times.size() < kFewest)
        return std::nullopt;
    return driftPerPicosecond(times, energies);
}

} // namespace mbtr::gui

#include "moc_forces_motion_plots.cpp"
