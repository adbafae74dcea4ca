#include "widgets/panels/settings/all_terms_form.h"

#include "widgets/fields/choice_box.h"
#include "widgets/fields/field_grid.h"
#include "widgets/fields/field_style.h"
#include "widgets/fields/species_field.h"
#include "widgets/fields/texts.h"
#include "widgets/panels/settings/correlation_table.h"

#include <QCheckBox>
#include <QLabel>
#include <QVBoxLayout>

namespace mbtr::gui {

namespace {

struct Words {
    QString text;
    QString toolTip;
};

/// For an enumeration whose names in files are in the order of the enumerators, as the words are.
QList<Choice> choicesOf(std::span<const std::string_view> namesInFiles, const QList<Words>& words)
{
    QList<Choice> choices;
    for (int i = 0; i < words.size(); ++i)
        choices.append({words[i].text,
                        AllTermsForm::tr("%1. In settings files: %2")
                            .arg(words[i].toolTip, asQString(namesInFiles[static_cast<std::size_t>(i)])),
                        i});
    return choices;
}

} // namespace

AllTermsForm::AllTermsForm(QWidget* parent)
    : QWidget(parent)
    , m_fields(new FieldGrid(232, 3, this))
    , m_normalizeGaussians(new QCheckBox(tr("Normalise Gaussians"), this))
    , m_species(new SpeciesField(this))
    , m_correlation(new CorrelationTable(this))
    , m_problem(makeProblemLabel(this))
{
    setObjectName("allTerms");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_fields, 0, Qt::AlignTop);
    makeChoices();
    makeElements();
    m_fields->addRow({}, m_problem);
    layout->addStretch(1);
}

ChoiceBox* AllTermsForm::addChoice(const char* name, const QString& label, const QString& toolTip, const QList<Choice>& choices,
                                   void (*change)(MbtrSettings&, int))
{
    auto* choice = new ChoiceBox(this);
    choice->setObjectName(name);
    choice->setAccessibleName(label);
    choice->setToolTip(toolTip);
    choice->setChoices(choices);
    m_fields->add(label, choice);
    connect(choice, &ChoiceBox::chosen, this, [this, label, change](int value) {
        change(m_settings, value);
        emit edited(m_settings, tr("Change %1").arg(label.toLower()));
    });
    return choice;
}

void AllTermsForm::makeChoices()
{
    m_discretization
        = addChoice("discretization", tr("Discretisation"), tr("How a Gaussian becomes numbers on the grid"),
                    choicesOf(discretizationNames(),
                              {{tr("Mass in each bin"), tr("Bins from min to max, mass in each bin")},
                               {tr("Mass, centred bins"), tr("Bins centred on the grid points, mass in each bin")},
                               {tr("Density at grid points"), tr("Bins centred on the grid points, mass divided by bin width")}}),
                    [](MbtrSettings& s, int value) { s.discretization = static_cast<Discretization>(value); });
    m_normalization = addChoice("normalization", tr("Normalisation"), tr("What the whole tensor is divided by"),
                                choicesOf(normalizationNames(),
                                          {{tr("None"), tr("Nothing: grows with the size of the structure")},
                                           {tr("Euclidean norm"), tr("Divided by its Euclidean norm")},
                                           {tr("Sum"), tr("Divided by its sum")},
                                           {tr("Number of atoms"), tr("Divided by the number of atoms")},
                                           {tr("Valle and Oganov"), tr("As Valle and Oganov; crystals only")}}),
                                [](MbtrSettings& s, int value) { s.normalization = static_cast<Normalization>(value); });
    m_reversals = addChoice("reversals", tr("Reversals"), tr("Whether a tuple and its reversal count once or twice"),
                            {{tr("counted once"), tr("C-H stands for H-C, too"), static_cast<int>(Reversals::Removed)},
                             {tr("kept"), tr("All element blocks, both directions"), static_cast<int>(Reversals::Kept)}},
                            [](MbtrSettings& s, int value) { s.reversals = static_cast<Reversals>(value); });
    m_periodicity = addChoice("periodicity", tr("Unit cell"), tr("Whether atoms beyond the cell count"),
                              {{tr("as in the file"), tr("Periodic where the structure is"), static_cast<int>(Periodicity::Auto)},
                               {tr("ignored"), tr("Only the atoms in the file"), static_cast<int>(Periodicity::Ignored)}},
                              [](MbtrSettings& s, int value) { s.periodicity = static_cast<Periodicity>(value); });
    m_normalizeGaussians->setObjectName("normalizeGaussians");
    m_normalizeGaussians->setAccessibleName(tr("Normalise Gaussians"));
    m_normalizeGaussians->setToolTip(
        tr("Area 1 for each Gaussian; off: height 1. Only the discretisation \"density at grid points\" has the choice."));
    m_fields->addRow({}, m_normalizeGaussians);
    connect(m_normalizeGaussians, &QCheckBox::clicked, this, [this](bool checked) {
        m_settings.normalizeGaussians = checked;
        emit edited(m_settings, tr("Change normalisation of Gaussians"));
    });
}

void AllTermsForm::makeElements()
{
    m_fields->addRow(tr("Elements"), m_species);
    m_fields->addRow(tr("Correlation"), m_correlation);
    connect(m_species, &SpeciesField::speciesChanged, this, [this](const std::optional<std::vector<int>>& species) {
        m_settings.elementCorrelation = adaptedTo(species.value_or(std::vector<int>()), m_settings.elementCorrelation,
                                                  m_settings.species.value_or(std::vector<int>()));
        m_settings.species = species;
        emit edited(m_settings, tr("Change elements"));
    });
    connect(m_correlation, &CorrelationTable::matrixChanged, this, [this](const CorrelationMatrix& matrix) {
        m_settings.elementCorrelation = matrix;
        emit edited(m_settings, matrix.empty() ? tr("Reset element correlation") : tr("Change element correlation"));
    });
}

void AllTermsForm::setSettings(const MbtrSettings& settings)
{
    m_settings = settings;
    m_discretization->setValue(static_cast<int>(settings.discretization));
    m_normalization->setValue(static_cast<int>(settings.normalization));
    m_reversals->setValue(static_cast<int>(settings.reversals));
    m_periodicity->setValue(static_cast<int>(settings.periodicity));
    m_normalizeGaussians->setChecked(settings.normalizeGaussians);
    m_normalizeGaussians->setEnabled(settings.discretization == Discretization::Dscribe);
    m_species->setSpecies(settings.species);
    m_correlation->setMatrix(settings.elementCorrelation, settings.species.value_or(std::vector<int>()));
}

void AllTermsForm::showProblem(const QString& problem)
{
    mbtr::gui::showProblem(m_problem, problem);
}

} // namespace mbtr::gui
