#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QTableView;

namespace mbtr {
struct BondRules;
}

namespace mbtr::gui {

class BondCounter;
class BondRulesModel;
class NumberField;
class Selection;
class Session;
class StructureEditor;

/// Which atoms count as bonded: a tolerance, ranges of distances for pairs of elements, and bonds set by hand.
class BondsPanel : public QWidget {
    Q_OBJECT

public:
    BondsPanel(Session* session, Selection* selection, StructureEditor* editor, BondCounter* counter, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* makeTop();
    void buildTable();
    QWidget* makeHandRow();
    void change(const BondRules& rules);
    void showAll();
    void showCounts();
    void showHandMade();
    void refuse(const QString& problem);

    Session* m_session;
    Selection* m_selection;
    StructureEditor* m_editor;
    BondCounter* m_counter;
    BondRulesModel* m_model;
    NumberField* m_tolerance;
    QCheckBox* m_ignoreStated;
    QPushButton* m_reset;
    QLabel* m_problem;
    QTableView* m_table;
    QPushButton* m_add;
    QPushButton* m_remove;
    QPushButton* m_forget;
    QLabel* m_byHand;
};

} // namespace mbtr::gui
