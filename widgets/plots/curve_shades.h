#pragma once

#include <QList>
#include <QObject>
#include <QString>

class QCPItemRect;
class QCPItemText;

namespace mbtr::gui {

class CurvePlot;

/// A part of the x axis that is hatched; ends may be infinite.
struct CurveShade {
    double from = 0;
    double to = 0;
    QString text; ///< stands in it where there is room

    bool operator==(const CurveShade&) const = default;
};

/// Hatches parts of a plot, behind its curves.
class CurveShades : public QObject {
    Q_OBJECT

public:
    explicit CurveShades(CurvePlot* plot);

    void setShades(const QList<CurveShade>& shades);
    const QList<CurveShade>& shades() const { return m_shades; }

private:
    struct Drawn {
        QCPItemRect* area;
        QCPItemText* text;
    };
    void refresh();
    void draw(const Drawn& drawn, const CurveShade& shade);

    CurvePlot* m_plot;
    QList<CurveShade> m_shades;
    QList<Drawn> m_drawn; ///< kept for the next time
};

} // namespace mbtr::gui
