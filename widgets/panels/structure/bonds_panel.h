#pragma once

#include <QWidget>

#include <map>
#include <memory>
#include <utility>

class QCheckBox;
class QLabel;
class QPushButton;
class QTableView;

namespace mbtr {
struct BondRules;
}

namespace mbtr::gui {

class BondRulesModel;
class NumberField;
class Selection;
class Session;
class StructureEditor;
template <typename T> class LatestJob;

/// Which atoms count as bonded: a tolerance, ranges of distances for pairs of elements, and bonds set by hand.
class BondsPanel : public QWidget {
    Q_OBJECT

public:
    BondsPanel(Session* session, Selection* selection, StructureEditor* editor, QWidget* parent = nullptr);
    ~BondsPanel() override;

protected:
    void showEvent(QShowEvent* event) override;

private:
    QPushButton* addButton(const char* name, const QString& text, const QString& tip);
    QWidget* makeTop();
    void buildTable();
    QWidget* makeHandRow();
    void change(const BondRules& rules);
    void showAll();
    void showHandMade();
    void refuse(const QString& problem);

    Session* m_session;
    Selection* m_selection;
    StructureEditor* m_editor;
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
    std::unique_ptr<LatestJob<std::map<std::pair<int, int>, int>>> m_counting;
};

} // namespace mbtr::gui
