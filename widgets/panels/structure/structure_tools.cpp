#include "widgets/panels/structure/structure_tools.h"

#include "core/chemistry/editing/select_atoms.h"
#include "core/chemistry/element.h"
#include "widgets/document/selection.h"
#include "widgets/document/session.h"
#include "widgets/render/view/view_controls.h"
#include "widgets/render/view/vtk_view.h"
#include "widgets/theme/icons.h"
#include "widgets/work/structure_editor.h"

#include <QActionGroup>
#include <QMenu>
#include <QToolButton>
#include <utility>

namespace mbtr::gui {

StructureTools::StructureTools(Session* session, Selection* selection, StructureEditor* editor, VtkView* view, QWidget* parent)
    : QToolBar(parent)
    , m_session(session)
    , m_selection(selection)
    , m_editor(editor)
    , m_view(view)
    , m_modes(new QActionGroup(this))
    , m_camera(new QMenu(tr("&Camera"), this))
    , m_select(new QMenu(tr("&Pick atoms"), this))
{
    setObjectName("structureTools");
    setIconSize({18, 18});
    m_editor->setKnownBonds([view](const EditedStructure& edited) { return view->knownBonds(edited.structure, edited.bonds); });
    addModes();
    addSeparator();
    addCamera();
    addSelect();
    auto* space = new QWidget(this);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    addWidget(space);
}

void StructureTools::addModes()
{
    const auto add = [this](MouseMode mode, const char* icon, const char* name, const QString& text, const QString& tip) {
        auto* action = addAction(themedIcon(icon), text);
        action->setObjectName(name);
        action->setToolTip(tip);
        action->setCheckable(true);
        m_modes->addAction(action);
        widgetForAction(action)->setObjectName(QString::fromLatin1(name) + "Button");
        widgetForAction(action)->setFocusPolicy(Qt::TabFocus);
        widgetForAction(action)->setAccessibleName(text);
        connect(action, &QAction::triggered, this, [this, mode] { m_view->setMouseMode(mode); });
    };
    add(MouseMode::Turn, "turn", "turnMode", tr("Turn"), tr("Dragging turns the structure"));
    add(MouseMode::Select, "band", "selectMode", tr("Pick by a rubber band"),
        tr("Dragging picks the atoms in a rectangle; with Ctrl it adds them (Ctrl+drag does so in all modes)"));
    add(MouseMode::Move, "move", "moveMode", tr("Move atoms"),
        tr("Dragging an atom moves it, or all picked ones with it, in the plane of the screen; Escape puts them back"));
    m_modes->actions().first()->setChecked(true);
    // While a molecule moves by itself a hand wants to pull at its atoms.
    connect(m_selection, &Selection::simulatedChanged, this, [this](bool simulated) {
        if (m_selection->isPullable())
            m_modeBefore = m_modes->checkedAction();
        QAction* wanted = m_selection->isPullable() ? m_modes->actions().last()
            : simulated                             ? nullptr
                                                    : std::exchange(m_modeBefore, nullptr);
        if (wanted && wanted != m_modes->checkedAction())
            wanted->trigger();
    });
    connect(m_view, &VtkView::dragStarted, m_editor, &StructureEditor::beginMove);
    connect(m_view, &VtkView::dragged, m_editor, &StructureEditor::moveBy);
    connect(m_view, &VtkView::dragEnded, m_editor, &StructureEditor::finish);
    connect(m_view, &VtkView::dragCancelled, m_editor, &StructureEditor::cancel);
}

void StructureTools::addMenuButton(QMenu* menu, const char* icon, const char* name)
{
    auto* button = new QToolButton(this);
    button->setObjectName(name);
    button->setIcon(themedIcon(icon));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setAccessibleName(menu->title().remove('&'));
    button->setToolTip(menu->title().remove('&'));
    button->setMenu(menu);
    addWidget(button);
}

void StructureTools::addCamera()
{
    m_camera->setObjectName("cameraMenu");
    // Keys act in the 3-D view only; behind the tab they are shown like shortcuts.
    const QString names[] = {"x", "y", "z", "a", "b", "c", "a*", "b*", "c*"};
    const QString keys[] = {"X", "Y", "Z", "1", "2", "3", "4", "5", "6"};
    QMenu* opposite = new QMenu(tr("From the &other side"), m_camera);
    for (int axis = 0; axis < 9; ++axis) {
        const auto add = [&](QMenu* menu, const QString& text, const QString& key, AxisEnd end) {
            auto* action = menu->addAction(text + '\t' + key);
            action->setObjectName(QStringLiteral("look%1%2").arg(end == AxisEnd::Foot ? "Minus" : "").arg(axis));
            connect(action, &QAction::triggered, this, [this, axis, end] { m_view->look(Axis(axis), end); });
        };
        if (axis == 3 || axis == 6)
            m_camera->addSeparator();
        add(m_camera, tr("Along %1").arg(names[axis]), keys[axis], AxisEnd::Tip);
        add(opposite, tr("Along \u2212%1").arg(names[axis]), tr("Alt+%1").arg(keys[axis]), AxisEnd::Foot);
    }
    m_camera->addMenu(opposite);
    m_camera->addSeparator();
    connect(m_camera->addAction(tr("&Fit everything") + '\t' + tr("F")), &QAction::triggered, m_view, &VtkView::fit);
    connect(m_camera->addAction(tr("&Centre on picked atoms") + '\t' + tr("C")), &QAction::triggered, m_view,
            &VtkView::centreOnPicked);
    m_reducedMotion = m_camera->addAction(tr("&Reduced motion"));
    m_reducedMotion->setObjectName("reducedMotion");
    m_reducedMotion->setToolTip(tr("The camera jumps where it would fly"));
    m_reducedMotion->setCheckable(true);
    connect(m_reducedMotion, &QAction::toggled, this, [this](bool on) { m_view->setSmooth(!on); });
    addMenuButton(m_camera, "camera", "cameraButton");
}

std::vector<int> StructureTools::all() const
{
    const auto structure = m_session->structure(m_selection->structure()).structure;
    return structure ? invertSelection({}, structure->atomCount()) : std::vector<int>();
}

void StructureTools::addSelect()
{
    m_select->setObjectName("selectMenu");
    const auto add = [this](const char* name, const QString& text, const QKeySequence& key, const auto& atoms) {
        auto* action = m_select->addAction(text);
        action->setObjectName(name);
        action->setShortcut(key);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        m_view->addAction(action);
        connect(action, &QAction::triggered, this, [this, atoms] {
            if (m_session->structure(m_selection->structure()).structure)
                m_selection->setAtoms(atoms());
        });
    };
    const auto now = [this] { return m_session->structure(m_selection->structure()); };
    add("selectAll", tr("&All"), QKeySequence::SelectAll, [this] { return all(); });
    add("selectNone", tr("&None"), QKeySequence(tr("Ctrl+Shift+A")), [] { return std::vector<int>(); });
    add("selectInverted", tr("&Invert"), QKeySequence(tr("Ctrl+I")),
        [this] { return invertSelection(m_selection->atoms(), int(all().size())); });
    m_select->addSeparator();
    add("selectGrown", tr("&Bonded neighbours too"), QKeySequence(tr("Ctrl+G")),
        [this, now] { return growSelection(m_selection->atoms(), m_editor->bonds(now())); });
    add("selectFragment", tr("Whole &molecules"), QKeySequence(tr("Ctrl+Shift+G")),
        [this, now] { return wholeFragments(m_selection->atoms(), m_editor->bonds(now())); });
    auto* elements = m_select->addMenu(tr("&Element"));
    elements->setObjectName("selectElement");
    connect(elements, &QMenu::aboutToShow, this, [this, elements] { fillElements(elements); });
    addMenuButton(m_select, "select", "selectButton");
    auto* remove = new QAction(tr("Delete picked atoms"), this);
    remove->setShortcut(QKeySequence::Delete);
    remove->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_view->addAction(remove);
    connect(remove, &QAction::triggered, m_editor, &StructureEditor::deleteAtoms);
}

void StructureTools::fillElements(QMenu* menu)
{
    menu->clear();
    const auto structure = m_session->structure(m_selection->structure()).structure;
    if (!structure)
        return;
    for (const int z : elementsOf(*structure)) {
        const auto& known = element(z);
        auto* action = menu->addAction(QString::fromLatin1(known.symbol.data(), qsizetype(known.symbol.size())));
        connect(action, &QAction::triggered, this,
                [this, structure, z] { m_selection->setAtoms(atomsOfElements(*structure, {z})); });
    }
}

void StructureTools::addToggle(QAction* action)
{
    addAction(action);
    widgetForAction(action)->setObjectName(action->objectName() + "Button");
    widgetForAction(action)->setFocusPolicy(Qt::TabFocus);
    widgetForAction(action)->setAccessibleName(action->text());
}

} // namespace mbtr::gui

#include "moc_structure_tools.cpp"
