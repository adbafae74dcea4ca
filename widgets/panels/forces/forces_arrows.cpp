#include "widgets/panels/forces/forces_arrows.h"

#include "core/gdml/force_units.h"
#include "widgets/document/selection.h"
#include "widgets/fields/counting.h"
#include "widgets/fields/number_text.h"
#include "widgets/fields/units.h"
#include "widgets/panels/forces/forces_table.h"
#include "widgets/render/view/vtk_view.h"
#include "widgets/work/forces/force_trainer.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

/// Place in an ascending list, -1 where it is not there.
std::ptrdiff_t placeOf(const std::vector<int>& indices, int index)
{
    const auto found = std::lower_bound(indices.begin(), indices.end(), index);
    return found != indices.end() && *found == index ? found - indices.begin() : -1;
}

/// Predicted minus reference forces of a structure of the dataset, and what it was used for; empty where it has no forces.
Eigen::Matrix3Xd residualOf(const ForceTraining& training, int structure, QString& role)
{
    const auto take
        = [&](const std::vector<int>& indices, const std::vector<EnergyAndForces>& predicted, const ForceData& reference) {
              const auto place = static_cast<std::size_t>(placeOf(indices, structure));
              return Eigen::Matrix3Xd(predicted[place].forces - reference.forces[place]);
          };
    const Split& split = training.result.split;
    if (placeOf(split.train, structure) >= 0) {
        role = ForcesArrows::tr("training");
        return take(split.train, training.result.trainPredicted, training.training);
    }
    if (placeOf(split.validate, structure) >= 0) {
        role = ForcesArrows::tr("validation");
        return take(split.validate, training.result.validatePredicted, training.validation);
    }
    role = ForcesArrows::tr("neither training nor validation");
    const auto& values = std::get<AtomNumbers>(training.dataset->find(training.result.settings.forces)->values).values;
    const auto i = static_cast<std::size_t>(structure);
    const Structure& geometry = training.dataset->structures[i];
    return GdmlPredictor(training.result.model).predict(geometry).forces
        - forceUnits(*training.dataset, training.result.settings).forceFactor
        * Eigen::Map<const Eigen::Matrix3Xd>(values[i].data(), 3, geometry.atomCount());
}

} // namespace

ForcesArrows::ForcesArrows(ForceTrainer* trainer, Selection* selection, VtkView* view, QWidget* parent)
    : QWidget(parent)
    , m_trainer(trainer)
    , m_selection(selection)
    , m_view(view)
    , m_on(new QCheckBox(tr("Residual arrows"), this))
    , m_text(new QLabel(this))
{
    m_on->setObjectName("residualArrows");
    m_on->setAccessibleName(m_on->text());
    m_on->setToolTip(tr("Predicted minus reference force on each atom of the current structure, as arrows in the 3-D view"));
    m_on->setChecked(true);
    m_text->setObjectName("residualText");
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_text->setForegroundRole(QPalette::PlaceholderText);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 2, 8, 4);
    layout->setSpacing(10);
    layout->addWidget(m_on);
    layout->addWidget(m_text, 1);
    connect(trainer, &ForceTrainer::modelChanged, this, &ForcesArrows::showArrows);
    connect(trainer, &ForceTrainer::stateChanged, this, &ForcesArrows::showArrows);
    connect(selection, &Selection::structureChanged, this, &ForcesArrows::showArrows);
    connect(selection, &Selection::previewChanged, this, &ForcesArrows::showArrows);
    connect(m_on, &QCheckBox::toggled, this, &ForcesArrows::showArrows);
}

void ForcesArrows::showArrows()
{
    const auto training = m_trainer->training();
    const int structure = m_selection->structure();
    const bool known
        = training && training->dataset == m_trainer->dataset() && structure >= 0 && structure < training->dataset->size();
    const bool shown = known && m_on->isChecked() && !m_selection->preview().structure && isVisible();
    m_on->setEnabled(training != nullptr);
    Overlay overlay;
    m_text->clear();
    if (shown) {
        QString role;
        const Eigen::Matrix3Xd residual = residualOf(*training, structure, role);
        const std::string& unit = training->result.forceUnit;
        overlay.vectors.push_back({.name = tr("residual force").toStdString(), .unit = unit, .values = residual, .scale = 0});
        m_text->setText(tr("#%1 (%2): RMSE %3 %5, longest %4 %5")
                            .arg(numberOf(structure))
                            .arg(role, numberOrDash(std::sqrt(residual.squaredNorm() / static_cast<double>(residual.size()))),
                                 numberOrDash(std::sqrt(residual.colwise().squaredNorm().maxCoeff())), prettyUnit(unit)));
    }
    if (m_view && (shown || m_hasArrows))
        m_view->setOverlay(overlay);
    m_hasArrows = shown;
}

void ForcesArrows::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    showArrows();
}

void ForcesArrows::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    showArrows();
}

} // namespace mbtr::gui

#include "moc_forces_arrows.cpp"
