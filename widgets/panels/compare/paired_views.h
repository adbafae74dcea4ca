#pragma once

#include "core/chemistry/bonding/bonds.h"
#include "widgets/render/scene/camera.h"
#include "widgets/render/scene/overlay.h"

#include <QWidget>
#include <memory>

class QLabel;
class QToolButton;

namespace mbtr {
struct DifferenceContributions;
}

namespace mbtr::gui {

struct DisplayOptions;
struct PairComparison;
class JobList;
class VtkView;

/// Two structures side by side with one camera, or one laid over the other: A blue, B red. Above them how well they fit.
class PairedViews : public QWidget {
    Q_OBJECT

public:
    /// jobs: of the 3-D views.
    explicit PairedViews(JobList* jobs, QWidget* parent = nullptr);

    /// nullptr: nothing.
    void setPair(std::shared_ptr<const PairComparison> pair);
    /// Lights the tuples up by their share: orange makes the distance larger, blue smaller; nullptr: none.
    void setContributions(std::shared_ptr<const DifferenceContributions> contributions);
    void setOptions(const DisplayOptions& options);
    void setBondRules(const BondRules& rules);
    void setOverlaid(bool overlaid);

    VtkView* viewA() const { return m_viewA; }
    VtkView* viewB() const { return m_viewB; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void showPair();
    void showLight();
    void showFit();
    void placeCamera();
    void follow(VtkView* leader, VtkView* follower, double sign);
    Overlay light(bool ofA, int firstAtom);
    void showDrawn();

    std::shared_ptr<const PairComparison> m_pair;
    std::shared_ptr<const DifferenceContributions> m_contributions;
    BondRules m_bondRules;
    VtkView* m_viewA;
    VtkView* m_viewB;
    QLabel* m_titleA;
    QLabel* m_titleB;
    QLabel* m_fit;
    QLabel* m_drawn;
    QToolButton* m_mode;
    std::array<int, 2> m_drawnTuples {}; ///< of A and of B
    bool m_overlaid = false;
    bool m_following = false;
    bool m_placed = false; ///< the camera was put there by placeCamera(), not by hand
    Eigen::Vector3d m_between = Eigen::Vector3d::Zero(); ///< from the middle of A to that of B
};

} // namespace mbtr::gui
