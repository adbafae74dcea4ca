#include "widgets/panels/forces/forces_form.h"

#include "core/gdml/gdml_estimate.h"
#include "widgets/fields/choice_box.h"
#include "widgets/fields/field_grid.h"
#include "widgets/fields/number_field.h"
#include "widgets/fields/number_text.h"
#include "widgets/fields/units.h"
#include "widgets/panels/forces/forces_table.h"
#include "widgets/work/forces/force_defaults.h"
#include "widgets/work/forces/force_trainer.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>
#include <cmath>

namespace mbtr::gui {

namespace {

using S = GdmlTrainingSettings;

constexpr double kMostStructures = 1e7;
constexpr double kLargestSeed = 9007199254740992; // 2^53: every whole number up to it is a double
constexpr int kUsualPermutations = 4;
constexpr int kLastValidate = 100; // choice beside those of SplitMethod

QString withUnit(const Property& property)
{
    const QString name = QString::fromStdString(property.name);
    return property.unit.empty() ? ForcesForm::tr("%1 (unit not stated)").arg(name)
                                 : QStringLiteral("%1 (%2)").arg(name, prettyUnit(property.unit));
}

QString timeText(double seconds)
{
    if (seconds < 1)
        return ForcesForm::tr("less than a second");
    if (seconds < 100)
        return ForcesForm::tr("about %1 s").arg(seconds, 0, 'g', seconds < 10 ? 1 : 2);
    return seconds < 7200 ? ForcesForm::tr("about %1 minutes").arg(std::round(seconds / 60))
                          : ForcesForm::tr("about %1 hours").arg(std::round(seconds / 3600));
}

/// "Kernel matrix 210 MB, about 12 s with a search over some 5 models of 200 geometries."
QString estimateText(const GdmlTrainingSettings& settings, int atomCount)
{
    const GdmlEstimate estimate = estimateGdml(settings, atomCount, settings.useSymmetry ? kUsualPermutations : 1);
    if (!estimate.fits)
        return ForcesForm::tr("The kernel matrix of %1 is not stored: conjugate gradients, whose time depends on the data.")
            .arg(byteText(estimate.bytes));
    QString text = ForcesForm::tr("Kernel matrix %1, %2").arg(byteText(estimate.bytes), timeText(estimate.seconds));
    if (estimate.models > 0)
        text += ForcesForm::tr(" with a search over some %1 models of %2 geometries")
                    .arg(estimate.models)
                    .arg(estimate.searchedOn);
    return text + '.';
}

} // namespace

ForcesForm::ForcesForm(ForceTrainer* trainer, QWidget* parent)
    : QWidget(parent)
    , m_trainer(trainer)
    , m_form(new FieldGrid(240, 4, this))
    , m_symmetry(new QCheckBox(tr("Learn permutations of like atoms"), this))
    , m_estimate(new QLabel(this))
{
    setObjectName("forcesForm");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 4);
    layout->setSpacing(5);
    layout->addWidget(m_form);
    layout->addWidget(m_estimate);
    layout->addStretch(1);
    makeDataRows();
    makeSplitRows();
    makeModelRows();
    m_estimate->setObjectName("forceEstimate");
    m_estimate->setWordWrap(true);
    m_estimate->setForegroundRole(QPalette::PlaceholderText);
    connect(m_trainer, &ForceTrainer::settingsChanged, this, &ForcesForm::readSettings);
    connect(m_trainer, &ForceTrainer::stateChanged, this, &ForcesForm::readDataset);
    readDataset();
}

void ForcesForm::makeDataRows()
{
    m_forces = addProperty(tr("Forces"), "forceProperty", tr("Property with three numbers for each atom; the model learns these"),
                           &S::forces);
    m_energy = addProperty(tr("Energy"), "energyProperty",
                           tr("Fixes the constant of the energies that are integrated from the forces"), &S::energy);
    m_descriptor = addChoice(tr("Descriptor"), "forceDescriptor", tr("What the model knows of a geometry"), [](S& s, int i) {
        s.descriptor
            = {static_cast<GdmlDescriptor>(i), i == static_cast<int>(GdmlDescriptor::Mbtr) ? gdmlPreset() : MbtrSettings()};
        s.length.reset(); // the two do not share a scale
        s.lambda.reset();
    });
    m_descriptor->setChoices(
        {{tr("distances"), tr("1/d of all pairs of atoms (Chmiela et al. 2018)"), 0},
         {tr("MBTR"), tr("k = 2 terms, every atom its own species: 16 bins of 1/d for each pair (Huo & Rupp 2022)"), 1}});
}

void ForcesForm::makeSplitRows()
{
    m_train = addNumber(tr("Train on"), "forceTrain", tr("Number of geometries that train the model; a few hundred are usual"),
                        {.min = 1, .max = kMostStructures, .whole = true, .step = 50},
                        [](S& s, std::optional<double> v) { s.split.train = static_cast<int>(*v); });
    m_validate = addNumber(tr("Validate on"), "forceValidate",
                           tr("Number of geometries the model is tested on; empty = all that do not train"),
                           {.min = 0, .max = kMostStructures, .whole = true, .optional = true, .step = 100},
                           [](S& s, std::optional<double> v) { s.split.validate = static_cast<int>(v.value_or(0)); });
    m_method = addChoice(tr("Split"), "forceSplit", tr("How geometries are drawn"), [](S& s, int i) {
        s.validateLast = i == kLastValidate;
        s.split.method = s.validateLast ? SplitMethod::Stratified : static_cast<SplitMethod>(i);
    });
    m_method->setChoices(
        {{tr("by energy"), tr("Training geometries follow the histogram of the energies"),
          static_cast<int>(SplitMethod::Stratified)},
         {tr("random"), tr("Drawn at random"), static_cast<int>(SplitMethod::Random)},
         {tr("last validate"),
          tr("The last frames validate, and training geometries are drawn by energy from those before: honest for consecutive "
             "frames"),
          kLastValidate},
         {tr("first and last"), tr("The first frames train, the last validate"), static_cast<int>(SplitMethod::Blocks)}});
}

void ForcesForm::makeModelRows()
{
    m_length = addNumber(tr("Length"), "forceLength",
                         tr("Length s of the kernel (Matérn 5/2), in Å⁻¹ for distances, without unit for MBTR; empty = searched "
                            "on geometries held out"),
                         {.min = 0, .minExcluded = true, .optional = true, .factor = std::sqrt(2.0), .powers = true},
                         [](S& s, std::optional<double> v) { s.length = v; });
    m_lambda = addNumber(
        tr("Lambda"), "forceLambda",
        tr("Regularisation, added to the diagonal of the kernel matrix; empty = 1e-10 for distances, searched for MBTR"),
        {.min = 0, .optional = true, .factor = 4, .powers = true}, [](S& s, std::optional<double> v) { s.lambda = v; });
    m_seed = addNumber(tr("Seed"), "forceSeed", tr("The same seed draws the same geometries, on every machine"),
                       {.min = 0, .max = kLargestSeed, .whole = true, .step = 1},
                       [](S& s, std::optional<double> v) { s.split.seed = static_cast<std::uint64_t>(*v); });
    m_solver = addChoice(tr("Solver"), "forceSolver", tr("How the weights of the model are found"),
                         [](S& s, int i) { s.solver = static_cast<GdmlSolver>(i); });
    m_solver->setChoices({{tr("what fits"), tr("Cholesky where the kernel matrix fits into memory, else conjugate gradients"),
                           static_cast<int>(GdmlSolver::WhatFits)},
                          {tr("Cholesky"), tr("Exact; stores the kernel matrix"), static_cast<int>(GdmlSolver::Cholesky)},
                          {tr("conjugate gradients"), tr("Never stores the matrix; Nyström preconditioner"),
                           static_cast<int>(GdmlSolver::Iterative)}});
    m_symmetry->setObjectName("forceSymmetry");
    m_symmetry->setAccessibleName(m_symmetry->text());
    m_symmetry->setToolTip(
        tr("Finds in the training geometries which like atoms change places, and makes the model the same for all of them"));
    m_form->addRow({}, m_symmetry);
    connect(m_symmetry, &QCheckBox::clicked, this,
            [this](bool on) { change(m_symmetry->text(), [on](S& s) { s.useSymmetry = on; }); });
}

QComboBox* ForcesForm::addProperty(const QString& label, const char* name, const QString& toolTip,
                                   std::string GdmlTrainingSettings::*member)
{
    auto* box = new QComboBox(this);
    box->setObjectName(name);
    box->setAccessibleName(label);
    box->setToolTip(toolTip);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_form->add(label, box);
    connect(box, &QComboBox::activated, this, [this, box, label, member] {
        change(label, [&](GdmlTrainingSettings& s) { s.*member = box->currentData().toString().toStdString(); });
    });
    return box;
}

ChoiceBox* ForcesForm::addChoice(const QString& label, const char* name, const QString& toolTip,
                                 void (*set)(GdmlTrainingSettings&, int))
{
    auto* box = new ChoiceBox(this);
    box->setObjectName(name);
    box->setAccessibleName(label);
    box->setToolTip(toolTip);
    m_form->add(label, box);
    connect(box, &ChoiceBox::chosen, this,
            [this, label, set](int value) { change(label, [&](GdmlTrainingSettings& s) { set(s, value); }); });
    return box;
}

NumberField* ForcesForm::addNumber(const QString& label, const char* name, const QString& toolTip, const NumberLimits& limits,
                                   void (*set)(GdmlTrainingSettings&, std::optional<double>))
{
    auto* field = new NumberField(limits, this);
    field->setObjectName(name);
    field->describe(label, toolTip);
    m_form->add(label, field);
    connect(field, &NumberField::valueChanged, this,
            [this, label, set](std::optional<double> value) { change(label, [&](GdmlTrainingSettings& s) { set(s, value); }); });
    return field;
}

void ForcesForm::change(const QString& label, const std::function<void(GdmlTrainingSettings&)>& edit)
{
    GdmlTrainingSettings settings = m_trainer->settings();
    edit(settings);
    m_trainer->changeSettings(settings, tr("Change %1 of the force model").arg(label));
}

void ForcesForm::readDataset()
{
    const auto dataset = m_trainer->dataset();
    setEnabled(dataset && m_trainer->obstacle().isEmpty());
    m_forces->clear();
    m_energy->clear();
    if (dataset)
        for (const Property& property : dataset->properties) {
            const QString name = QString::fromStdString(property.name);
            if (isForces(property))
                m_forces->addItem(withUnit(property), name);
            else if (property.isScalar())
                m_energy->addItem(withUnit(property), name);
        }
    readSettings();
}

void ForcesForm::readSettings()
{
    const GdmlTrainingSettings& settings = m_trainer->settings();
    m_forces->setCurrentIndex(m_forces->findData(QString::fromStdString(settings.forces)));
    m_energy->setCurrentIndex(m_energy->findData(QString::fromStdString(settings.energy)));
    m_descriptor->setValue(static_cast<int>(settings.descriptor.kind));
    m_train->setValue(settings.split.train);
    m_validate->setValue(settings.split.validate > 0 ? std::optional<double>(settings.split.validate) : std::nullopt);
    m_method->setValue(settings.validateLast ? kLastValidate : static_cast<int>(settings.split.method));
    m_length->setValue(settings.length);
    m_length->setPlaceholder(tr("searched"));
    m_length->setUnit(descriptorUnit(settings.descriptor.kind).trimmed());
    m_lambda->setValue(settings.lambda);
    m_lambda->setPlaceholder(settings.descriptor.kind == GdmlDescriptor::Mbtr ? tr("searched") : tr("1e-10"));
    m_seed->setValue(static_cast<double>(settings.split.seed));
    m_solver->setValue(static_cast<int>(settings.solver));
    m_symmetry->setChecked(settings.useSymmetry);
    showEstimate();
}

void ForcesForm::showEstimate()
{
    const auto dataset = m_trainer->dataset();
    m_estimate->setVisible(isEnabled());
    if (!dataset || !isEnabled())
        return;
    const SplitSettings& split = m_trainer->settings().split;
    const int rest = dataset->size() - split.train;
    m_validate->setPlaceholder(rest > 0 ? tr("others (%1)").arg(rest) : tr("none left"));
    m_estimate->setText(rest < split.validate ? tr("There are only %n structures.", nullptr, dataset->size())
                                              : estimateText(m_trainer->settings(), dataset->structures.front().atomCount()));
}

} // namespace mbtr::gui

#include "moc_forces_form.cpp"
