#pragma once

#include <QWidget>
#include <memory>

class QBoxLayout;
class QLabel;
class QPushButton;
class QTableWidget;

namespace mbtr {
struct Dataset;
struct Metrics;
struct TrainingResult;
enum class SplitMethod;
}

namespace mbtr::gui {

class ScatterPlot;

/// Parity plot and errors of one training.
class TrainingResultView : public QWidget {
    Q_OBJECT

public:
    explicit TrainingResultView(QWidget* parent = nullptr);

    void setResult(std::shared_ptr<const TrainingResult> result, std::shared_ptr<const Dataset> dataset);
    /// Greys all: inputs have changed since.
    void setStale(bool stale);
    /// Rings the structure where it took part, and tells its predicted and reference value.
    void setCurrentStructure(int index);

    ScatterPlot* plot() const { return m_plot; }
    QTableWidget* table() const { return m_table; }

signals:
    void structureClicked(int index);
    /// The user wants the structures split in the way that is advised.
    void splitWanted(mbtr::SplitMethod method);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    bool isLow() const;
    void fitTable();
    void showPlot();
    void showTable();
    void fillRow(int row, const Metrics& metrics);
    void showSummary();
    void showAdvice();
    void showCurrent();

    std::shared_ptr<const TrainingResult> m_result;
    std::shared_ptr<const Dataset> m_dataset;
    bool m_stale = false;
    QBoxLayout* m_body;
    ScatterPlot* m_plot;
    QTableWidget* m_table;
    QLabel* m_summary;
    QPushButton* m_advice; ///< takes a split that does not flatter
    QLabel* m_currentText;
    int m_current = -1; ///< index into the dataset
};

} // namespace mbtr::gui
