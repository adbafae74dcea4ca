#pragma once

#include <QWidget>
#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QSplitter;
class QToolButton;

namespace mbtr {
struct BlockSeries;
}

namespace mbtr::gui {

class CurvePlot;
class HeatMap;
class Selection;
class SeriesStudy;
class Session;

/// One block of the tensor of every listed structure: structures x bins as colours, the current one marked, and their mean and
/// spread with the current and pinned structures.
class ManyStructuresPanel : public QWidget {
    Q_OBJECT

public:
    ManyStructuresPanel(Session* session, Selection* selection, SeriesStudy* study, QWidget* parent = nullptr);

    HeatMap* heatMap() const { return m_map; }
    CurvePlot* curves() const { return m_curves; }

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void listBlocks();
    void startSoon();
    void start();
    void connectAll();
    void takeSeries();
    void showSeries();
    void showCurves();
    void showCurrent();
    void pin();
    int rowOf(int structure) const;
    QString nameOf(int structure) const;

    Session* m_session;
    Selection* m_selection;
    SeriesStudy* m_study;
    QComboBox* m_block;
    QToolButton* m_pin;
    QToolButton* m_unpin;
    QLabel* m_state;
    QSplitter* m_plots;
    HeatMap* m_map;
    CurvePlot* m_curves;
    bool m_stale = true;
    std::vector<int> m_pinned; ///< structures
    std::shared_ptr<const BlockSeries> m_series; ///< what is shown
};

} // namespace mbtr::gui
