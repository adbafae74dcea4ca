#include "widgets/panels/forces_errors_view.h"

#include "core/chemistry/element.h"
#include "widgets/fields/field_style.h"
#include "widgets/fields/units.h"
#include "widgets/panels/forces_table.h"
#include "widgets/plots/scatter_plot.h"
#include "widgets/render/vtk_view.h"
#include "widgets/session/force_trainer.h"
#include "widgets/session/selection.h"

#include <QCheckBox>
#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace mbtr::gui {

namespace {

constexpr std::size_t kMostDots = 12000; // of a series: more only cover each other
constexpr const char* kAxes = "xyz";

QString symbolOf(int atomicNumber)
{
    const auto& symbol = element(atomicNumber).symbol;
    return QString::fromUtf8(symbol.data(), static_cast<qsizetype>(symbol.size()));
}

/// Place in an ascending list, -1 where it is not there.
std::ptrdiff_t placeOf(const std::vector<int>& indices, int index)
{
    const auto found = std::lower_bound(indices.begin(), indices.end(), index);
    return found != indices.end() && *found == index ? found - indices.begin() : -1;
}

/// Predicted minus reference forces of a structure of the dataset, and what it was used for; empty where it has no forces.
Eigen::Matrix3Xd residualOf(const ForceTraining& training, int structure, QString& role)
{
    const auto take = [&](const std::vector<int>& indices, const std::vector<EnergyAndForces>& predicted, const ForceData& reference) {
        const auto place = static_cast<std::size_t>(placeOf(indices, structure));
        return Eigen::Matrix3Xd(predicted[place].forces - reference.forces[place]);
    };
    const Split& split = training.result.split;
    if (placeOf(split.train, structure) >= 0) {
        role = ForcesErrorsView::tr("training");
        return take(split.train, training.result.trainPredicted, training.training);
    }
    if (placeOf(split.validate, structure) >= 0) {
        role = ForcesErrorsView::tr("validation");
        return take(split.validate, training.result.validatePredicted, training.validation);
    }
    role = ForcesErrorsView::tr("neither training nor validation");
    const auto& values = std::get<AtomNumbers>(training.dataset->find(training.result.settings.forces)->values).values;
    const auto i = static_cast<std::size_t>(structure);
    const Structure& geometry = training.dataset->structures[i];
    return GdmlPredictor(training.result.model).predict(geometry).forces
        - Eigen::Map<const Eigen::Matrix3Xd>(values[i].data(), 3, geometry.atomCount());
}

} // namespace

ForcesErrorsView::ForcesErrorsView(ForceTrainer* trainer, Selection* selection, VtkView* view, QWidget* parent)
    : QWidget(parent)
    , m_trainer(trainer)
    , m_selection(selection)
    , m_view(view)
    , m_summary(new QLabel(this))
    , m_doubts(makeProblemLabel(this))
    , m_errors(makeForcesTable("forceErrors", tr("Errors of the force model"), this))
    , m_elements(makeForcesTable("forceElements", tr("Errors of the forces by element"), this))
    , m_arrows(new QCheckBox(tr("Residual arrows"), this))
    , m_arrowText(new QLabel(this))
    , m_parity(new ScatterPlot(this))
{
    m_summary->setObjectName("forceSummary");
    m_summary->setWordWrap(true);
    m_doubts->setObjectName("forceDoubts");
    m_parity->setObjectName("forceParity");
    m_parity->setAccessibleName(tr("Predicted over reference components of the forces"));
    m_arrows->setObjectName("residualArrows");
    m_arrows->setAccessibleName(tr("Residual arrows"));
    m_arrows->setToolTip(tr("Predicted minus reference force on each atom of the current structure, as arrows in the 3-D view"));
    m_arrows->setChecked(true);
    m_arrowText->setObjectName("residualText");
    m_arrowText->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_arrowText->setForegroundRole(QPalette::PlaceholderText);
    auto* arrows = new QHBoxLayout;
    arrows->setContentsMargins(8, 0, 8, 4);
    arrows->addWidget(m_arrows);
    arrows->addWidget(m_arrowText, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->setSpacing(4);
    m_summary->setMargin(4);
    layout->addWidget(m_summary);
    layout->addWidget(m_doubts);
    layout->addWidget(m_errors);
    layout->addWidget(m_elements);
    layout->addWidget(m_parity, 1);
    layout->addLayout(arrows);
    connect(trainer, &ForceTrainer::modelChanged, this, &ForcesErrorsView::showTraining);
    connect(trainer, &ForceTrainer::stateChanged, this, &ForcesErrorsView::showStale);
    connect(selection, &Selection::structureChanged, this, &ForcesErrorsView::showArrows);
    connect(selection, &Selection::previewChanged, this, &ForcesErrorsView::showArrows);
    connect(m_arrows, &QCheckBox::toggled, this, &ForcesErrorsView::showArrows);
    connect(m_parity, &ScatterPlot::pointClicked, this, &ForcesErrorsView::takeClick);
    showTraining();
}

void ForcesErrorsView::showTraining()
{
    m_shown = m_trainer->training();
    setEnabled(m_shown != nullptr);
    if (m_shown) {
        showErrors(*m_shown);
        showElements(*m_shown);
        showParity(*m_shown);
        QStringList doubts;
        for (const Message& message : m_shown->result.messages)
            doubts << QString::fromStdString(message.text);
        showProblem(m_doubts, doubts.join('\n'));
    }
    showStale();
    showArrows();
}

void ForcesErrorsView::showStale()
{
    const bool stale = m_shown && !m_trainer->isFresh();
    m_parity->setStale(stale);
    if (!m_shown)
        return;
    const GdmlModel& model = *m_shown->result.model;
    const GdmlSeconds& seconds = m_shown->result.seconds;
    const QString sigma = model.descriptor.kind == GdmlDescriptor::Mbtr
        ? tr(", sigma %1 Å⁻¹").arg(fourDigits(model.descriptor.representation.terms.front().sigma))
        : QString();
    m_summary->setText((stale ? tr("Settings have changed since this training: ") : QString())
                       + tr("%1 geometries, %n permutation(s), length %2, lambda %3%4; %5 s", nullptr, static_cast<int>(model.permutations.size()))
                             .arg(model.described.cols())
                             .arg(fourDigits(model.length), fourDigits(model.lambda), sigma)
                             .arg(seconds.permutations + seconds.search + seconds.fit, 0, 'g', 3));
}

void ForcesErrorsView::showErrors(const ForceTraining& training)
{
    const GdmlTrainingResult& result = training.result;
    const QString force = unitSuffix(result.forceUnit), energy = unitSuffix(result.energyUnit);
    m_errors->setColumnCount(4);
    m_errors->setHorizontalHeaderLabels({tr("Force MAE") + force, tr("Force RMSE") + force, tr("Energy MAE") + energy, tr("Energy RMSE") + energy});
    QStringList rows {tr("Training (%1)").arg(result.split.train.size())};
    std::vector<ForceErrors> errors {result.train};
    if (!result.split.validate.empty()) {
        rows << tr("Validation (%1)").arg(result.split.validate.size()) << tr("No model");
        errors.insert(errors.end(), {result.validation, training.validationBaseline});
    } else {
        rows << tr("No model");
        errors.push_back(training.trainBaseline);
    }
    m_errors->setRowCount(static_cast<int>(rows.size()));
    m_errors->setVerticalHeaderLabels(rows);
    m_errors->verticalHeaderItem(static_cast<int>(rows.size()) - 1)->setToolTip(tr("What predicts no force anywhere and the mean energy of the training set"));
    for (int row = 0; row < m_errors->rowCount(); ++row) {
        const ForceErrors& e = errors[static_cast<std::size_t>(row)];
        const double values[] {e.forceMae, e.forceRmse, e.energyMae, e.energyRmse};
        for (int column = 0; column < 4; ++column)
            setCell(m_errors, row, column, fourDigits(values[column]));
    }
    fitHeight(m_errors);
}

void ForcesErrorsView::showElements(const ForceTraining& training)
{
    const QString unit = unitSuffix(training.result.forceUnit);
    m_elements->setColumnCount(4);
    m_elements->setHorizontalHeaderLabels({tr("Atoms"), tr("Force MAE") + unit, tr("Force RMSE") + unit, tr("Mean force") + unit});
    m_elements->setRowCount(static_cast<int>(training.elements.size()));
    for (int row = 0; row < m_elements->rowCount(); ++row) {
        const ElementErrors& e = training.elements[static_cast<std::size_t>(row)];
        m_elements->setVerticalHeaderItem(row, new QTableWidgetItem(symbolOf(e.atomicNumber)));
        setCell(m_elements, row, 0, QString::number(e.atoms));
        setCell(m_elements, row, 1, fourDigits(e.forceMae));
        setCell(m_elements, row, 2, fourDigits(e.forceRmse));
        setCell(m_elements, row, 3, fourDigits(e.meanForce));
    }
    fitHeight(m_elements);
}

void ForcesErrorsView::showParity(const ForceTraining& training)
{
    const QString unit = prettyUnit(training.result.forceUnit);
    m_parity->setAxes({.label = tr("reference"), .unit = unit}, {.label = tr("predicted"), .unit = unit});
    m_parity->setTitle(tr("Components of the forces: each dot is an atom"));
    m_dots.clear();
    std::vector<ScatterSeries> list;
    const auto add = [&](const QString& name, const std::vector<int>& indices, const std::vector<EnergyAndForces>& predicted, const ForceData& reference) {
        ScatterSeries series {.name = name, .x = {}, .y = {}, .names = {}};
        std::vector<Dot> dots;
        const std::size_t perStructure = 3 * training.training.geometries.front().species.size();
        const std::size_t stride = std::max<std::size_t>(1, indices.size() * perStructure / kMostDots);
        for (std::size_t i = 0; i < indices.size(); i += stride)
            for (int atom = 0; atom < reference.geometries[i].atomCount(); ++atom)
                for (int axis = 0; axis < 3; ++axis) {
                    series.x.push_back(reference.forces[i](axis, atom));
                    series.y.push_back(predicted[i].forces(axis, atom));
                    series.names << tr("#%1, %2%3, %4").arg(indices[i] + 1).arg(symbolOf(reference.geometries[i].species[static_cast<std::size_t>(atom)])).arg(atom + 1).arg(QChar(kAxes[axis]));
                    dots.push_back({indices[i], atom});
                }
        list.push_back(std::move(series));
        m_dots.push_back(std::move(dots));
    };
    add(tr("training"), training.result.split.train, training.result.trainPredicted, training.training);
    if (!training.result.split.validate.empty())
        add(tr("validation"), training.result.split.validate, training.result.validatePredicted, training.validation);
    m_parity->setSeries(std::move(list));
}

void ForcesErrorsView::takeClick(int series, int index)
{
    const Dot dot = m_dots[static_cast<std::size_t>(series)][static_cast<std::size_t>(index)];
    m_selection->setStructure(dot.structure);
    m_selection->setAtoms({dot.atom});
    m_parity->setCurrent(series, index);
}

void ForcesErrorsView::showArrows()
{
    const int structure = m_selection->structure();
    const bool shown = m_shown && m_shown->dataset == m_trainer->dataset() && structure >= 0 && structure < m_shown->dataset->size()
        && m_arrows->isChecked() && !m_selection->preview().structure && isVisible();
    Overlay overlay;
    m_arrowText->clear();
    if (shown) {
        QString role;
        const Eigen::Matrix3Xd residual = residualOf(*m_shown, structure, role);
        const std::string& unit = m_shown->result.forceUnit;
        overlay.vectors.push_back({.name = tr("residual force").toStdString(), .unit = unit, .values = residual, .scale = 0});
        m_arrowText->setText(tr("#%1 (%2): RMSE %3 %4, longest %5 %4").arg(structure + 1).arg(role, fourDigits(std::sqrt(residual.squaredNorm() / static_cast<double>(residual.size()))), prettyUnit(unit), fourDigits(std::sqrt(residual.colwise().squaredNorm().maxCoeff()))));
    }
    if (m_view)
        m_view->setOverlay(overlay);
}

} // namespace mbtr::gui

#include "moc_forces_errors_view.cpp"
