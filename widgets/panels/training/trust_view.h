#pragma once

#include "widgets/work/model_desk.h"

#include <QWidget>
#include <memory>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace mbtr {
struct TrainingResult;
}

namespace mbtr::gui {

class JobList;
class Selection;
class SeriesPlot;
class Session;
template <typename T> class LatestJob;

/// How far a model can be trusted: residuals against any property, calibration of the spread, and the structures it is most wrong
/// about.
class TrustView : public QWidget {
    Q_OBJECT

public:
    TrustView(Session* session, Selection* selection, JobList* jobs, QWidget* parent = nullptr);
    ~TrustView() override;

private:
    /// One structure and how wrong the model is about it: validation, or left out of the training.
    struct Residual {
        int structure = 0;
        bool training = false;
        double reference = 0, error = 0, predictiveStd = 0;
        int nearest = -1; ///< training structure most like it
        double distance = 0; ///< to it; NaN: not known
    };
    void makeTable();
    void readResult();
    void fillChoices();
    void showPlots();
    void showResiduals();
    void showCalibration();
    void showTable();
    void showLargest();
    std::vector<double> valuesOfResiduals() const;

    Session* m_session;
    Selection* m_selection;
    QComboBox* m_property;
    SeriesPlot* m_residualPlot;
    SeriesPlot* m_calibration;
    QTableWidget* m_outliers;
    QLabel* m_text;
    QWidget* m_content; ///< hidden while there is no model
    std::vector<Residual> m_residuals;
    std::vector<std::vector<int>> m_shown; ///< structures of each series of the residual plot
    std::unique_ptr<LatestJob<std::vector<double>>> m_job;
};

} // namespace mbtr::gui
