#pragma once

#include <Eigen/Core>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>
#include <optional>

namespace mbtr {
struct Structure;
}

namespace mbtr::gui {

class Selection;
class Session;

/// Moves the current structure in the 3-D view, at the rate of the display: as Selection's preview, so that nothing is changed.
/// One at a time: what plays gives way to the next, and all end where the user turns to another structure or edits this one.
class PreviewPlayer : public QObject {
    Q_OBJECT

public:
    /// Positions (3 x n_atoms, angstrom) so many seconds after the beginning; nothing: those of before.
    using Frame = std::function<std::optional<Eigen::Matrix3Xd>(double seconds)>;
    /// What dragging in the 3-D view does meanwhile.
    enum class Hand { Turns, Pulls };

    PreviewPlayer(Session* session, Selection* selection, QObject* parent = nullptr);
    ~PreviewPlayer() override;

    /// The current structure as edited; nullptr where there is none.
    std::shared_ptr<const Structure> structure() const;
    /// owner: who plays, see isPlaying().
    void play(const QObject* owner, Hand hand, Frame frame);
    void stop();
    bool isPlaying(const QObject* owner) const { return m_timer.isActive() && m_owner == owner; }

signals:
    /// Also when another begins.
    void stopped();
    /// structure() is another one, or edited.
    void structureChanged();

private:
    void show();

    Session* m_session;
    Selection* m_selection;
    const QObject* m_owner = nullptr;
    std::shared_ptr<const Structure> m_base;
    Frame m_frame;
    QTimer m_timer;
    QElapsedTimer m_clock;
};

} // namespace mbtr::gui
