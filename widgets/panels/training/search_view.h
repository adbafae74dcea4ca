#pragma once

#include "core/models/sigma_search.h"
#include "widgets/fields/units.h"

#include <QWidget>
#include <vector>

class QCheckBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace mbtr::gui {

class Pipeline;
class PointPlot;
class Session;

/// The search for sigmas, length and lambda: starts it, and shows what is tried while it runs. A row becomes the current model.
class SearchView : public QWidget {
    Q_OBJECT

public:
    SearchView(Session* session, Pipeline* pipeline, QWidget* parent = nullptr);

    void search();

private:
    QLayout* makeHead();
    QWidget* makeRows();
    void makeTable();
    void takePoints();
    void showBest();
    void showPlot();
    void showTable();
    void choose(int row);
    void showState();
    ShownUnit sigmaUnit(std::size_t term) const;
    QString describe(const SigmaSearchPoint& point) const;

    Session* m_session;
    Pipeline* m_pipeline;
    QCheckBox* m_sigmas;
    QPushButton* m_button;
    QLabel* m_text;
    QLabel* m_best;
    PointPlot* m_plot;
    QTableWidget* m_table;
    bool m_searching = false;
    QString m_kernel, m_unit;
    std::vector<TermSettings> m_terms; ///< of the search
    std::vector<SigmaSearchPoint> m_points;
    std::vector<std::size_t> m_order; ///< of the rows: points, best first
};

} // namespace mbtr::gui
