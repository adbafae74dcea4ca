#pragma once

#include <QLineF>
#include <QWidget>

#include <memory>
#include <vector>

class QToolButton;

namespace mbtr {
struct Dataset;
struct Property;
}

namespace mbtr::gui {

/// A property along the structures of a dataset as a small curve, with the current one marked. Click and drag choose.
class FrameStrip : public QWidget {
    Q_OBJECT

public:
    explicit FrameStrip(QWidget* parent = nullptr);
    ~FrameStrip() override;

    /// Hides itself where there is nothing to show: fewer than three structures, or no property that is a number each.
    void setDataset(std::shared_ptr<const Dataset> dataset);
    void setCurrent(int frame);
    /// Name of the property that is shown.
    QString property() const;
    /// "energy = -1.5 eV": of the current structure.
    QString currentText() const;

    QSize sizeHint() const override;

signals:
    void frameWanted(int frame);

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    void choose(const Property* property);
    void fillMenu();
    void describe();
    QString numberText(double value) const;
    QRectF plotRect() const;
    QPointF pointOf(int frame) const;
    void makeCurve();
    void wantFrameAt(double x);

    std::shared_ptr<const Dataset> m_dataset;
    const Property* m_property = nullptr;
    const std::vector<double>* m_values = nullptr;
    double m_low = 0, m_high = 1;
    int m_current = 0;
    std::vector<QLineF> m_curve; ///< in pixels; made when needed
    bool m_curveFits = false;
    QToolButton* m_choose;
};

} // namespace mbtr::gui
