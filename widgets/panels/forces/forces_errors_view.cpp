#include "widgets/panels/forces/forces_errors_view.h"

#include "widgets/document/selection.h"
#include "widgets/fields/counting.h"
#include "widgets/fields/element_text.h"
#include "widgets/fields/field_style.h"
#include "widgets/fields/number_text.h"
#include "widgets/fields/units.h"
#include "widgets/panels/forces/forces_table.h"
#include "widgets/work/forces/force_trainer.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

namespace mbtr::gui {

namespace {

constexpr std::size_t kWorst = 20; // atoms listed

/// Residuals of all atoms of a part of the training, the longest first; only the first kWorst are in order.
std::vector<WorstAtom> worstOf(const std::vector<int>& structures, const std::vector<EnergyAndForces>& predicted,
                               const ForceData& reference)
{
    std::vector<WorstAtom> atoms;
    for (std::size_t i = 0; i < structures.size(); ++i)
        for (int atom = 0; atom < reference.geometries[i].atomCount(); ++atom)
            atoms.push_back({structures[i], atom, reference.forces[i].col(atom).norm(),
                             (predicted[i].forces.col(atom) - reference.forces[i].col(atom)).norm()});
    const auto count = static_cast<std::ptrdiff_t>(std::min(kWorst, atoms.size()));
    std::partial_sort(atoms.begin(), atoms.begin() + count, atoms.end(),
                      [](const WorstAtom& a, const WorstAtom& b) { return a.residual > b.residual; });
    atoms.resize(static_cast<std::size_t>(count));
    return atoms;
}

} // namespace

ForcesErrorsView::ForcesErrorsView(ForceTrainer* trainer, Selection* selection, QWidget* parent)
    : QWidget(parent)
    , m_trainer(trainer)
    , m_selection(selection)
    , m_summary(new QLabel(this))
    , m_doubts(makeProblemLabel(this))
    , m_check(new QLabel(this))
    , m_errors(makeForcesTable("forceErrors", tr("Errors of the force model"), this))
    , m_elements(makeForcesTable("forceElements", tr("Errors of the forces by element"), this))
    , m_worst(makeForcesTable("worstAtoms", tr("Atoms with the largest residuals; a chosen one is shown"), this))
{
    m_summary->setObjectName("forceSummary");
    m_summary->setWordWrap(true);
    m_doubts->setObjectName("forceDoubts");
    m_check->setObjectName("energyCheck");
    m_check->setWordWrap(true);
    m_worst->setSelectionMode(QAbstractItemView::SingleSelection);
    m_worst->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_worst->verticalHeader()->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 0);
    layout->setSpacing(6);
    for (QWidget* part : {static_cast<QWidget*>(m_summary), static_cast<QWidget*>(m_doubts), static_cast<QWidget*>(m_check),
                          static_cast<QWidget*>(m_errors), static_cast<QWidget*>(m_elements)})
        layout->addWidget(part);
    layout->addWidget(m_worst, 1);
    layout->addStretch();
    connect(trainer, &ForceTrainer::modelChanged, this, &ForcesErrorsView::showTraining);
    connect(trainer, &ForceTrainer::stateChanged, this, &ForcesErrorsView::showSummary);
    connect(m_worst, &QTableWidget::currentCellChanged, this, &ForcesErrorsView::leadTo);
    showTraining();
}

void ForcesErrorsView::showTraining()
{
    const auto training = m_trainer->training();
    for (QWidget* part : {static_cast<QWidget*>(m_check), static_cast<QWidget*>(m_errors), static_cast<QWidget*>(m_elements),
                          static_cast<QWidget*>(m_worst)})
        part->setVisible(training != nullptr);
    QStringList doubts;
    if (training) {
        showErrors(*training);
        showElements(*training);
        showWorst(*training);
        for (const Message& message : training->result.messages)
            doubts << QString::fromStdString(message.text);
        const EnergyCheck& check = training->result.energyCheck;
        m_check->setVisible(doubts.isEmpty() && std::isfinite(check.slope));
        m_check->setText(tr("The energies follow the integrated forces: correlation %1, slope %2.")
                             .arg(check.correlation, 0, 'f', 4)
                             .arg(check.slope, 0, 'f', 3));
        m_check->setToolTip(tr("Of the training geometries. A correlation under 0.95, a slope off by more than 10 % or a turned "
                               "sign would be a warning: the forces "
                               "and energies would not belong together"));
    }
    showProblem(m_doubts, doubts.join('\n'));
    showSummary();
}

void ForcesErrorsView::showSummary()
{
    const auto training = m_trainer->training();
    if (!training) {
        m_summary->setText(tr("Press Train to see how well a model predicts the forces."));
        return;
    }
    const bool stale = !m_trainer->isFresh();
    const GdmlModel& model = *training->result.model;
    const GdmlSeconds& seconds = training->result.seconds;
    const QString sigma = model.descriptor.kind == GdmlDescriptor::Mbtr
        ? tr(", sigma %1 Å⁻¹").arg(numberOrDash(model.descriptor.representation.terms.front().sigma))
        : QString();
    m_summary->setText(
        (stale ? tr("Settings have changed since this training: ") : QString())
        + tr("%1 geometries, %2, length %3%4, lambda %5%6; trained in %7 s")
              .arg(model.described.cols())
              .arg(permutationsText(model.permutations.size()))
              .arg(numberOrDash(model.length), descriptorUnit(model.descriptor.kind), numberOrDash(model.lambda), sigma)
              .arg(seconds.permutations + seconds.search + seconds.fit, 0, 'g', 3));
}

void ForcesErrorsView::showWorst(const ForceTraining& training)
{
    const GdmlTrainingResult& result = training.result;
    const bool validated = !result.split.validate.empty();
    m_atoms = validated ? worstOf(result.split.validate, result.validatePredicted, training.validation)
                        : worstOf(result.split.train, result.trainPredicted, training.training);
    const QString unit = unitSuffix(result.forceUnit);
    const QSignalBlocker blocker(m_worst);
    m_worst->setColumnCount(4);
    m_worst->setHorizontalHeaderLabels({tr("Largest residuals"), tr("Atom"), tr("Residual") + unit, tr("Force") + unit});
    m_worst->horizontalHeaderItem(0)->setToolTip(
        tr("%1 %2").arg(validated ? tr("Of the validation geometries.") : tr("Of the training geometries."), countedText()));
    m_worst->horizontalHeaderItem(1)->setToolTip(countedText());
    m_worst->horizontalHeaderItem(2)->setToolTip(tr("Length of the predicted minus the reference force"));
    m_worst->horizontalHeaderItem(3)->setToolTip(tr("Length of the reference force"));
    m_worst->setRowCount(0);
    m_worst->setRowCount(static_cast<int>(m_atoms.size()));
    for (int row = 0; row < m_worst->rowCount(); ++row) {
        const WorstAtom& worst = m_atoms[static_cast<std::size_t>(row)];
        setCell(m_worst, row, 0, tr("structure #%1").arg(numberOf(worst.structure)));
        setCell(m_worst, row, 1, atomText(training.training.geometries.front().species, worst.atom));
        setCell(m_worst, row, 2, numberOrDash(worst.residual));
        setCell(m_worst, row, 3, numberOrDash(worst.force));
    }
}

void ForcesErrorsView::leadTo(int row)
{
    if (row < 0 || row >= static_cast<int>(m_atoms.size()))
        return;
    const WorstAtom worst = m_atoms[static_cast<std::size_t>(row)];
    m_selection->setStructure(worst.structure);
    m_selection->setAtoms({worst.atom});
}

void ForcesErrorsView::showErrors(const ForceTraining& training)
{
    const GdmlTrainingResult& result = training.result;
    const QString force = unitSuffix(result.forceUnit), energy = unitSuffix(result.energyUnit);
    m_errors->setColumnCount(4);
    m_errors->setHorizontalHeaderLabels(
        {tr("Force MAE") + force, tr("Force RMSE") + force, tr("Energy MAE") + energy, tr("Energy RMSE") + energy});
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
    m_errors->verticalHeaderItem(static_cast<int>(rows.size()) - 1)
        ->setToolTip(tr("What predicts no force anywhere and the mean energy of the training set"));
    for (int row = 0; row < m_errors->rowCount(); ++row) {
        const ForceErrors& e = errors[static_cast<std::size_t>(row)];
        const double values[] {e.forceMae, e.forceRmse, e.energyMae, e.energyRmse};
        for (int column = 0; column < 4; ++column)
            setCell(m_errors, row, column, numberOrDash(values[column]));
    }
    fitHeight(m_errors);
}

void ForcesErrorsView::showElements(const ForceTraining& training)
{
    const QString unit = unitSuffix(training.result.forceUnit);
    m_elements->setColumnCount(4);
    m_elements->setHorizontalHeaderLabels(
        {tr("Atoms"), tr("Force MAE") + unit, tr("Force RMSE") + unit, tr("Mean force") + unit});
    m_elements->setRowCount(static_cast<int>(training.elements.size()));
    for (int row = 0; row < m_elements->rowCount(); ++row) {
        const ElementErrors& e = training.elements[static_cast<std::size_t>(row)];
        m_elements->setVerticalHeaderItem(row, new QTableWidgetItem(elementText(e.atomicNumber)));
        setCell(m_elements, row, 0, QString::number(e.atoms));
        setCell(m_elements, row, 1, numberOrDash(e.forceMae));
        setCell(m_elements, row, 2, numberOrDash(e.forceRmse));
        setCell(m_elements, row, 3, numberOrDash(e.meanForce));
    }
    fitHeight(m_elements);
}

} // namespace mbtr::gui

#include "moc_forces_errors_view.cpp"
