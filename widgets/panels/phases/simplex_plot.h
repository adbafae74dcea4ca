#pragma once

#include "widgets/panels/phases/phase_plot.h"

#include <Eigen/Core>

namespace mbtr::gui {

/// Three elements: the triangle of compositions with tie lines, seen from above, or tilted so that energies hang below it. Four
/// elements: the tetrahedron with what lies on the hull or close to it. Drawn as lines and dots of the plane, so that exports
/// are vectors, too.
class SimplexPlot : public PhasePlot {
    Q_OBJECT

public:
    explicit SimplexPlot(QWidget* parent = nullptr);

    /// Degrees about the vertical axis, and forward; 0 and 0: a triangle is seen from above.
    void setTurn(double turn, double tilt);
    /// Known structures further above the hull than this are left out; unit of the diagram, infinite: all are drawn.
    void setMostAbove(double energy);

protected:
    QPointF place(int dot) const override;
    bool isDrawn(int dot) const override;
    void addLines() override;
    void fitRanges() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    /// In space: the simplex stands on the plane z = 0 (three elements, energies along z) or in it (four).
    Eigen::Vector3d corner(int element) const;
    Eigen::Vector3d spotOf(const Eigen::VectorXd& fractions, double energy) const;
    QPointF projected(const Eigen::Vector3d& spot) const;
    void addTies();
    void addNames();

    double m_turn = 0, m_tilt = 0; ///< radians
    double m_mostAbove = std::numeric_limits<double>::infinity();
    double m_height = 0; ///< axis units of one unit of energy
};

} // namespace mbtr::gui
