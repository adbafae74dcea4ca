#pragma once

#include "core/mbtr/settings.h"
#include "widgets/panels/tensor/tensor_term_view.h"

#include <QWidget>
#include <vector>

class QButtonGroup;
class QLabel;
class QPushButton;
class QTabBar;
class QTimer;
class QToolButton;

namespace mbtr::gui {

class GridFitter;
class Session;
class Selection;
class Inspector;
class TensorLinks;
class TermExplainer;
class TermStudy;

/// The tensor of the current structure: one plot per term, one above the other where the height allows, else one at a time.
class TensorPanel : public QWidget {
    Q_OBJECT

public:
    TensorPanel(Session* session, Selection* selection, Inspector* inspector, GridFitter* grids, TermStudy* study,
                QWidget* parent = nullptr);

    const std::vector<TensorTermView*>& terms() const { return m_terms; }
    /// The one that is shown where not all are.
    void showTerm(int term);

signals:
    /// By hand.
    void termChosen(int term);

protected:
    void resizeEvent(QResizeEvent* event) override;

private slots:
    void showResult();

private:
    void styleLabels();
    QLayout* makeTop(TermStudy* study);
    void connectAll();
    void chooseTab(int index);
    QWidget* makeSwitch();
    QWidget* makeHint(GridFitter* grids);
    QLayout* makeProblem();
    void setDisplay(TensorDisplay display);
    void showTensor(std::shared_ptr<const MbtrTensor> tensor);
    int firstTab(const std::vector<TermSettings>& terms, int before) const;
    QWidget* makeBrushButton();
    QWidget* makeExplainButton(TermStudy* study);
    void makeTerms(const MbtrTensor& tensor);
    void alignLegends();
    void arrange();
    void showMessage();
    void grey(bool stale);

    Session* m_session;
    Selection* m_selection;
    Inspector* m_inspector;
    TensorLinks* m_links;
    TermExplainer* m_explainer;
    QTabBar* m_tabs;
    QToolButton* m_explain = nullptr;
    QButtonGroup* m_switch;
    QLabel* m_problem;
    QPushButton* m_retry = nullptr;
    QWidget* m_hint; ///< about elements outside a grid
    QLabel* m_hintText;
    QLabel* m_picked; ///< what is filled under the curves
    QLabel* m_empty;
    QSplitter* m_stack;
    QTimer* m_greyLater;
    std::vector<TensorTermView*> m_terms;
    std::shared_ptr<const MbtrTensor> m_shown;
    int m_chosenOrder = 2; ///< k of the tab the user chose; pairs show most to start with
    TensorDisplay m_display = TensorDisplay::Curves;
};

} // namespace mbtr::gui
