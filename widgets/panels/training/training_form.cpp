#include "widgets/panels/training/training_form.h"

#include "widgets/document/session.h"
#include "widgets/fields/choice_box.h"
#include "widgets/fields/field_grid.h"
#include "widgets/fields/number_field.h"
#include "widgets/fields/texts.h"
#include "widgets/fields/units.h"
#include "widgets/panels/training/training_defaults.h"
#include "widgets/panels/training/training_forecast.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <cmath>
#include <functional>

namespace mbtr::gui {

namespace {

constexpr double kMostStructures = 1e7;
constexpr double kLargestSeed = 9007199254740992; // 2^53: every whole number up to it is a double

QString targetText(const Property& property, int structures)
{
    QString text = QString::fromStdString(property.name);
    if (!property.unit.empty())
        text += QString(" (%1)").arg(prettyUnit(property.unit));
    const auto missing = static_cast<std::size_t>(structures) - property.count();
    return missing == 0 ? text : text + TrainingForm::tr(", %n missing", nullptr, static_cast<int>(missing));
}

} // namespace

TrainingForm::TrainingForm(Session* session, TrainingForecaster* forecaster, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_form(new FieldGrid(240, 4, this))
    , m_target(new QComboBox(this))
    , m_perAtom(new QCheckBox(tr("per atom"), this))
    , m_representation(new ChoiceBox(this))
    , m_baseline(new QCheckBox(tr("subtract composition"), this))
    , m_scaling(new QCheckBox(tr("even terms"), this))
    , m_kernel(new ChoiceBox(this))
    , m_method(new ChoiceBox(this))
    , m_groupBy(new QComboBox(this))
    , m_sizes(new QLabel(this))
    , m_forecast(new TrainingForecast(session, forecaster, this))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 4);
    layout->setSpacing(5);
    layout->addWidget(m_form);
    makeModelRows();
    makeSplitRows();
    m_sizes->setObjectName("sizes");
    m_sizes->setWordWrap(true);
    m_sizes->setForegroundRole(QPalette::PlaceholderText);
    layout->addWidget(m_sizes);
    layout->addWidget(m_forecast);
    layout->addStretch(1);
    connect(m_session, &Session::inputsChanged, this, &TrainingForm::readSettings);
    connect(m_session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            readDataset();
    });
    readDataset();
}

void TrainingForm::makeModelRows()
{
    m_target->setObjectName("target");
    m_target->setAccessibleName(tr("Target property"));
    m_target->setToolTip(tr("What the model learns: a property with one number for each structure"));
    m_target->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_target->setMinimumContentsLength(24);
    m_perAtom->setObjectName("perAtom");
    m_perAtom->setAccessibleName(tr("Target per atom"));
    m_perAtom->setToolTip(tr("Divides the target by the number of atoms; errors are then per atom"));
    auto* target = new QWidget(this);
    auto* row = new QHBoxLayout(target);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_target);
    row->addSpacing(8);
    row->addWidget(m_perAtom);
    row->addStretch(1);
    m_form->addRow(tr("Target"), target);
    connect(m_target, &QComboBox::activated, this, [this] {
        change(tr("Change target"), [this](TrainingSettings& s) { s.target = m_target->currentData().toString().toStdString(); });
    });
    connect(m_perAtom, &QCheckBox::clicked, this,
            [this](bool on) { change(tr("Change target"), [on](TrainingSettings& s) { s.perAtom = on; }); });
    addChoice(m_representation, tr("Describe by"), "representation",
              tr("What the model sees of a structure: the MBTR of the Explore page, or for molecules the sorted Coulomb matrix "
                 "(Rupp 2012) or the bag of bonds (Hansen 2015)"),
              representationNames(), [](TrainingSettings& s, int i) { s.representation = static_cast<RepresentationKind>(i); });
    const QStringList titles {tr("MBTR"), tr("Coulomb matrix"), tr("Bag of bonds")};
    for (int i = 0; i < m_representation->count(); ++i)
        m_representation->setItemText(i, titles.value(i));
    addSwitches();
    addChoice(m_kernel, tr("Kernel"), "kernel", tr("Similarity of two structures"), kernelNames(),
              [](TrainingSettings& s, int i) {
                  s.kernel = makeKernel(kernelNames()[static_cast<std::size_t>(i)], lengthOf(s.kernel));
              });
    const QStringList formulas {"<x, y>", "exp(-|x - y|² / (2 length²))", "exp(-|x - y|₁ / length)",
                                "(1 + a + a²/3) exp(-a), a = √5 |x - y| / length"};
    for (int i = 0; i < m_kernel->count(); ++i)
        m_kernel->setItemData(i, formulas.value(i), Qt::ToolTipRole);
    m_length
        = addNumber(tr("Length"), "length", tr("Length of the kernel, in units of the features' distance. Takes powers: 2^3.5"),
                    {.min = 0, .minExcluded = true, .factor = std::sqrt(2.0), .powers = true},
                    [](TrainingSettings& s, double value) { s.kernel = makeKernel(nameOf(s.kernel), value); });
    m_lambda
        = addNumber(tr("Lambda"), "lambda", tr("Regularisation, added to the diagonal of the kernel matrix. Takes powers: 2^-20"),
                    {.min = 0, .minExcluded = true, .factor = 2, .powers = true},
                    [](TrainingSettings& s, double value) { s.lambda = value; });
}

void TrainingForm::addSwitches()
{
    m_baseline->setObjectName("baseline");
    m_baseline->setAccessibleName(tr("Composition baseline"));
    m_baseline->setToolTip(
        tr("The model learns what a linear least-squares fit in the numbers (or fractions) of atoms of each element leaves"));
    m_scaling->setObjectName("scaling");
    m_scaling->setAccessibleName(tr("Even terms"));
    m_scaling->setToolTip(
        tr("Multiplies the columns of each MBTR term so that all terms vary as much over the training structures"));
    auto* switches = new QWidget(this);
    auto* row = new QHBoxLayout(switches);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_baseline);
    row->addSpacing(8);
    row->addWidget(m_scaling);
    row->addStretch(1);
    m_form->addRow(tr("Before learning"), switches);
    connect(m_baseline, &QCheckBox::clicked, this,
            [this](bool on) { change(tr("Change baseline"), [on](TrainingSettings& s) { s.compositionBaseline = on; }); });
    connect(m_scaling, &QCheckBox::clicked, this, [this](bool on) {
        change(tr("Change scaling of terms"),
               [on](TrainingSettings& s) { s.scaling = on ? TermScaling::Even : TermScaling::None; });
    });
}

void TrainingForm::makeSplitRows()
{
    m_train = addNumber(tr("Train on"), "train", tr("Number of structures that train the model"),
                        {.min = 1, .max = kMostStructures, .whole = true, .step = 100},
                        [](TrainingSettings& s, double value) { s.split.train = static_cast<int>(value); });
    m_validate = addNumber(tr("Validate on"), "validate",
                           tr("Number of structures the model is tested on; empty = all that do not train"),
                           {.min = 0, .max = kMostStructures, .whole = true, .optional = true, .step = 100},
                           [](TrainingSettings& s, double value) { s.split.validate = static_cast<int>(value); });
    addChoice(m_method, tr("Split"), "split", tr("How structures are drawn"), splitMethodNames(),
              [](TrainingSettings& s, int i) { s.split.method = static_cast<SplitMethod>(i); });
    const QStringList about {tr("Drawn at random"), tr("Spread evenly over the values of the target"),
                             tr("The first in file order train, the last validate: for trajectories"),
                             tr("Whole groups train or validate: for errors of formulas, files or families that are new")};
    for (int i = 0; i < m_method->count(); ++i)
        m_method->setItemData(i, about.value(i), Qt::ToolTipRole);
    m_groupBy->setObjectName("groupBy");
    m_groupBy->setAccessibleName(tr("Group by"));
    m_groupBy->setToolTip(tr("What structures of one group have in common"));
    m_form->add(tr("Group by"), m_groupBy);
    connect(m_groupBy, &QComboBox::activated, this, [this] {
        change(tr("Change groups of the training"),
               [this](TrainingSettings& s) { s.split.groupBy = m_groupBy->currentData().toString().toStdString(); });
    });
    m_seed = addNumber(tr("Seed"), "seed", tr("The same seed draws the same structures, on every machine"),
                       {.min = 0, .max = kLargestSeed, .whole = true, .step = 1},
                       [](TrainingSettings& s, double value) { s.split.seed = static_cast<std::uint64_t>(value); });
    m_forceSmall = addNumber(tr("Always train"), "forceSmall",
                             tr("Structures with fewer atoms other than hydrogen than this always train; 0 = none"),
                             {.min = 0, .max = 1000, .whole = true, .step = 1},
                             [](TrainingSettings& s, double value) { s.split.forceSmall = static_cast<int>(value); });
}

NumberField* TrainingForm::addNumber(const QString& label, const char* name, const QString& toolTip, const NumberLimits& limits,
                                     void (*set)(TrainingSettings&, double))
{
    auto* field = new NumberField(limits, this);
    field->setObjectName(name);
    field->describe(label, toolTip);
    m_form->add(label, field);
    connect(field, &NumberField::valueChanged, this, [this, label, set](std::optional<double> value) {
        change(tr("Change \"%1\" of the training").arg(label.toLower()), [&](TrainingSettings& s) { set(s, value.value_or(0)); });
    });
    return field;
}

void TrainingForm::addChoice(ChoiceBox* box, const QString& label, const char* name, const QString& toolTip,
                             std::span<const std::string_view> names, void (*set)(TrainingSettings&, int))
{
    QList<Choice> choices;
    for (int i = 0; i < static_cast<int>(names.size()); ++i)
        choices.append({asQString(names[static_cast<std::size_t>(i)]), {}, i});
    box->setChoices(choices);
    box->setObjectName(name);
    box->setAccessibleName(label);
    box->setToolTip(toolTip);
    m_form->add(label, box);
    connect(box, &ChoiceBox::chosen, this, [this, label, set](int value) {
        change(tr("Change \"%1\" of the training").arg(label.toLower()), [&](TrainingSettings& s) { set(s, value); });
    });
}

void TrainingForm::change(const QString& what, const std::function<void(TrainingSettings&)>& edit)
{
    TrainingSettings settings = m_session->trainingSettings();
    edit(settings);
    m_session->changeTrainingSettings(settings, what);
}

bool TrainingForm::isReady() const
{
    return m_target->count() > 0 && m_session->dataset().value && m_session->dataset().value->size() > 1;
}

void TrainingForm::readDataset()
{
    m_target->clear();
    if (const auto dataset = m_session->dataset().value) {
        for (const Property& property : dataset->properties)
            if (isTarget(property))
                m_target->addItem(targetText(property, dataset->size()), QString::fromStdString(property.name));
        readGroups(*dataset);
        if (!m_session->showsFirstStructures())
            m_session->adoptTrainingSettings(fitted(m_session->trainingSettings(), *dataset));
    }
    setEnabled(isReady());
    readSettings();
}

void TrainingForm::readGroups(const Dataset& dataset)
{
    m_groupBy->clear();
    m_groupBy->addItem(tr("formula"), "formula");
    if (dataset.sources.size() > 1)
        m_groupBy->addItem(tr("file"), "file");
    for (const Property& property : dataset.properties)
        if (!property.isPerAtom())
            m_groupBy->addItem(QString::fromStdString(property.name), QString::fromStdString(property.name));
}

void TrainingForm::readSettings()
{
    const TrainingSettings& settings = m_session->trainingSettings();
    m_target->setCurrentIndex(m_target->findData(QString::fromStdString(settings.target)));
    m_perAtom->setChecked(settings.perAtom);
    m_kernel->setValue(static_cast<int>(settings.kernel.index()));
    m_representation->setValue(static_cast<int>(settings.representation));
    m_baseline->setChecked(settings.compositionBaseline);
    m_scaling->setChecked(settings.scaling == TermScaling::Even);
    m_scaling->setEnabled(settings.representation == RepresentationKind::Mbtr);
    m_form->setShown(m_length, !std::holds_alternative<LinearKernel>(settings.kernel));
    m_length->setValue(lengthOf(settings.kernel));
    m_lambda->setValue(settings.lambda);
    m_train->setValue(settings.split.train);
    m_validate->setValue(settings.split.validate > 0 ? std::optional<double>(settings.split.validate) : std::nullopt);
    m_method->setValue(static_cast<int>(settings.split.method));
    m_groupBy->setCurrentIndex(m_groupBy->findData(QString::fromStdString(settings.split.groupBy)));
    m_form->setShown(m_groupBy, settings.split.method == SplitMethod::Groups);
    m_seed->setValue(static_cast<double>(settings.split.seed));
    m_forceSmall->setValue(settings.split.forceSmall);
    showSizes();
}

void TrainingForm::showSizes()
{
    const auto dataset = m_session->dataset().value;
    m_sizes->setVisible(isReady());
    m_forecast->setVisible(isReady());
    if (!dataset)
        return;
    const SplitSettings& split = m_session->trainingSettings().split;
    const int usable = usableCount(*dataset, m_session->trainingSettings().target), left = dataset->size() - usable;
    const int rest = usable - split.train;
    m_validate->setPlaceholder(rest > 0 ? tr("others (%1)").arg(rest) : tr("none left"));
    const int validate = split.validate > 0 ? split.validate : std::max(0, rest);
    m_sizes->setText(rest < validate || rest < 1
                         ? tr("There are only %n structures.", nullptr, usable)
                         : tr("%1 of %2 structures train, %3 validate.").arg(split.train).arg(usable).arg(validate));
    if (left > 0)
        m_sizes->setText(m_sizes->text() + ' ' + tr("Left out, as the target has no value for them: %1.").arg(left));
}

} // namespace mbtr::gui
