#include "widgets/panels/forces/forces_parity_view.h"

#include "widgets/document/selection.h"
#include "widgets/fields/choice_box.h"
#include "widgets/fields/counting.h"
#include "widgets/fields/element_text.h"
#include "widgets/fields/units.h"
#include "widgets/panels/forces/forces_table.h"
#include "widgets/plots/scatter_plot.h"
#include "widgets/work/forces/force_trainer.h"

#include <QGridLayout>
#include <algorithm>
#include <functional>
#include <numeric>

namespace mbtr::gui {

namespace {

constexpr std::size_t kMostDots = 12000; // of a series: more only cover each other
constexpr const char* kAxes = "xyz";
constexpr int kWideEnough = 760; // for two plots
enum Which { Forces, Energies };

/// One part of a training: what it was for, which structures, what was predicted and what should have been.
struct Part {
    QString name;
    const std::vector<int>& structures;
    const std::vector<EnergyAndForces>& predicted;
    const ForceData& reference;
};

std::vector<Part> partsOf(const ForceTraining& training)
{
    const GdmlTrainingResult& result = training.result;
    std::vector<Part> parts {{ForcesParityView::tr("training"), result.split.train, result.trainPredicted, training.training}};
    if (!result.split.validate.empty())
        parts.push_back(
            {ForcesParityView::tr("validation"), result.split.validate, result.validatePredicted, training.validation});
    return parts;
}

double meanOf(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

} // namespace

ForcesParityView::ForcesParityView(ForceTrainer* trainer, Selection* selection, QWidget* parent)
    : QWidget(parent)
    , m_trainer(trainer)
    , m_selection(selection)
    , m_which(new ChoiceBox(this))
    , m_forces(new ScatterPlot(this))
    , m_energies(new ScatterPlot(this))
{
    m_which->setObjectName("parityWhich");
    m_which->setAccessibleName(tr("What is compared"));
    m_which->setToolTip(tr("Which predictions are compared with the reference"));
    m_which->setChoices({{tr("forces"), tr("Components of the forces: each dot leads to its atom"), Forces},
                         {tr("energies"), tr("Energies: each dot leads to its structure"), Energies}});
    m_forces->setObjectName("forceParity");
    m_forces->setAccessibleName(tr("Predicted over reference components of the forces"));
    m_energies->setObjectName("energyParity");
    m_energies->setAccessibleName(tr("Predicted over reference energies"));
    auto* layout = new QGridLayout(this);
    layout->setContentsMargins(8, 6, 8, 0);
    layout->setSpacing(4);
    layout->addWidget(m_which, 0, 0, Qt::AlignLeft);
    layout->addWidget(m_forces, 1, 0);
    layout->addWidget(m_energies, 1, 1);
    layout->setRowStretch(1, 1);
    connect(m_which, &ChoiceBox::chosen, this, &ForcesParityView::arrange);
    connect(trainer, &ForceTrainer::modelChanged, this, &ForcesParityView::showTraining);
    connect(trainer, &ForceTrainer::stateChanged, this, [this] {
        for (ScatterPlot* plot : {m_forces, m_energies})
            plot->setStale(m_trainer->training() && !m_trainer->isFresh());
    });
    connect(m_forces, &ScatterPlot::pointClicked, this,
            [this](int series, int index) { leadTo(m_forces, m_ofForces, series, index); });
    connect(m_energies, &ScatterPlot::pointClicked, this,
            [this](int series, int index) { leadTo(m_energies, m_ofEnergies, series, index); });
    showTraining();
}

void ForcesParityView::showTraining()
{
    m_ofForces.clear();
    m_ofEnergies.clear();
    if (const auto training = m_trainer->training()) {
        showForces(*training);
        showEnergies(*training);
    } else {
        m_forces->setSeries({});
        m_energies->setSeries({});
        m_forces->setTitle(tr("Forces: train a model to compare them"));
        m_energies->setTitle(tr("Energies: train a model to compare them"));
    }
    arrange();
}

void ForcesParityView::showForces(const ForceTraining& training)
{
    const QString unit = prettyUnit(training.result.forceUnit);
    m_forces->setAxes({.label = tr("reference"), .unit = unit}, {.label = tr("predicted"), .unit = unit});
    m_forces->setTitle(tr("Force components"));
    m_forces->setToolTip(tr("Each dot is a component of the force on an atom; a click leads to the atom"));
    std::vector<ScatterSeries> list;
    for (const Part& part : partsOf(training)) {
        ScatterSeries series {.name = part.name, .x = {}, .y = {}, .names = {}};
        std::vector<Dot> dots;
        const std::size_t perStructure = 3 * training.training.geometries.front().species.size();
        const std::size_t stride = std::max<std::size_t>(1, part.structures.size() * perStructure / kMostDots);
        for (std::size_t i = 0; i < part.structures.size(); i += stride)
            for (int atom = 0; atom < part.reference.geometries[i].atomCount(); ++atom)
                for (int axis = 0; axis < 3; ++axis) {
                    series.x.push_back(part.reference.forces[i](axis, atom));
                    series.y.push_back(part.predicted[i].forces(axis, atom));
                    series.names << tr("#%1, %2, %3")
                                        .arg(numberOf(part.structures[i]))
                                        .arg(atomText(part.reference.geometries[i].species, atom))
                                        .arg(QChar(kAxes[axis]));
                    dots.push_back({part.structures[i], atom});
                }
        list.push_back(std::move(series));
        m_ofForces.push_back(std::move(dots));
    }
    m_forces->setSeries(std::move(list));
}

void ForcesParityView::showEnergies(const ForceTraining& training)
{
    const QString unit = prettyUnit(training.result.energyUnit);
    std::vector<ScatterSeries> list;
    // All about the mean: total energies would only differ in their last digits.
    const double mean = training.training.energies.empty() ? 0 : meanOf(training.training.energies);
    m_energies->setAxes({.label = tr("reference − mean"), .unit = unit}, {.label = tr("predicted − mean"), .unit = unit});
    m_energies->setTitle(training.training.energies.empty() ? tr("The structures have no energies") : tr("Energies"));
    m_energies->setToolTip(tr("Each dot is a structure; a click leads there. The mean of the training energies is %1 %2")
                               .arg(mean, 0, 'g', 10)
                               .arg(unit));
    for (const Part& part : partsOf(training)) {
        ScatterSeries series {.name = part.name, .x = {}, .y = {}, .names = {}};
        std::vector<Dot> dots;
        for (std::size_t i = 0; i < part.reference.energies.size(); ++i) {
            series.x.push_back(part.reference.energies[i] - mean);
            series.y.push_back(part.predicted[i].energy - mean);
            series.names << tr("#%1").arg(numberOf(part.structures[i]));
            dots.push_back({part.structures[i], -1});
        }
        list.push_back(std::move(series));
        m_ofEnergies.push_back(std::move(dots));
    }
    m_energies->setSeries(std::move(list));
}

void ForcesParityView::arrange()
{
    const bool both = width() >= kWideEnough;
    m_which->setVisible(!both);
    m_forces->setVisible(both || m_which->value() == Forces);
    m_energies->setVisible(both || m_which->value() == Energies);
}

void ForcesParityView::leadTo(ScatterPlot* plot, const Dots& dots, int series, int index)
{
    const Dot dot = dots[static_cast<std::size_t>(series)][static_cast<std::size_t>(index)];
    m_selection->setStructure(dot.structure);
    if (dot.atom >= 0)
        m_selection->setAtoms({dot.atom});
    plot->setCurrent(series, index);
}

void ForcesParityView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace mbtr::gui

#include "moc_forces_parity_view.cpp"
