#include "widgets/panels/structure/display_panel.h"

#include "widgets/fields/field_grid.h"
#include "widgets/fields/number_field.h"
#include "widgets/fields/species_field.h"

#include <QCheckBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTabWidget>
#include <QVBoxLayout>

namespace mbtr::gui {

namespace {

constexpr NumberLimits kScale {.min = 0.1, .max = 4, .step = 0.1};
constexpr NumberLimits kShare {.min = 5, .max = 100, .step = 5};

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
    addChoice(
        page, {"displayStyle", tr("Style"), tr("How atoms and bonds are drawn"), {}, {}},
        {{tr("Balls and sticks"), tr("Balls of 0.22 van der Waals radii"), int(Style::BallAndStick)},
         {tr("Sticks"), tr("Bonds alone"), int(Style::Sticks)},
         {tr("Space-filling"), tr("Balls of van der Waals radii"), int(Style::SpaceFilling)},
         {tr("Wire"), tr("Bonds as thin lines"), int(Style::Wire)},
         {tr("Polyhedra"), tr("The convex hull of the neighbours of coordinated atoms"), int(Style::Polyhedra)}},
        [](const DisplayOptions& o) { return int(o.style); },
        [](DisplayOptions& o, int value) { o.style = static_cast<Style>(value); });
    addNumber(
        page, {"displayAtomScale", tr("Atoms"), tr("Radius of the balls, times that of the style"), tr("×"), {}}, kScale,
        [](const DisplayOptions& o) { return o.atomScale; },
        [](DisplayOptions& o, std::optional<double> value) { o.atomScale = value.value_or(1); });
    addNumber(
        page, {"displayBondScale", tr("Bonds"), tr("Radius of the sticks, times that of the style"), tr("×"), {}}, kScale,
        [](const DisplayOptions& o) { return o.bondScale; },
        [](DisplayOptions& o, std::optional<double> value) { o.bondScale = value.value_or(1); });
    addNumber(
        page,
        {"displayAtomOpacity",
         tr("Opacity"),
         tr("Of balls and sticks, up to 1000 atoms; 100 % hides what is behind"),
         tr("%"),
         {}},
        kShare, [](const DisplayOptions& o) { return 100 * o.atomOpacity; },
        [](DisplayOptions& o, std::optional<double> value) { o.atomOpacity = value.value_or(100) / 100; });
    addNumber(
        page, {"displayPolyhedraOpacity", tr("Polyhedra"), tr("Opacity of the faces of polyhedra"), tr("%"), {}}, kShare,
        [](const DisplayOptions& o) { return 100 * o.polyhedraOpacity; },
        [](DisplayOptions& o, std::optional<double> value) { o.polyhedraOpacity = value.value_or(55) / 100; });
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
    addSwitch(page, "displayFog", tr("Depth cueing"), tr("What is far away fades into the background"),
              [](DisplayOptions& o) -> bool& { return o.fog; });
    addSwitch(page, "displayOcclusion", tr("Ambient occlusion"), tr("Hollows between atoms are darker"),
              [](DisplayOptions& o) -> bool& { return o.occlusion; });
    addSwitch(page, "displayOutline", tr("Outlines"), tr("A dark line around what stands in front of something"),
              [](DisplayOptions& o) -> bool& { return o.outline; });
    addSwitch(page, "displayOrthographic", tr("Orthographic"), tr("Parallel lines stay parallel; else perspective"),
              [](DisplayOptions& o) -> bool& { return o.orthographic; });
}

void DisplayPanel::makeColorPage()
{
    FieldGrid* page = addPage(tr("&Colour"), "displayColorPage");
    addChoice(
        page, {"displayPalette", tr("Elements"), tr("Colours of the elements"), {}, {}},
        {{tr("Jmol"), tr("The colours of most viewers"), int(ElementColors::Jmol)},
         {tr("CPK"), tr("Those of plastic models"), int(ElementColors::Cpk)},
         {tr("Colour-blind safe"), tr("Told apart by lightness and along blue and yellow"), int(ElementColors::ColorBlindSafe)}},
        [](const DisplayOptions& o) { return int(o.elementColors); },
        [](DisplayOptions& o, int value) { o.elementColors = static_cast<ElementColors>(value); });
    addChoice(
        page, {"displayColorBy", tr("Colour by"), tr("What the colour of an atom tells"), {}, {}},
        {{tr("Element"), {}, int(ColorBy::Element)},
         {tr("Fragment"), tr("Atoms joined by bonds have one colour"), int(ColorBy::Fragment)},
         {tr("Property"), tr("A number of each atom, chosen below"), int(ColorBy::Property)}},
        [](const DisplayOptions& o) { return int(o.colorBy); },
        [](DisplayOptions& o, int value) { o.colorBy = static_cast<ColorBy>(value); });
    addProperty(
        page, {"displayColorProperty", tr("Property"), tr("Property per atom; of vectors the length"), {}, {}}, tr("(none)"),
        false,
        [](DisplayOptions& o, const std::string& name) {
            o.colorProperty = name;
            o.colorBy = name.empty() ? ColorBy::Element : ColorBy::Property;
        },
        [](const DisplayOptions& o) { return o.colorProperty; });
    addChoice(
        page, {"displayColorMap", tr("Map"), tr("Colours for numbers"), {}, {}},
        {{tr("Viridis"), tr("Even steps of lightness"), int(ColorMap::Viridis)},
         {tr("Cividis"), tr("Even steps of lightness, the same for colour-blind eyes"), int(ColorMap::Cividis)},
         {tr("Blue to red"), tr("For values of either sign"), int(ColorMap::BlueRed)}},
        [](const DisplayOptions& o) { return int(o.colorMap); },
        [](DisplayOptions& o, int value) { o.colorMap = static_cast<ColorMap>(value); });
    const auto addLimit = [&](const char* name, const QString& label, const QString& tip, double ValueRange::*member) {
        addNumber(
            page, {name, label, tip, {}, tr("automatic")}, {.optional = true, .step = 0.1},
            [member](const DisplayOptions& o) {
                return o.colorLimits ? std::optional<double>((*o.colorLimits).*member) : std::nullopt;
            },
            [member](DisplayOptions& o, std::optional<double> value) {
                o.colorLimits = withLimit(o.colorLimits, member, value);
            });
    };
    addLimit("displayColorLow", tr("From"), tr("The value at the lower end of the colours, in the unit of the property"),
             &ValueRange::low);
    addLimit("displayColorHigh", tr("To"), tr("The value at the upper end of the colours, in the unit of the property"),
             &ValueRange::high);
}

void DisplayPanel::makeLabelPage()
{
    FieldGrid* page = addPage(tr("&Labels"), "displayLabelPage");
    addChoice(
        page, {"displayLabels", tr("Labels"), tr("Text in front of each atom"), {}, {}},
        {{tr("None"), {}, int(LabelWith::Nothing)},
         {tr("Number"), tr("Counted from 0"), int(LabelWith::Index)},
         {tr("Element"), {}, int(LabelWith::Element)},
         {tr("Element and number"), tr("Counted from 0"), int(LabelWith::ElementAndIndex)},
         {tr("Property"), tr("A number of each atom, chosen below"), int(LabelWith::Property)}},
        [](const DisplayOptions& o) { return int(o.labels); },
        [](DisplayOptions& o, int value) { o.labels = static_cast<LabelWith>(value); });
    addProperty(
        page, {"displayLabelProperty", tr("Property"), tr("Property per atom; of vectors the length"), {}, {}}, tr("(none)"),
        false,
        [](DisplayOptions& o, const std::string& name) {
            o.labelProperty = name;
            o.labels = name.empty() ? LabelWith::Nothing : LabelWith::Property;
        },
        [](const DisplayOptions& o) { return o.labelProperty; });
    addNumber(
        page, {"displayLabelSize", tr("Size"), tr("Height of the letters"), tr("px"), {}},
        {.min = 6, .max = 48, .whole = true, .step = 1}, [](const DisplayOptions& o) { return double(o.labelSize); },
        [](DisplayOptions& o, std::optional<double> value) { o.labelSize = int(value.value_or(12)); });
    addProperty(
        page, {"displayArrowProperty", tr("Arrows"), tr("A vector of each atom, such as its force"), {}, {}}, tr("(none)"), true,
        [](DisplayOptions& o, const std::string& name) { o.arrowProperty = name; },
        [](const DisplayOptions& o) { return o.arrowProperty; });
    addNumber(
        page,
        {"displayArrowScale", tr("Scale"), tr("Length of an arrow of 1; automatic: the longest has 2 Å"), tr("Å per unit"),
         tr("automatic")},
        {.min = 0, .max = 1e6, .minExcluded = true, .optional = true},
        [](const DisplayOptions& o) { return o.arrowScale > 0 ? std::optional<double>(o.arrowScale) : std::nullopt; },
        [](DisplayOptions& o, std::optional<double> value) { o.arrowScale = value.value_or(0); });
}

void DisplayPanel::makeCellPage()
{
    FieldGrid* page = addPage(tr("C&ell"), "displayCellPage");
    addSwitch(page, "displayCell", tr("Unit cell"), tr("The edges of the cell, and its vectors a, b, c"),
              [](DisplayOptions& o) -> bool& { return o.cell; });
    addSwitch(page, "displayAxes", tr("Axes in the corner"), tr("Small arrows along x, y, z"),
              [](DisplayOptions& o) -> bool& { return o.axes; });
    const QString names[3] = {"a", "b", "c"};
    static constexpr const char* kFrom[3] = {"displayFromA", "displayFromB", "displayFromC"};
    static constexpr const char* kTo[3] = {"displayToA", "displayToB", "displayToC"};
    const NumberLimits limits {.min = -100, .max = 100, .step = 0.5};
    for (std::size_t k = 0; k < 3; ++k) {
        addNumber(
            page,
            {kFrom[k],
             tr("%1 from").arg(names[k]),
             tr("Where the displayed range begins, in vectors %1").arg(names[k]),
             tr("cells"),
             {}},
            limits, [k](const DisplayOptions& o) { return o.ranges.from[k]; },
            [k](DisplayOptions& o, std::optional<double> value) { o.ranges.from[k] = value.value_or(0); });
        addNumber(
            page,
            {kTo[k],
             tr("%1 to").arg(names[k]),
             tr("Where the displayed range ends, in vectors %1").arg(names[k]),
             tr("cells"),
             {}},
            limits, [k](const DisplayOptions& o) { return o.ranges.to[k]; },
            [k](DisplayOptions& o, std::optional<double> value) { o.ranges.to[k] = value.value_or(1); });
    }
    addSwitch(page, "displayBoundaryAtoms", tr("Atoms on faces repeated"),
              tr("Atoms on faces, edges and corners are drawn on all of them"),
              [](DisplayOptions& o) -> bool& { return o.ranges.boundaryAtoms; });
    addSwitch(page, "displayWholeMolecules", tr("Whole molecules"), tr("Molecules are not cut at the faces"),
              [](DisplayOptions& o) -> bool& { return o.ranges.wholeMolecules; });
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

void DisplayPanel::addSwitch(FieldGrid* page, const char* name, const QString& text, const QString& toolTip,
                             std::function<bool&(DisplayOptions&)> member)
{
    auto* box = new QCheckBox(text, page);
    box->setObjectName(name);
    box->setAccessibleName(text);
    box->setToolTip(toolTip);
    page->addRow({}, box);
    connect(box, &QCheckBox::toggled, this, [this, member](bool on) { change([&](DisplayOptions& o) { member(o) = on; }); });
    m_showers.push_back([this, box, member] {
        const QSignalBlocker blocker(box);
        box->setChecked(member(m_options));
    });
}

void DisplayPanel::addChoice(FieldGrid* page, const DisplayNumber& field, const QList<Choice>& choices,
                             std::function<int(const DisplayOptions&)> get, std::function<void(DisplayOptions&, int)> set)
{
    auto* box = new ChoiceBox(page);
    box->setObjectName(field.name);
    box->setAccessibleName(field.label);
    box->setToolTip(field.toolTip);
    box->setChoices(choices);
    page->add(field.label, box);
    connect(box, &ChoiceBox::chosen, this, [this, set](int value) { change([&](DisplayOptions& o) { set(o, value); }); });
    m_showers.push_back([this, box, get] { box->setValue(get(m_options)); });
}

void DisplayPanel::addProperty(FieldGrid* page, const DisplayNumber& field, const QString& none, bool vectors,
                               std::function<void(DisplayOptions&, const std::string&)> set,
                               std::function<std::string(const DisplayOptions&)> get)
{
    auto* box = new ChoiceBox(page);
    box->setObjectName(field.name);
    box->setAccessibleName(field.label);
    box->setToolTip(field.toolTip);
    page->add(field.label, box);
    connect(box, &ChoiceBox::chosen, this, [this, box, set](int index) {
        change([&](DisplayOptions& o) { set(o, index < 0 ? std::string() : box->currentText().toStdString()); });
    });
    m_showers.push_back([this, box, none, vectors, get] {
        const QStringList& names = vectors ? m_vectors : m_numbers;
        QList<Choice> choices {{none, {}, -1}};
        for (int n = 0; n < names.size(); ++n)
            choices.append({names[n], {}, n});
        box->setChoices(choices);
        box->setValue(int(names.indexOf(QString::fromStdString(get(m_options)))));
        box->setEnabled(!names.isEmpty());
    });
}

void DisplayPanel::addNumber(FieldGrid* page, const DisplayNumber& field, const NumberLimits& limits,
                             std::function<std::optional<double>(const DisplayOptions&)> get,
                             std::function<void(DisplayOptions&, std::optional<double>)> set)
{
    auto* number = new NumberField(limits, page);
    number->setObjectName(field.name);
    number->describe(field.label, field.toolTip);
    number->setUnit(field.unit);
    if (!field.whenEmpty.isEmpty())
        number->setPlaceholder(field.whenEmpty);
    page->add(field.label, number);
    connect(number, &NumberField::valueChanged, this,
            [this, set](std::optional<double> value) { change([&](DisplayOptions& o) { set(o, value); }); });
    m_showers.push_back([this, number, get] { number->setValue(get(m_options)); });
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
