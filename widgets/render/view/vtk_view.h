#pragma once

#include "core/chemistry/bonding/bond_changes.h"
#include "widgets/render/scene/camera.h"
#include "widgets/render/scene/display_options.h"

#include <QImage>
#include <QWidget>

#include <memory>
#include <optional>
#include <vector>

namespace mbtr::gui {

class CameraFlight;
class GlSurface;
class JobList;
class ViewControls;
enum class MouseMode;
template <typename T> class LatestJob;
struct SceneContent;
struct ScenePicture;

/// One structure in 3-D, with mouse and keyboard camera (see ViewControls). Where OpenGL does not work a sentence instead.
class VtkView : public QWidget {
    Q_OBJECT

public:
    /// Large scenes are built in the background; problems are told by JobList::problemReported().
    explicit VtkView(JobList* jobs, QWidget* parent = nullptr);
    ~VtkView() override;

    enum class CameraPlace { Fitted, Kept };
    /// What is drawn is older than what is to be drawn.
    bool isBuilding() const;
    /// nullptr: nothing. The camera stays where it is while the atoms are the same ones and still in view, and in any case
    /// where it is kept: for one structure that changes. bonds: where they are not those that distances tell.
    void setStructure(std::shared_ptr<const Structure> structure, CameraPlace place = CameraPlace::Fitted,
                      const BondChanges& bonds = {});
    void setPickedAtoms(const std::vector<int>& atoms);
    /// How structures are drawn.
    void setOptions(const DisplayOptions& options);
    const DisplayOptions& options() const { return m_options; }
    /// What is shown on top of the current structure; a new structure takes all layers away (see structureChanged()).
    void setOverlay(const Overlay& overlay, OverlayLayer layer = OverlayLayer::Highlight);

    /// Everything in view; the direction stays.
    void fit();
    /// The picked atoms in the middle and filling the view; everything where none is picked.
    void centreOnPicked();
    void look(Axis axis, AxisEnd end);
    const Camera& camera() const { return m_camera; }
    /// At once, as another view's camera is followed.
    void setCamera(const Camera& camera);
    /// False: the camera jumps where it would fly (reduced motion).
    void setSmooth(bool smooth) { m_smooth = smooth; }
    void setMouseMode(MouseMode mode);

    /// The atom under a point of the view (widget coordinates), -1 where there is none.
    int atomAt(const QPointF& position) const;
    /// Where the middle of an atom is seen (widget coordinates): of the first of its copies that is before the eye.
    std::optional<QPointF> placeOf(int atom) const;
    /// The picture as on the screen; the label's where there is no OpenGL.
    QImage image();
    /// Nothing where this structure with these changes is not what is drawn.
    std::optional<std::vector<Bond>> knownBonds(const std::shared_ptr<const Structure>& structure,
                                                const BondChanges& changes) const;
    /// What is shown, to be drawn elsewhere.
    ScenePicture scenePicture() const;
    /// Samples a pixel, 0 = edges are not smoothed. For tests: pictures without smoothing are the same on every machine.
    void setSamples(int samples);
    /// Screen-space occlusion whatever it costs, or never; nothing: where a frame is quick enough. For tests.
    void setFineOcclusion(std::optional<bool> fine);
    /// nullptr where OpenGL does not work.
    GlSurface* surface() const { return m_surface; }
    /// Balls and sticks as they are drawn.
    const DisplayedAtoms& shown() const;

signals:
    /// Another structure is going to be drawn. Overlays set from here are drawn in its first picture.
    void structureChanged();
    /// A large scene is being built; sceneShown() follows.
    void buildStarted();
    /// What is drawn is another scene now.
    void sceneShown();
    /// atom: -1 = a click on nothing
    void atomClicked(int atom, Qt::KeyboardModifiers modifiers);
    /// atom: -1 = the mouse is on none
    void atomHovered(int atom);
    /// Drawn by a rubber band.
    void bandSelected(const std::vector<int>& atoms, Qt::KeyboardModifiers modifiers);
    /// However it came about.
    void cameraChanged(const mbtr::gui::Camera& camera);
    /// MouseMode::Move: an atom is taken up, is this far (angstrom) from where it was, is let go or goes back (Escape).
    void dragStarted(int atom);
    void dragged(const Eigen::Vector3d& by);
    void dragEnded();
    void dragCancelled();

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    struct Graphics;
    void makeSurface(JobList* jobs);
    void connectControls();
    void scheduleRender();
    void rebuild();
    Overlay allOverlays() const;
    void takeBuilt(SceneContent content);
    void take(SceneContent content);
    void placeCamera(const Structure* previous);
    bool isInView() const;
    enum class Then { Stay, Follow };
    void flyTo(const Camera& target, Then then = Then::Stay);
    void arrive(const Camera& camera);
    void centreOn(const QPointF& position);
    void takeBand(const QRect& band, Qt::KeyboardModifiers modifiers);
    bool takeUp(const QPointF& position);
    int displayedAt(const QPointF& position) const;
    Eigen::Vector2d inView(const QPointF& position) const;
    double aspect() const;

    std::unique_ptr<Graphics> m_graphics; ///< nullptr where OpenGL does not work
    std::unique_ptr<LatestJob<SceneContent>> m_builder; ///< of large scenes; nullptr where OpenGL does not work
    GlSurface* m_surface = nullptr;
    ViewControls* m_controls = nullptr;
    CameraFlight* m_flight = nullptr;
    std::shared_ptr<const Structure> m_structure;
    BondChanges m_bondChanges;
    CameraPlace m_cameraPlace = CameraPlace::Fitted; ///< of m_structure
    std::shared_ptr<const Structure> m_placedFor; ///< the structure the camera was last placed for
    DisplayOptions m_options;
    std::array<Overlay, kOverlayLayers> m_overlays; ///< of each OverlayLayer
    bool m_isChanging = false; ///< while others are told of a new structure; it is built after that
    bool m_isPointing = false; ///< highlights follow the hand: quick rather than fine
    std::optional<bool> m_fineOcclusion;
    bool m_buildAgain = false; ///< something has changed since the running build began
    Camera m_camera;
    bool m_follow = true; ///< fit at each frame: nothing has moved the camera since the last fit
    bool m_movedByHand = false; ///< since the last fit
    bool m_smooth = true;
    std::vector<int> m_picked;
    Eigen::Vector3d m_grabbedAt = Eigen::Vector3d::Zero(); ///< where the grabbed atom was taken up
    int m_hoveredAtom = -1;
};

} // namespace mbtr::gui
