#pragma once

#include "widgets/plots/plot.h"

#include <QStringList>
#include <vector>

class QCPColorMap;
class QCPColorScale;
class QCPItemStraightLine;

namespace mbtr::gui {

/// Named rows over equal bins.
struct HeatMapData {
    QStringList rows; ///< top to bottom
    double left = 0; ///< left edge of the first bin, unit of the x axis
    double step = 1;
    int bins = 0;
    std::vector<double> values; ///< rows x bins, row after row
};

/// Rows x bins as colours, with a colour bar. Where the rows are those shown already, the range of the colours only grows.
class HeatMap : public Plot {
    Q_OBJECT

public:
    explicit HeatMap(QWidget* parent = nullptr);

    void setData(HeatMapData data);
    /// Label of the colour bar.
    void setValueText(const AxisText& text);
    /// Axes and colours fit the next data, unless the user has zoomed.
    void forgetRange() { m_fitNext = true; }
    double largestColored() const;
    /// A line along this row; -1: none.
    void setMarkedRow(int row);
    int markedRow() const { return m_markedRow; }

    QString csv() const override;

signals:
    void rowClicked(int row);

protected:
    void fitRanges() override;
    QString readoutAt(const QPointF& point, const QPointF& pixel) override;
    void clickedAt(const QPointF& pixel) override;
    void restyle() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fillMap();
    void nameRows();
    void showAll();
    void fitColors(bool grow);

    HeatMapData m_data;
    AxisText m_valueText;
    bool m_fitNext = false;
    int m_markedRow = -1;
    QCPItemStraightLine* m_mark;
    QCPColorMap* m_map;
    QCPColorScale* m_scale;
};

} // namespace mbtr::gui
