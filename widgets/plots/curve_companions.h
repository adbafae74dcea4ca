#pragma once

#include <QList>
#include <QObject>
#include <vector>

class QCPCurve;

namespace mbtr::gui {

class CurvePlot;

/// What is drawn with the curves of a plot, without being one of them.
struct CurveCompanions {
    /// Belongs to a curve of the plot: same x.
    struct Part {
        int curve = 0;
        std::vector<double> y;
    };
    std::vector<Part> ghosts; ///< as the curves were before: thin and grey
    std::vector<Part> parts; ///< what of the curves is meant: filled in their colour
    /// Short strokes from the x axis upwards, in the curve's colour.
    struct Marks {
        int curve = 0;
        std::vector<double> x;
    };
    std::vector<Marks> marks;
};

/// Draws companions. They hide with their curve.
class CurveCompanionsLayer : public QObject {
    Q_OBJECT

public:
    explicit CurveCompanionsLayer(CurvePlot* plot);

    void setCompanions(CurveCompanions companions);
    const CurveCompanions& companions() const { return m_companions; }
    /// Draws them anew: the curves or their colours have changed.
    void refresh();

private:
    QCPCurve* next();
    void drawPart(const CurveCompanions::Part& part, bool isGhost);
    void drawMarks(const CurveCompanions::Marks& marks);
    bool isShown(int curve) const;

    CurvePlot* m_plot;
    CurveCompanions m_companions;
    QList<QCPCurve*> m_curves; ///< kept for the next time
    int m_used = 0;
};

} // namespace mbtr::gui
