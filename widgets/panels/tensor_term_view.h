#pragma once

#include <QSplitter>
#include <memory>

namespace mbtr {
struct MbtrTensor;
}

namespace mbtr::gui {

class CurvePlot;
class HeatMap;
struct AxisText;

enum class TensorDisplay { Curves, HeatMap, Both };

/// One term of a tensor, as curves (one per element block) and as a heat map (blocks x bins).
class TensorTermView : public QSplitter {
    Q_OBJECT

public:
    TensorTermView(int term, QWidget* parent = nullptr);

    void setDisplay(TensorDisplay display);
    /// Axes and colours stay as they are or grow; after forgetRanges() they fit.
    void setTensor(std::shared_ptr<const MbtrTensor> tensor);
    void forgetRanges();
    /// Colours are dealt anew, too: another set of elements.
    void forgetNames();
    void setStale(bool stale);
    void reset();

    CurvePlot* curves() const { return m_curves; }
    HeatMap* heatMap() const { return m_heatMap; }

private:
    void showCurves();
    void showHeatMap();
    void label();

    int m_term;
    std::shared_ptr<const MbtrTensor> m_tensor;
    CurvePlot* m_curves;
    HeatMap* m_heatMap;
};

/// "k = 2 · inverse_distance"; empty where there is no such term.
QString termLabel(const MbtrTensor& tensor, int term);
/// Axis of its bins, as shown: shown value = termScale() x value of the core.
AxisText termAxis(const MbtrTensor& tensor, int term);
double termScale(const MbtrTensor& tensor, int term);
/// Axis of its values.
AxisText termValueAxis(const MbtrTensor& tensor, int term);

} // namespace mbtr::gui
