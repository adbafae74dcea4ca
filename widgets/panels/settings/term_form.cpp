#include "widgets/panels/settings/term_form.h"

#include "widgets/fields/choice_box.h"
#include "widgets/fields/field_grid.h"
#include "widgets/fields/field_style.h"
#include "widgets/fields/number_field.h"
#include "widgets/fields/number_slider.h"
#include "widgets/fields/number_text.h"
#include "widgets/fields/texts.h"
#include "widgets/fields/units.h"
#include "widgets/panels/settings/function_formulas.h"
#include "widgets/panels/settings/term_defaults.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <cmath>

namespace mbtr::gui {

namespace {

constexpr int kColumn = 258; // pixels: label, number, unit and a short slider

QString toolTipOf(const Formula& formula, std::string_view nameInFiles)
{
    return TermForm::tr("<p>%1: %2</p><p>In settings files: <tt>%3</tt></p>")
        .arg(formula.symbols, formula.words, asQString(nameInFiles));
}

QList<Choice> geometriesFor(int k)
{
    QList<Choice> choices;
    for (const GeometryInfo& entry : geometries())
        if (existsFor(entry, k))
            choices.append({geometryChoice(entry.value), toolTipOf(geometryFormula(entry.value), entry.name),
                            static_cast<int>(entry.value)});
    return choices;
}

/// Those that have no values for the geometry cannot be chosen.
QList<Choice> weightingsFor(int k, Geometry geometry)
{
    QList<Choice> choices;
    for (const WeightingInfo& entry : weightings()) {
        if (!existsFor(entry, k))
            continue;
        const TermSettings term {.k = k, .weighting = adapted({}, entry.value)};
        const QString reason = QString::fromStdString(whyImpossible(geometry, entry.value));
        QString toolTip = toolTipOf(weightingFormula(term), entry.name);
        if (!reason.isEmpty())
            toolTip += "<p>" + reason.toHtmlEscaped() + "</p>";
        choices.append({weightingChoice(entry.value, k), toolTip, static_cast<int>(entry.value), reason.isEmpty()});
    }
    return choices;
}

double unitScale(const TermSettings& term)
{
    return shownUnit(info(term.geometry).unit).scale;
}

} // namespace

TermForm::TermForm(int index, QWidget* parent)
    : QWidget(parent)
    , m_index(index)
    , m_fields(new FieldGrid(kColumn, 3, this))
    , m_order(new ChoiceBox(this))
    , m_geometry(new ChoiceBox(this))
    , m_weighting(new ChoiceBox(this))
    , m_remove(new QToolButton(this))
    , m_problem(makeProblemLabel(this))
    , m_resolution(makeProblemLabel(this))
{
    setObjectName(QString("term%1").arg(index + 1));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_fields, 1, Qt::AlignTop);
    makeChoices();
    makeWeighting();
    makeGrid();
    m_fields->addRow({}, m_problem);
    m_resolution->setObjectName("resolution");
    m_resolution->setAccessibleName(tr("What term %1 cannot tell apart").arg(index + 1));
    m_fields->addRow({}, m_resolution);
}

void TermForm::makeChoices()
{
    m_remove->setObjectName("removeTerm");
    m_remove->setText(tr("Remove"));
    m_remove->setToolTip(tr("Remove this term"));
    m_remove->setAccessibleName(tr("Remove term %1").arg(m_index + 1));
    m_order->setMinimumContentsLength(6);
    m_order->setObjectName("k");
    m_order->setToolTip(tr("Number of atoms a tuple has: 1 elements, 2 pairs, 3 triples, 4 chains"));
    m_order->setAccessibleName(tr("Order k of term %1").arg(m_index + 1));
    m_order->setChoices(
        {{tr("1 - elements"), {}, 1}, {tr("2 - pairs"), {}, 2}, {tr("3 - triples"), {}, 3}, {tr("4 - chains"), {}, 4}});
    m_geometry->setObjectName("geometry");
    m_geometry->setAccessibleName(tr("Geometry function of term %1").arg(m_index + 1));
    m_weighting->setObjectName("weighting");
    m_weighting->setAccessibleName(tr("Weighting function of term %1").arg(m_index + 1));
    auto* order = new QWidget(this);
    auto* orderRow = new QHBoxLayout(order);
    orderRow->setContentsMargins(0, 0, 0, 0);
    orderRow->addWidget(m_order);
    orderRow->addWidget(m_remove);
    orderRow->addStretch(1);
    order->setFocusProxy(m_order);
    m_fields->add(tr("k"), order);
    m_fields->add(tr("Geometry"), m_geometry);
    m_fields->add(tr("Weighting"), m_weighting);
    connect(m_remove, &QToolButton::clicked, this, &TermForm::removeRequested);
    connect(m_order, &ChoiceBox::chosen, this, &TermForm::changeOrder);
    connect(m_geometry, &ChoiceBox::chosen, this, &TermForm::changeGeometry);
    connect(m_weighting, &ChoiceBox::chosen, this, &TermForm::changeWeighting);
}

void TermForm::makeGrid()
{
    const auto shownMax = [this](const TermSettings& term) { return withMax(term.grid, m_discretization).max; };
    const auto gridOf = [this](TermSettings& term) -> GridSettings& {
        term.grid = withMax(term.grid, m_discretization);
        return term.grid;
    };
    auto* first = makeNumber(tr("Grid from"), tr("Lower end of the grid"), {.step = 0.05},
                             {nullptr, "grid.min", [](const TermSettings& term) { return term.grid.min; },
                              [gridOf](TermSettings& term, std::optional<double> value) { gridOf(term).min = *value; }, true});
    auto* last = makeNumber(tr("Grid to"), tr("Upper end of the grid"), {.step = 0.05},
                            {nullptr, "grid.max", shownMax,
                             [gridOf](TermSettings& term, std::optional<double> value) { gridOf(term).max = value; }, true});
    auto* bins
        = makeNumber(tr("Bins"), tr("Number of bins n of the grid"), {.min = 1, .max = 100'000, .whole = true, .step = 10},
                     {nullptr, "grid.n", [](const TermSettings& term) { return double(term.grid.n); },
                      [gridOf](TermSettings& term, std::optional<double> value) { gridOf(term).n = static_cast<int>(*value); }});
    auto* step = makeNumber(
        tr("Bin width"), tr("Width of a bin: the grid may be given by its lower end, bin width and number of bins, too"),
        {.min = 0, .minExcluded = true},
        {nullptr, "grid.step", [this](const TermSettings& term) { return stepOf(term.grid, m_discretization); },
         [](TermSettings& term, std::optional<double> value) {
             term.grid = {.min = term.grid.min, .max = {}, .step = value, .n = term.grid.n};
         },
         true});
    m_fields->add(tr("Grid from"), first);
    m_fields->add(tr("Grid to"), last);
    m_fields->add(tr("Bins"), bins);
    m_fields->add(tr("Bin width"), step);
    m_fields->add(tr("Sigma"),
                  makeNumber(tr("Sigma"),
                             tr("Width of the Gaussian each tuple is broadened with; unit of the grid. Takes powers: 2^-4."),
                             {.min = 0, .minExcluded = true, .factor = std::exp2(0.25)},
                             {nullptr, "sigma", [](const TermSettings& term) { return term.sigma; },
                              [](TermSettings& term, std::optional<double> value) { term.sigma = *value; }, true}));
}

void TermForm::makeWeighting()
{
    const NumberLimits positive {.min = 0, .minExcluded = true, .optional = true, .factor = 1.1};
    const NumberLimits fraction {.min = 0, .max = 1, .minExcluded = true, .optional = true, .factor = 10};
    addParameter(tr("Scale s"), tr("s in the formula of the weighting"), positive, "scale", &Weighting::scale);
    addParameter(tr("Threshold"), tr("Tuples of smaller weight are dropped"), fraction, "threshold", &Weighting::threshold);
    addParameter(tr("Cutoff"), tr("Tuples with larger 1/x are dropped; unit of 1/x"), positive, "cutoff", &Weighting::cutoff);
    addParameter(tr("r cut"), tr("Hard limit on the distances from the first (k = 2) or middle (k = 3) atom, in angstrom"),
                 {.min = 0, .minExcluded = true, .optional = true, .step = 0.5}, "r_cut", &Weighting::rCut);
    addParameter(tr("Sharpness"), tr("y in the formula of the weighting"), positive, "sharpness", &Weighting::sharpness);
    addParameter(tr("Accuracy"), tr("In crystals the sum stops where the weight falls below this value"), fraction, "accuracy",
                 &Weighting::accuracy);
    for (const Number& number : m_numbers) {
        if (number.key == "weighting.sharpness")
            number.field->setPlaceholder("2");
        if (number.key == "weighting.accuracy")
            number.field->setPlaceholder("0.001");
        if (number.key == "weighting.r_cut")
            number.field->setUnit("Å");
    }
}

void TermForm::addParameter(const QString& label, const QString& toolTip, const NumberLimits& limits, const QString& key,
                            std::optional<double> Weighting::*member)
{
    const auto set = [member](TermSettings& term, std::optional<double> value) {
        Weighting& weighting = term.weighting;
        weighting.*member = value;
        if (!value || !info(weighting.function).takesThreshold)
            return;
        if (member == &Weighting::rCut) // the core takes either r_cut or scale here
            weighting.scale.reset();
        if (member == &Weighting::scale)
            weighting.rCut.reset();
    };
    m_fields->add(
        label,
        makeNumber(label, toolTip, limits,
                   {nullptr, "weighting." + key, [member](const TermSettings& term) { return term.weighting.*member; }, set}));
}

NumberField* TermForm::makeNumber(const QString& label, const QString& toolTip, const NumberLimits& limits, Number number)
{
    number.field = new NumberField(limits, this);
    number.field->setObjectName(number.key);
    if (const auto span = sliderSpan(number.key.toStdString(), m_term))
        number.field->addSlider(*span);
    number.field->describe(tr("%1 of term %2").arg(label).arg(m_index + 1), toolTip);
    const auto set = number.set;
    const QString what = tr("Change %1 of term %2").arg(label.toLower()).arg(m_index + 1);
    connect(number.field, &NumberField::valueChanged, this,
            [this, set, what, inGridUnit = number.inGridUnit](std::optional<double> value) {
                if (value && inGridUnit)
                    value = *value / unitScale(m_term);
                set(m_term, value);
                emitEdited(what);
            });
    m_numbers.push_back(std::move(number));
    return m_numbers.back().field;
}

void TermForm::changeOrder(int k)
{
    if (k == m_term.k)
        return;
    m_term = defaultTerm(k);
    emitEdited(tr("Change order of term %1").arg(m_index + 1));
}

// The old grid has another unit and range; the weighting stays where it has values for the new geometry.
void TermForm::changeGeometry(int geometry)
{
    if (geometry == static_cast<int>(m_term.geometry))
        return;
    const Weighting weighting = m_term.weighting;
    m_term = defaultTerm(m_term.k, static_cast<Geometry>(geometry));
    if (whyImpossible(m_term.geometry, weighting.function).empty())
        m_term.weighting = weighting;
    emitEdited(tr("Change geometry of term %1").arg(m_index + 1));
}

void TermForm::changeWeighting(int function)
{
    m_term.weighting = adapted(m_term.weighting, static_cast<WeightingFunction>(function));
    emitEdited(tr("Change weighting of term %1").arg(m_index + 1));
}

void TermForm::emitEdited(const QString& what)
{
    emit edited(m_term, what);
}

void TermForm::setTerm(const TermSettings& term, Discretization discretization, bool canBeRemoved)
{
    m_term = term;
    m_discretization = discretization;
    m_remove->setEnabled(canBeRemoved);
    fillChoices();
    showParameters();
    showUnits();
    for (const Number& number : m_numbers) {
        auto value = number.get(m_term);
        if (value && number.inGridUnit)
            value = *value * unitScale(m_term);
        number.field->setValue(value);
    }
}

void TermForm::fillChoices()
{
    m_order->setValue(m_term.k);
    m_geometry->setChoices(geometriesFor(m_term.k));
    m_geometry->setValue(static_cast<int>(m_term.geometry));
    m_geometry->setToolTip(tr("<p><i>g</i>, what maps a tuple to a number:</p>")
                           + toolTipOf(geometryFormula(m_term.geometry), info(m_term.geometry).name));
    m_weighting->setChoices(weightingsFor(m_term.k, m_term.geometry));
    m_weighting->setValue(static_cast<int>(m_term.weighting.function));
    m_weighting->setToolTip(tr("<p><i>w</i>, the weight of a tuple:</p>")
                            + toolTipOf(weightingFormula(m_term), info(m_term.weighting.function).name));
}

void TermForm::showParameters()
{
    const WeightingInfo& about = info(m_term.weighting.function);
    const std::pair<const char*, bool> shown[] {
        {"weighting.scale", about.takesScale},         {"weighting.threshold", about.takesThreshold},
        {"weighting.cutoff", about.takesCutoff},       {"weighting.r_cut", m_term.k > 1},
        {"weighting.sharpness", about.takesSharpness}, {"weighting.accuracy", about.takesAccuracy && m_term.k > 1},
    };
    for (const Number& number : m_numbers)
        for (const auto& [key, visible] : shown)
            if (number.key == key)
                m_fields->setShown(number.field, visible);
}

void TermForm::showUnits()
{
    const ShownUnit unit = shownUnit(info(m_term.geometry).unit);
    for (const Number& number : m_numbers) {
        if (!number.inGridUnit)
            continue;
        number.field->setUnit(unit.text);
        if (number.key != "sigma" && number.key != "grid.step")
            number.field->setStep(unit.scale > 1 ? 5 : m_term.k == 1 ? 0.5 : 0.05);
    }
    for (const Number& number : m_numbers)
        if (const auto span = sliderSpan(number.key.toStdString(), m_term))
            number.field->setSliderSpan(*span);
    for (const Number& number : m_numbers)
        if (number.key == "weighting.r_cut")
            number.field->setPlaceholder(info(m_term.weighting.function).needsRCut ? QString() : tr("none"));
}

bool TermForm::showProblem(const QString& field, const QString& problem)
{
    for (const Number& number : m_numbers) {
        if (number.key != field || number.field->isHidden())
            continue;
        const bool ends = number.key == "grid.max"; // the core's sentence has radians
        number.field->setProblem(ends ? tr("Must be larger than the lower end of the grid.") : problem);
        return true;
    }
    mbtr::gui::showProblem(m_problem, problem);
    return true;
}

void TermForm::showResolution(const QStringList& sentences)
{
    mbtr::gui::showProblem(m_resolution, sentences.join(' '));
}

void TermForm::clearProblems()
{
    mbtr::gui::showProblem(m_problem, {});
    for (const Number& number : m_numbers)
        number.field->clearForeignProblem();
}

} // namespace mbtr::gui
