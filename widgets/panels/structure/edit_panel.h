#pragma once

#include <QTimer>
#include <QWidget>

#include <array>
#include <vector>

class QFormLayout;
class QLabel;
class QPushButton;
class QSlider;
class QSpinBox;

namespace mbtr::gui {

class ChoiceBox;
class NumberField;
class Selection;
class Session;
class StructureEditor;

/// Changes the current structure: a slider for the distance, angle or dihedral angle of the picked atoms, elements, atoms,
/// bonds, strain, supercell and noise.
class EditPanel : public QWidget {
    Q_OBJECT

public:
    EditPanel(Session* session, Selection* selection, StructureEditor* editor, QWidget* parent = nullptr);

private:
    void addMeasure(QFormLayout* form);
    void addAtoms(QFormLayout* form);
    void addCell(QFormLayout* form);
    void addSymmetry(QFormLayout* form);
    void addNoise(QFormLayout* form);
    void showState();
    void showMeasure();
    void slide(int position);
    void strain();

    Session* m_session;
    Selection* m_selection;
    StructureEditor* m_editor;
    QLabel* m_what;
    QSlider* m_slider;
    NumberField* m_value;
    ChoiceBox* m_element;
    std::array<NumberField*, 6> m_strain {};
    std::array<QSpinBox*, 3> m_copies {};
    NumberField* m_sigma;
    NumberField* m_seed;
    QPushButton* m_revert;
    std::vector<QWidget*> m_needPicked; ///< at least one picked atom
    std::vector<QWidget*> m_needPair; ///< two picked atoms
    std::vector<QWidget*> m_needCell;
    QTimer m_finish; ///< keys move a slider step by step: one undo step when they rest
};

} // namespace mbtr::gui
