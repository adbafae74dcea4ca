#pragma once

#include <QWidget>
#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QTableWidget;

namespace mbtr {
struct TrainingResult;
}

namespace mbtr::gui {

class Selection;
class SeriesPlot;
class Session;
class TrustStudy;
struct Residual;

/// How far a model can be trusted: residuals against any property, calibration of the predictive standard deviation, and the
/// structures that the model is most wrong about.
class TrustView : public QWidget {
    Q_OBJECT

public:
    TrustView(Session* session, Selection* selection, TrustStudy* study, QWidget* parent = nullptr);

private:
    QLayout* makeChoice();
    QWidget* makePlots();
    void styleTable();
    void connectAll();
    void fillChoices();
    void showStudy();
    void showResiduals();
    void showCalibration();
    void showTable();
    void fillRow(int row, const Residual& residual);
    void showHeaders(const TrainingResult& result);
    QString largestText() const;
    std::vector<double> valuesOfResiduals() const;

    Session* m_session;
    Selection* m_selection;
    TrustStudy* m_study;
    QComboBox* m_property;
    SeriesPlot* m_residualPlot;
    SeriesPlot* m_calibration;
    QTableWidget* m_outliers;
    QLabel* m_text;
    QWidget* m_content; ///< hidden while there is no model
    std::vector<std::vector<int>> m_shown; ///< structures of each series of the residual plot
};

} // namespace mbtr::gui
