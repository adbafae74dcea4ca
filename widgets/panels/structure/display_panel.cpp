#include "widgets/panels/structure/display_panel.h"

#include "widgets/fields/counting.h"
#include "widgets/fields/field_grid.h"
#include "widgets/fields/number_field.h"
#include "widgets/fields/species_field.h"
#include "widgets/render/scene/display_table.h"

#include <QCheckBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTabWidget>
#include <QVBoxLayout>

namespace mbtr::gui {

namespace {

constexpr double kPercent = 100;

/// "displayAtomScale" for the key "atomScale".
QString objectNameOf(const char* key)
{
    QString name = QString::fromUtf8(key);
    name[0] = name[0].toUpper();
    return "display" + name;
}

std::optional<ValueRange> withLimit(std::optional<ValueRange> range, double ValueRange::*member, std::optional<double> value)
{
    if (!value)
        return {};
    if (!range)
        range = ValueRange {*value, *value};
    (*range).*member = *value;
    return range;
}

} // namespace

DisplayPanel::DisplayPanel(QWidget* parent)
    : QWidget(parent)
    , m_tabs(new QTabWidget(this))
{
    setObjectName("displayPanel");
    m_tabs->setObjectName("displayTabs");
    m_tabs->setAccessibleName(tr("Display"));
    m_tabs->setDocumentMode(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_tabs);
    makeStylePage();
    makeColorPage();
    makeLabelPage();
    makeCellPage();
    showOptions();
}

FieldGrid* DisplayPanel::addPage(const QString& title, const char* name)
{
    auto* page = new QWidget(m_tabs);
    page->setObjectName(name);
    auto* grid = new FieldGrid(300, 1, page);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(8, 10, 8, 8);
    layout->addWidget(grid);
    layout->addStretch();
    m_tabs->addTab(page, title);
    return grid;
}

void DisplayPanel::makeStylePage()
{
    FieldGrid* page = addPage(tr("&Style"), "displayStylePage");
    addChoice(page, {"style", tr("Style"), tr("How atoms and bonds are drawn")},
              {{tr("Balls and sticks"), tr("Balls of 0.22 van der Waals radii"), int(Style::BallAndStick)},
               {tr("Sticks"), tr("Bonds alone"), int(Style::Sticks)},
               {tr("Space-filling"), tr("Balls of van der Waals radii"), int(Style::SpaceFilling)},
               {tr("Wire"), tr("Bonds as thin lines"), int(Style::Wire)},
               {tr("Polyhedra"), tr("The convex hull of the neighbours of coordinated atoms"), int(Style::Polyhedra)}});
    addNumber(page, {"atomScale", tr("Atoms"), tr("Radius of the balls, times that of the style")}, tr("×"));
    addNumber(page, {"bondScale", tr("Bonds"), tr("Radius of the sticks, times that of the style")}, tr("×"));
    addNumber(page, {"atomOpacity", tr("Opacity"), tr("Of balls and sticks, up to 1000 atoms; 100 % hides what is behind")},
              tr("%"), kPercent);
    addNumber(page, {"polyhedraOpacity", tr("Polyhedra"), tr("Opacity of the faces of polyhedra")}, tr("%"), kPercent);
    makeCentres(page);
    addSwitch(page, {"fog", tr("Depth cueing"), tr("What is far away fades into the background")});
    addSwitch(page, {"occlusion", tr("Ambient occlusion"), tr("Hollows between atoms are darker")});
    addSwitch(page, {"outline", tr("Outlines"), tr("A dark line around what stands in front of something")});
    addSwitch(page, {"orthographic", tr("Orthographic"), tr("Parallel lines stay parallel; else perspective")});
}

void DisplayPanel::makeCentres(FieldGrid* page)
{
    auto* centres = new SpeciesField(page);
    centres->setObjectName("displayPolyhedraCentres");
    centres->setToolTip(tr("Elements that polyhedra are drawn around, such as Ti, Si; empty: those that are coordinated by more "
                           "electronegative ones"));
    page->add(tr("Centres"), centres);
    connect(centres, &SpeciesField::speciesChanged, this, [this](const SpeciesField::Species& species) {
        change([&](DisplayOptions& o) { o.ranges.shellElements = species.value_or(std::vector<int>()); });
    });
    m_showers.push_back([this, centres] {
        const auto& elements = m_options.ranges.shellElements;
        centres->setSpecies(elements.empty() ? SpeciesField::Species() : elements);
        centres->setEnabled(m_options.style == Style::Polyhedra);
    });
}

void DisplayPanel::makeColorPage()
{
    FieldGrid* page = addPage(tr("&Colour"), "displayColorPage");
    addChoice(
        page, {"elementColors", tr("Elements"), tr("Colours of the elements")},
        {{tr("Jmol"), tr("The colours of most viewers"), int(ElementColors::Jmol)},
         {tr("CPK"), tr("Those of plastic models"), int(ElementColors::Cpk)},
         {tr("Colour-blind safe"), tr("Told apart by lightness and along blue and yellow"), int(ElementColors::ColorBlindSafe)}});
    addChoice(page, {"colorBy", tr("Colour by"), tr("What the colour of an atom tells")},
              {{tr("Element"), {}, int(ColorBy::Element)},
               {tr("Fragment"), tr("Atoms joined by bonds have one colour"), int(ColorBy::Fragment)},
               {tr("Property"), tr("A number of each atom, chosen below"), int(ColorBy::Property)}});
    addProperty(
        page, {"colorProperty", tr("Property"), tr("Property per atom; of vectors the length")}, false,
        [](DisplayOptions& o, const std::string& name) {
            o.colorProperty = name;
            o.colorBy = name.empty() ? ColorBy::Element : ColorBy::Property;
        },
        [](const DisplayOptions& o) { return o.colorProperty; });
    addChoice(page, {"colorMap", tr("Map"), tr("Colours for numbers")},
              {{tr("Viridis"), tr("Even steps of lightness"), int(ColorMap::Viridis)},
               {tr("Cividis"), tr("Even steps of lightness, the same for colour-blind eyes"), int(ColorMap::Cividis)},
               {tr("Blue to red"), tr("For values of either sign"), int(ColorMap::BlueRed)}});
    makeLimit(page, {"colorLow", tr("From"), tr("The value at the lower end of the colours, in the unit of the property")},
              &ValueRange::low);
    makeLimit(page, {"colorHigh", tr("To"), tr("The value at the upper end of the colours, in the unit of the property")},
              &ValueRange::high);
}

/// An end of the colours; empty: that of the values.
void DisplayPanel::makeLimit(FieldGrid* page, const DisplayWords& words, double ValueRange::*member)
{
    auto* number = makeNumber(page, words, {.optional = true, .step = 0.1});
    number->setPlaceholder(tr("automatic"));
    connect(number, &NumberField::valueChanged, this, [this, member](std::optional<double> value) {
        change([&](DisplayOptions& o) { o.colorLimits = withLimit(o.colorLimits, member, value); });
    });
    m_showers.push_back([this, number, member] {
        const auto& limits = m_options.colorLimits;
        number->setValue(limits ? std::optional<double>((*limits).*member) : std::nullopt);
    });
}

void DisplayPanel::makeLabelPage()
{
    FieldGrid* page = addPage(tr("&Labels"), "displayLabelPage");
    addChoice(page, {"labels", tr("Labels"), tr("Text in front of each atom")},
              {{tr("None"), {}, int(LabelWith::Nothing)},
               {tr("Number"), countedText(), int(LabelWith::Index)},
               {tr("Element"), {}, int(LabelWith::Element)},
               {tr("Element and number"), countedText(), int(LabelWith::ElementAndIndex)},
               {tr("Property"), tr("A number of each atom, chosen below"), int(LabelWith::Property)}});
    addProperty(
        page, {"labelProperty", tr("Property"), tr("Property per atom; of vectors the length")}, false,
        [](DisplayOptions& o, const std::string& name) {
            o.labelProperty = name;
            o.labels = name.empty() ? LabelWith::Nothing : LabelWith::Property;
        },
        [](const DisplayOptions& o) { return o.labelProperty; });
    addNumber(page, {"labelSize", tr("Size"), tr("Height of the letters")}, tr("px"));
    addProperty(
        page, {"arrowProperty", tr("Arrows"), tr("A vector of each atom, such as its force")}, true,
        [](DisplayOptions& o, const std::string& name) { o.arrowProperty = name; },
        [](const DisplayOptions& o) { return o.arrowProperty; });
    makeArrowScale(page);
}

/// 0 in the options is an empty field.
void DisplayPanel::makeArrowScale(FieldGrid* page)
{
    const DisplayNumber& line = displayNumber("arrowScale");
    auto* number = makeNumber(page, {line.key, tr("Scale"), tr("Length of an arrow of 1; automatic: the longest has 2 Å")},
                              {.min = line.min, .max = line.max, .minExcluded = true, .optional = true});
    number->setUnit(tr("Å per unit"));
    number->setPlaceholder(tr("automatic"));
    connect(number, &NumberField::valueChanged, this,
            [this](std::optional<double> value) { change([&](DisplayOptions& o) { o.arrowScale = value.value_or(0); }); });
    m_showers.push_back([this, number] {
        number->setValue(m_options.arrowScale > 0 ? std::optional<double>(m_options.arrowScale) : std::nullopt);
    });
}

void DisplayPanel::makeCellPage()
{
    FieldGrid* page = addPage(tr("C&ell"), "displayCellPage");
    addSwitch(page, {"cell", tr("Unit cell"), tr("The edges of the cell, and its vectors a, b, c")});
    addSwitch(page, {"axes", tr("Axes in the corner"), tr("Small arrows along x, y, z")});
    const QString names[3] = {"a", "b", "c"};
    static constexpr const char* kFrom[3] = {"fromA", "fromB", "fromC"};
    static constexpr const char* kTo[3] = {"toA", "toB", "toC"};
    for (std::size_t k = 0; k < 3; ++k) {
        addNumber(page,
                  {kFrom[k], tr("%1 from").arg(names[k]), tr("Where the displayed range begins, in vectors %1").arg(names[k])},
                  tr("cells"));
        addNumber(page, {kTo[k], tr("%1 to").arg(names[k]), tr("Where the displayed range ends, in vectors %1").arg(names[k])},
                  tr("cells"));
    }
    addSwitch(page,
              {"boundaryAtoms", tr("Atoms on faces repeated"), tr("Atoms on faces, edges and corners are drawn on all of them")});
    addSwitch(page, {"wholeMolecules", tr("Whole molecules"), tr("Molecules are not cut at the faces")});
    makeCentreSwitch(page);
}

void DisplayPanel::makeCentreSwitch(FieldGrid* page)
{
    auto* centre = new QCheckBox(tr("Picked atom in the middle"), page);
    centre->setObjectName("displayCentre");
    centre->setAccessibleName(centre->text());
    centre->setToolTip(tr("The range is drawn around the atom that was picked last"));
    page->addRow({}, centre);
    connect(centre, &QCheckBox::toggled, this,
            [this](bool on) { change([&](DisplayOptions& o) { o.ranges.centreAtom = on ? m_picked : -1; }); });
    m_showers.push_back([this, centre] {
        const QSignalBlocker blocker(centre);
        centre->setChecked(m_options.ranges.centreAtom >= 0);
        centre->setEnabled(m_picked >= 0 || m_options.ranges.centreAtom >= 0);
    });
}

void DisplayPanel::addSwitch(FieldGrid* page, const DisplayWords& words)
{
    auto* box = new QCheckBox(words.label, page);
    box->setObjectName(objectNameOf(words.key));
    box->setAccessibleName(words.label);
    box->setToolTip(words.toolTip);
    page->addRow({}, box);
    const DisplaySwitch& line = displaySwitch(words.key);
    connect(box, &QCheckBox::toggled, this, [this, line](bool on) { change([&](DisplayOptions& o) { line.set(o, on); }); });
    m_showers.push_back([this, box, line] {
        const QSignalBlocker blocker(box);
        box->setChecked(line.get(m_options));
    });
}

void DisplayPanel::addChoice(FieldGrid* page, const DisplayWords& words, const QList<Choice>& choices)
{
    auto* box = new ChoiceBox(page);
    box->setObjectName(objectNameOf(words.key));
    box->setAccessibleName(words.label);
    box->setToolTip(words.toolTip);
    box->setChoices(choices);
    page->add(words.label, box);
    const DisplayChoice& line = displayChoice(words.key);
    connect(box, &ChoiceBox::chosen, this, [this, line](int value) { change([&](DisplayOptions& o) { line.set(o, value); }); });
    m_showers.push_back([this, box, line] { box->setValue(line.get(m_options)); });
}

void DisplayPanel::addProperty(FieldGrid* page, const DisplayWords& words, bool vectors,
                               std::function<void(DisplayOptions&, const std::string&)> set,
                               std::function<std::string(const DisplayOptions&)> get)
{
    auto* box = new ChoiceBox(page);
    box->setObjectName(objectNameOf(words.key));
    box->setAccessibleName(words.label);
    box->setToolTip(words.toolTip);
    page->add(words.label, box);
    connect(box, &ChoiceBox::chosen, this, [this, box, set](int index) {
        change([&](DisplayOptions& o) { set(o, index < 0 ? std::string() : box->currentText().toStdString()); });
    });
    m_showers.push_back([this, box, vectors, get] {
        const QStringList& names = vectors ? m_vectors : m_numbers;
        QList<Choice> choices {{tr("(none)"), {}, -1}};
        for (int n = 0; n < names.size(); ++n)
            choices.append({names[n], {}, n});
        box->setChoices(choices);
        box->setValue(int(names.indexOf(QString::fromStdString(get(m_options)))));
        box->setEnabled(!names.isEmpty());
    });
}

NumberField* DisplayPanel::makeNumber(FieldGrid* page, const DisplayWords& words, const NumberLimits& limits)
{
    auto* number = new NumberField(limits, page);
    number->setObjectName(objectNameOf(words.key));
    number->describe(words.label, words.toolTip);
    page->add(words.label, number);
    return number;
}

void DisplayPanel::addNumber(FieldGrid* page, const DisplayWords& words, const QString& unit, double perUnit)
{
    const DisplayNumber& line = displayNumber(words.key);
    const bool isWhole = line.step == 1;
    auto* number = makeNumber(
        page, words, {.min = perUnit * line.min, .max = perUnit * line.max, .whole = isWhole, .step = perUnit * line.step});
    number->setUnit(unit);
    connect(number, &NumberField::valueChanged, this, [this, line, perUnit](std::optional<double> value) {
        change([&](DisplayOptions& o) { line.set(o, value ? *value / perUnit : line.get(DisplayOptions())); });
    });
    m_showers.push_back([this, number, line, perUnit] { number->setValue(perUnit * line.get(m_options)); });
}

void DisplayPanel::change(const std::function<void(DisplayOptions&)>& set)
{
    const DisplayOptions before = m_options;
    set(m_options);
    showOptions();
    if (m_options != before)
        emit edited(m_options);
}

void DisplayPanel::setOptions(const DisplayOptions& options)
{
    if (options == m_options)
        return;
    m_options = options;
    showOptions();
}

void DisplayPanel::setProperties(const QStringList& numbers, const QStringList& vectors)
{
    if (numbers == m_numbers && vectors == m_vectors)
        return;
    m_numbers = numbers;
    m_vectors = vectors;
    showOptions();
}

void DisplayPanel::setPickedAtom(int atom)
{
    m_picked = atom;
    showOptions();
}

void DisplayPanel::showOptions()
{
    for (const auto& show : m_showers)
        show();
}

} // namespace mbtr::gui
