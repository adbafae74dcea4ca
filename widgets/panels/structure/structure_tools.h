#pragma once

#include <QToolBar>

#include <vector>

class QAction;
class QActionGroup;
class QMenu;

namespace mbtr::gui {

class Selection;
class Session;
class StructureEditor;
class VtkView;

/// The buttons above the 3-D view: what the mouse does, where to look from, what to pick. Menus are made once and can stand
/// in the menu bar too.
class StructureTools : public QToolBar {
    Q_OBJECT

public:
    StructureTools(Session* session, Selection* selection, StructureEditor* editor, VtkView* view, QWidget* parent = nullptr);

    QMenu* cameraMenu() const { return m_camera; }
    QMenu* selectMenu() const { return m_select; }
    QAction* reducedMotionAction() const { return m_reducedMotion; }
    /// A button at the right end that opens something.
    void addToggle(QAction* action);

private:
    void addModes();
    void addCamera();
    void addSelect();
    void fillElements(QMenu* menu);
    void addMenuButton(QMenu* menu, const char* icon, const char* name);
    std::vector<int> all() const;

    Session* m_session;
    Selection* m_selection;
    StructureEditor* m_editor;
    VtkView* m_view;
    QActionGroup* m_modes;
    QAction* m_modeBefore = nullptr; ///< the simulation
    QMenu* m_camera;
    QMenu* m_select;
    QAction* m_reducedMotion = nullptr;
};

} // namespace mbtr::gui
