#include "widgets/panels/phases/phase_form.h"

#include "widgets/document/session.h"
#include "widgets/fields/choice_box.h"
#include "widgets/fields/number_field.h"
#include "widgets/fields/units.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <algorithm>

namespace mbtr::gui {

namespace {

enum Meaning { PerAtom, PerCell, Formation };

/// An energy that stands alone is found by its name.
int likelyEnergy(const QComboBox& properties)
{
    for (int i = 0; i < properties.count(); ++i)
        if (properties.itemData(i).toString().contains("energy", Qt::CaseInsensitive))
            return i;
    return properties.count() > 0 ? 0 : -1;
}

Meaning likelyMeaning(const QString& name)
{
    if (name.contains("formation", Qt::CaseInsensitive) || name.contains("mixing", Qt::CaseInsensitive)
        || name.contains("enthalpy", Qt::CaseInsensitive))
        return Formation;
    return name.contains("atom", Qt::CaseInsensitive) ? PerAtom : PerCell;
}

QHBoxLayout* makeRow(QWidget* parent)
{
    auto* row = new QHBoxLayout(parent);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    return row;
}

} // namespace

PhaseForm::PhaseForm(Session* session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_property(new QComboBox(this))
    , m_meaning(new ChoiceBox(this))
    , m_rule(new ChoiceBox(this))
    , m_batch(new NumberField({.min = 1, .max = 1000, .whole = true, .step = 1}, this))
    , m_start(new NumberField({.min = 0, .max = 100'000, .whole = true, .step = 1}, this))
    , m_seed(new NumberField({.min = 0, .max = 1e9, .whole = true, .step = 1}, this))
{
    setObjectName("phaseForm");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 6, 8, 0);
    layout->setSpacing(4);
    layout->addWidget(makeEnergies());
    layout->addWidget(makeSearch());
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            fillProperties();
    });
    fillProperties();
}

QWidget* PhaseForm::makeEnergies()
{
    m_property->setObjectName("phaseEnergy");
    m_property->setAccessibleName(tr("Energies of the diagram"));
    m_property->setToolTip(tr("A property with one energy for each structure"));
    m_property->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_property->setMinimumContentsLength(12);
    for (QComboBox* box : std::initializer_list<QComboBox*> {m_meaning, m_rule}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(14);
    }
    m_meaning->setObjectName("phaseMeaning");
    m_meaning->setAccessibleName(tr("What the energies are"));
    m_meaning->setChoices({{tr("total, per atom"), tr("Total energies divided by the number of atoms"), PerAtom},
                           {tr("total, of the cell"), tr("Total energies of all atoms of a structure"), PerCell},
                           {tr("of formation, per atom"), tr("The elements are zero already"), Formation}});
    auto* line = new QWidget(this);
    auto* row = makeRow(line);
    row->addWidget(new QLabel(tr("Energy"), this));
    row->addWidget(m_property, 1);
    row->addWidget(m_meaning);
    connect(m_property, &QComboBox::activated, this, [this] {
        m_meaning->setValue(likelyMeaning(m_property->currentData().toString()));
        emit energiesChanged();
    });
    connect(m_meaning, &ChoiceBox::chosen, this, &PhaseForm::energiesChanged);
    return line;
}

QWidget* PhaseForm::makeSearch()
{
    m_rule->setObjectName("hullRule");
    m_rule->setAccessibleName(tr("Which structure is calculated next"));
    m_rule->setChoices({{tr("Expected improvement"), tr("How far below the hull on average: σ (z Φ(z) + φ(z)), z = (h − μ) / σ"),
                         int(HullRule::ExpectedImprovement)},
                        {tr("Confidence bound"), tr("h − μ + 2 σ"), int(HullRule::LowerConfidenceBound)},
                        {tr("Chance to be a vertex"),
                         tr("Share of joint samples of all unknown energies in which it is a vertex"), int(HullRule::Vertex)},
                        {tr("Variance of the hull"), tr("Σ Cov(E, h(c))² / Var(E) over compositions c"), int(HullRule::Variance)},
                        {tr("Paper (Huo && Rupp 2022)"),
                         tr("Three models on transformed energies; ends where none has a candidate"), int(HullRule::Paper)},
                        {tr("Lowest mean"), tr("h − μ: without uncertainty, for comparison"), int(HullRule::Mean)},
                        {tr("At random"), tr("For comparison"), int(HullRule::Random)}});
    const auto name = [](NumberField* field, const char* object, const QString& text, const QString& tip, int value) {
        field->setObjectName(object);
        field->describe(text, tip);
        field->setValue(value);
        field->setMaximumWidth(76);
    };
    const HullSearchSettings defaults;
    name(m_batch, "hullBatch", tr("Structures a round"),
         tr("Chosen one after another, each as if the one before had its predicted energy"), defaults.batch);
    name(m_start, "hullStart", tr("Structures of the first round"), tr("Drawn at random, besides one of each element"),
         defaults.start);
    name(m_seed, "hullSeed", tr("Seed"), tr("Of everything that is drawn at random"), static_cast<int>(defaults.seed));
    auto* line = new QWidget(this);
    auto* row = makeRow(line);
    row->addWidget(new QLabel(tr("Next"), this));
    row->addWidget(m_rule, 1);
    row->addWidget(new QLabel(tr("Batch"), this));
    row->addWidget(m_batch);
    row->addWidget(new QLabel(tr("Start"), this));
    row->addWidget(m_start);
    row->addWidget(new QLabel(tr("Seed"), this));
    row->addWidget(m_seed);
    return line;
}

void PhaseForm::fillProperties()
{
    const QString before = m_property->currentData().toString();
    m_property->clear();
    if (const auto dataset = m_session->dataset().value)
        for (const Property& property : dataset->properties)
            if (property.isScalar() && property.count() > 0) {
                const QString name = QString::fromStdString(property.name);
                m_property->addItem(name + unitSuffix(property.unit), name);
            }
    if (m_property->count() == 0 && m_session->dataset().value && m_session->dataset().value->size() > 0)
        m_property->addItem(tr("energy (none yet)"), QStringLiteral("energy"));
    const int same = m_property->findData(before);
    m_property->setCurrentIndex(same >= 0 ? same : likelyEnergy(*m_property));
    if (same < 0)
        m_meaning->setValue(likelyMeaning(m_property->currentData().toString()));
    emit energiesChanged();
}

bool PhaseForm::isReady() const
{
    return m_property->currentIndex() >= 0;
}

HullEnergies PhaseForm::energies() const
{
    return {.property = m_property->currentData().toString().toStdString(),
            .perCell = m_meaning->value() == PerCell,
            .isFormation = m_meaning->value() == Formation};
}

HullSearchSettings PhaseForm::settings() const
{
    HullSearchSettings settings;
    settings.rule = static_cast<HullRule>(m_rule->value());
    settings.batch = m_batch->wholeNumber();
    settings.start = m_start->wholeNumber();
    settings.seed = static_cast<std::uint64_t>(m_seed->number());
    return settings;
}

} // namespace mbtr::gui

#include "moc_phase_form.cpp"
