#include "widgets/panels/structure/edit_panel.h"

#include "core/chemistry/element.h"
#include "core/chemistry/measurements.h"
#include "core/chemistry/symmetry.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/fields/buttons.h"
#include "widgets/fields/choice_box.h"
#include "widgets/fields/number_field.h"
#include "widgets/fields/structure_text.h"
#include "widgets/fields/window_undo.h"
#include "widgets/work/structure_editor.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSlider>
#include <QSpinBox>

#include <algorithm>
#include <cmath>

namespace mbtr::gui {

namespace {

constexpr double kStepsPerAngstrom = 100, kStepsPerDegree = 2;

/// What the slider spans, in its steps, for so many picked atoms.
struct Range {
    double perUnit;
    int low, high;
};

Range rangeFor(std::size_t atoms)
{
    if (atoms == 2)
        return {kStepsPerAngstrom, 50, 600};
    return {kStepsPerDegree, atoms == 3 ? 0 : -360, 360};
}

bool isMeasurable(std::size_t atoms)
{
    return atoms >= 2 && atoms <= 4;
}

QHBoxLayout* rowOf(const QList<QWidget*>& widgets)
{
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    for (auto* widget : widgets)
        row->addWidget(widget);
    row->addStretch();
    return row;
}

} // namespace

EditPanel::EditPanel(Session* session, Selection* selection, StructureEditor* editor, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_selection(selection)
    , m_editor(editor)
{
    setObjectName("editPanel");
    auto* area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* page = new QWidget;
    auto* form = new QFormLayout(page);
    form->setContentsMargins(2, 6, 6, 4);
    form->setVerticalSpacing(6);
    addMeasure(form);
    addAtoms(form);
    addCell(form);
    addSymmetry(form);
    addNoise(form);
    area->setWidget(page);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(area);
    m_finish.setSingleShot(true);
    m_finish.setInterval(700);
    connect(&m_finish, &QTimer::timeout, m_editor, &StructureEditor::finish);
    connect(selection, &Selection::atomsChanged, this, &EditPanel::showState);
    connect(selection, &Selection::structureChanged, this, &EditPanel::showState);
    connect(selection, &Selection::previewChanged, this, &EditPanel::showMeasure);
    connect(session, &Session::structureEdited, this, &EditPanel::showState);
    showState();
}

void EditPanel::addMeasure(QFormLayout* form)
{
    m_what = new QLabel(this);
    m_what->setObjectName("measureName");
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setObjectName("measureSlider");
    m_slider->setAccessibleName(tr("Distance, angle or dihedral angle of the picked atoms"));
    m_slider->setToolTip(tr("The fragment that hangs on the atom picked last moves along; in rings only this atom"));
    m_value = new NumberField({.step = 0.01}, this);
    m_value->setObjectName("measureValue");
    m_value->describe(tr("Distance (\u00c5) or angle (\u00b0) of the picked atoms"), m_slider->toolTip());
    form->addRow(tr("Geometry"), m_what);
    form->addRow(QString(), m_slider);
    form->addRow(QString(), m_value);
    connect(m_slider, &QSlider::valueChanged, this, &EditPanel::slide);
    connect(m_slider, &QSlider::sliderReleased, m_editor, &StructureEditor::finish);
    connect(m_value, &NumberField::valueChanged, this, [this](std::optional<double> value) {
        m_editor->setMeasure(value.value_or(0));
        m_finish.start();
    });
}

void EditPanel::addAtoms(QFormLayout* form)
{
    m_element = new ChoiceBox(this);
    m_element->setObjectName("editElement");
    m_element->setAccessibleName(tr("Element"));
    m_element->setToolTip(tr("The element that picked atoms become, and that a new atom has"));
    QList<Choice> elements;
    for (int z = 1; z <= kLargestAtomicNumber; ++z) {
        const auto& known = element(z);
        elements.append(
            {QStringLiteral("%1 %2").arg(z).arg(QString::fromLatin1(known.symbol.data(), qsizetype(known.symbol.size()))),
             QString::fromLatin1(known.name.data(), qsizetype(known.name.size())), z});
    }
    m_element->setChoices(elements);
    m_element->setValue(6);
    auto* change = makeButton("changeElement", tr("Change"), tr("The picked atoms become this element"), this);
    auto* add = makeButton("addAtom", tr("Add"),
                           tr("Adds an atom of this element: bonded to the atom picked last, else beside the others"), this);
    auto* remove = makeButton("deleteAtoms", tr("Delete"), tr("Deletes the picked atoms (Delete in the 3-D view)"), this);
    form->addRow(tr("Atoms"), rowOf({m_element}));
    form->addRow(QString(), rowOf({change, add, remove}));
    auto* bond
        = makeButton("addBond", tr("Add bond"), tr("Draws a bond between the two picked atoms, over the shortest way"), this);
    auto* noBond = makeButton("removeBond", tr("Remove bond"), tr("Takes away the bond between the two picked atoms"), this);
    form->addRow(tr("Bonds"), rowOf({bond, noBond}));
    m_needPicked = {change, remove};
    m_needPair = {bond, noBond};
    connect(change, &QPushButton::clicked, this, [this] { m_editor->changeElement(m_element->value()); });
    connect(add, &QPushButton::clicked, this, [this] { m_editor->addAtom(m_element->value()); });
    connect(remove, &QPushButton::clicked, m_editor, &StructureEditor::deleteAtoms);
    connect(bond, &QPushButton::clicked, m_editor, &StructureEditor::addBond);
    connect(noBond, &QPushButton::clicked, m_editor, &StructureEditor::removeBond);
}

void EditPanel::addCell(QFormLayout* form)
{
    const char* names[] = {"xx", "yy", "zz", "yz", "xz", "xy"};
    for (int k = 0; k < 6; ++k) {
        m_strain[k] = new NumberField({.min = -90, .max = 90, .step = 0.5}, this);
        m_strain[k]->setObjectName(QStringLiteral("strain_%1").arg(names[k]));
        m_strain[k]->describe(
            tr("Strain %1").arg(names[k]),
            tr("Percent; cell vectors v become (1 + \u03b5) v with this element \u03b5_%1 of the symmetric strain, atoms keep "
               "their fractional coordinates")
                .arg(names[k]));
        m_strain[k]->setUnit(QStringLiteral("% ") + names[k]);
        m_strain[k]->setValue(0);
        m_needCell.push_back(m_strain[k]);
        connect(m_strain[k], &NumberField::valueChanged, this, &EditPanel::strain);
    }
    auto* keep
        = makeButton("keepStrain", tr("Keep"), tr("Ends the strain as one undo step; further strain counts from there"), this);
    m_needCell.push_back(keep);
    connect(keep, &QPushButton::clicked, this, [this] {
        m_editor->finish();
        for (auto* field : m_strain)
            field->setValue(0);
    });
    form->addRow(tr("Strain"), rowOf({m_strain[0], m_strain[5]}));
    form->addRow(QString(), rowOf({m_strain[1], m_strain[4]}));
    form->addRow(QString(), rowOf({m_strain[2], m_strain[3]}));
    form->addRow(QString(), rowOf({keep}));
    for (int k = 0; k < 3; ++k) {
        m_copies[k] = new QSpinBox(this);
        m_copies[k]->setObjectName(QStringLiteral("copies_%1").arg("abc"[k]));
        m_copies[k]->setAccessibleName(tr("Copies along %1").arg("abc"[k]));
        m_copies[k]->setToolTip(tr("Copies of the cell along %1").arg("abc"[k]));
        m_copies[k]->setRange(1, 1000);
        WindowUndo::pass(m_copies[k]);
        m_copies[k]->setPrefix(QStringLiteral("%1 \u00d7 ").arg("abc"[k]));
        m_copies[k]->setMaximumWidth(84);
        m_needCell.push_back(m_copies[k]);
    }
    auto* make = makeButton("makeSupercell", tr("Make"), tr("The structure becomes so many copies of its cell"), this);
    m_needCell.push_back(make);
    connect(make, &QPushButton::clicked, this, [this] {
        m_editor->makeSupercell({m_copies[0]->value(), m_copies[1]->value(), m_copies[2]->value()});
    });
    form->addRow(tr("Supercell"), rowOf({m_copies[0], m_copies[1], m_copies[2]}));
    form->addRow(QString(), rowOf({make}));
}

void EditPanel::addSymmetry(QFormLayout* form)
{
    auto* tolerance = new NumberField({.min = 1e-6, .max = 1, .factor = 2}, this);
    tolerance->setObjectName("cellTolerance");
    tolerance->describe(tr("Tolerance of the symmetry"),
                        tr("\u00c5; atoms this near to where symmetry wants them count as being there"));
    tolerance->setUnit(QStringLiteral("\u00c5"));
    tolerance->setValue(kSymmetryTolerance);
    using Kind = StructureEditor::CellKind;
    auto* primitive
        = makeButton("primitiveCell", tr("Primitive"), tr("Primitive cell: as few atoms as repeat to the same crystal"), this);
    auto* conventional
        = makeButton("conventionalCell", tr("Conventional"), tr("Conventional cell: that of the International Tables"), this);
    auto* niggli = makeButton("niggliCell", tr("Niggli"), tr("Niggli cell: the shortest vectors of this cell"), this);
    auto* wrap = makeButton("wrapAtoms", tr("Wrap into cell"), tr("Atoms move into the cell, by whole cell vectors"), this);
    auto* unwrap
        = makeButton("unwrapMolecules", tr("Unwrap molecules"), tr("Molecules become whole, by whole cell vectors"), this);
    for (auto* button : {primitive, conventional, niggli, wrap, unwrap})
        m_needCell.push_back(button);
    m_needCell.push_back(tolerance);
    const auto change = [this, tolerance](QPushButton* button, Kind kind) {
        connect(button, &QPushButton::clicked, this,
                [this, tolerance, kind] { m_editor->changeCell(kind, tolerance->number()); });
    };
    change(primitive, Kind::Primitive);
    change(conventional, Kind::Conventional);
    change(niggli, Kind::Niggli);
    connect(wrap, &QPushButton::clicked, m_editor, &StructureEditor::wrap);
    connect(unwrap, &QPushButton::clicked, m_editor, &StructureEditor::unwrap);
    form->addRow(tr("Cell"), rowOf({primitive, conventional, niggli}));
    form->addRow(QString(), rowOf({wrap, unwrap}));
    form->addRow(tr("Tolerance"), rowOf({tolerance}));
}

void EditPanel::addNoise(QFormLayout* form)
{
    m_sigma = new NumberField({.min = 0, .max = 10, .step = 0.01}, this);
    m_sigma->setObjectName("noiseSigma");
    m_sigma->describe(
        tr("Standard deviation of the noise"),
        tr("\u00c5; normally distributed noise on each coordinate of the picked atoms, of all where none is picked"));
    m_sigma->setUnit(QStringLiteral("\u00c5"));
    m_sigma->setValue(0.05);
    m_seed = new NumberField({.min = 0, .max = 1e9, .whole = true, .step = 1}, this);
    m_seed->setObjectName("noiseSeed");
    m_seed->describe(tr("Seed of the noise"), tr("The same seed gives the same noise"));
    m_seed->setUnit(tr("seed"));
    m_seed->setValue(1);
    auto* perturb = makeButton("perturb", tr("Perturb"), tr("Moves the atoms by noise"), this);
    connect(perturb, &QPushButton::clicked, this,
            [this] { m_editor->perturb(m_sigma->number(), std::uint64_t(m_seed->number())); });
    form->addRow(tr("Noise"), rowOf({m_sigma, m_seed}));
    m_revert
        = makeButton("revertStructure", tr("Back to the file"), tr("Drops all changes of this structure; can be undone"), this);
    connect(m_revert, &QPushButton::clicked, m_editor, &StructureEditor::revert);
    form->addRow(QString(), rowOf({perturb, m_revert}));
}

void EditPanel::showState()
{
    const auto structure = m_session->structure(m_selection->structure()).structure;
    const auto picked = m_selection->atoms().size();
    const auto enable = [&](const std::vector<QWidget*>& widgets, bool on) {
        for (auto* widget : widgets)
            widget->setEnabled(structure && on);
    };
    enable(m_needPicked, picked > 0);
    enable(m_needPair, picked == 2);
    enable(m_needCell, structure && structure->cell);
    m_revert->setEnabled(m_session->isEdited(m_selection->structure()));
    if (!m_editor->isChanging())
        for (auto* field : m_strain)
            field->setValue(0);
    showMeasure();
}

void EditPanel::showMeasure()
{
    const auto structure = shownStructure(*m_session, *m_selection).structure;
    const auto& atoms = m_selection->atoms();
    const double value = structure && isMeasurable(atoms.size()) ? valueOf({atoms}, *structure) : std::nan("");
    const bool known = std::isfinite(value);
    m_slider->setEnabled(known);
    m_value->setEnabled(known);
    if (!known) {
        m_what->setText(tr("Pick two, three or four atoms"));
        return;
    }
    const QString names[] = {tr("Distance %1"), tr("Angle %1"), tr("Dihedral angle %1")};
    m_what->setText(names[atoms.size() - 2].arg(atomChainText(*structure, atoms)));
    const Range range = rangeFor(atoms.size());
    const QSignalBlocker quiet(m_slider);
    m_slider->setRange(range.low, range.high);
    if (!m_slider->isSliderDown())
        m_slider->setValue(int(std::lround(value * range.perUnit)));
    m_value->setUnit(atoms.size() == 2 ? QStringLiteral("\u00c5") : QStringLiteral("\u00b0"));
    m_value->setStep(atoms.size() == 2 ? 0.01 : 1);
    m_value->setValue(std::round(value * 1e4) / 1e4);
}

void EditPanel::slide(int position)
{
    if (!isMeasurable(m_selection->atoms().size()))
        return;
    m_editor->setMeasure(position / rangeFor(m_selection->atoms().size()).perUnit);
    if (!m_slider->isSliderDown())
        m_finish.start();
}

void EditPanel::strain()
{
    std::array<double, 6> strain {};
    for (int k = 0; k < 6; ++k)
        strain[k] = m_strain[k]->number() / 100;
    m_editor->setStrain(strain);
}

} // namespace mbtr::gui

#include "moc_edit_panel.cpp"
