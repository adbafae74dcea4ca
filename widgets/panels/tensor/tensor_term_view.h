#pragma once

#include <QSplitter>
#include <memory>

class QTextBrowser;

namespace mbtr {
struct MbtrTensor;
}

namespace mbtr::gui {

class CurvePlot;
class CurveShades;
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
    /// isCrystal: of the structure it is of.
    void setTensor(std::shared_ptr<const MbtrTensor> tensor, bool isCrystal);
    void forgetRanges();
    /// Colours are dealt anew, too: another set of elements.
    void forgetNames();
    void setStale(bool stale);
    void reset();
    /// "What am I seeing?", beside the plot.
    void setExplained(bool on);
    void setExplanation(const QString& text);

    CurvePlot* curves() const { return m_curves; }
    HeatMap* heatMap() const { return m_heatMap; }

private:
    void showCurves();
    void showHeatMap();
    void label();
    void shade();

    int m_term;
    std::shared_ptr<const MbtrTensor> m_tensor;
    bool m_isCrystal = false;
    CurvePlot* m_curves;
    HeatMap* m_heatMap;
    CurveShades* m_shades;
    QTextBrowser* m_explanation;
};

/// "k = 2 · inverse_distance"; empty where there is no such term.
QString termLabel(const MbtrTensor& tensor, int term);
/// Axis of its bins, as shown: shown value = termScale() x value of the core.
AxisText termAxis(const MbtrTensor& tensor, int term);
double termScale(const MbtrTensor& tensor, int term);
/// Axis of its values.
AxisText termValueAxis(const MbtrTensor& tensor, int term);

} // namespace mbtr::gui
