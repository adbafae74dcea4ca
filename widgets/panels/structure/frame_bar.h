#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QLabel;
class QSlider;
class QSpinBox;
class QToolButton;

namespace mbtr::gui {

/// Steps and plays through a number of frames: buttons, slider, frame number, loop and speed. The speed is kept: where
/// frames take longer to show than they last, some are left out.
class FrameBar : public QWidget {
    Q_OBJECT

public:
    explicit FrameBar(QWidget* parent = nullptr);

    /// current: 0 .. count - 1
    void setFrames(int current, int count);
    bool isPlaying() const { return m_timer.isActive(); }
    /// From the beginning where it stood at the end and does not loop.
    void setPlaying(bool playing);
    void togglePlaying() { setPlaying(!isPlaying()); }
    /// From the last frame to the first and back. Stops playing.
    void step(int frames);

signals:
    void frameWanted(int frame);

private:
    QToolButton* addButton(const char* name, const char* icon, const QString& text, const QString& keys);
    void addButtons();
    void addControls();
    void setSpeed(int speed);
    void play();
    void advance(int frames);
    void showNumber();

    QTimer m_timer;
    QElapsedTimer m_clock; ///< since playing began or the speed changed
    qint64 m_played = 0; ///< frames since then
    int m_current = 0;
    int m_count = 0;
    QToolButton* m_play = nullptr;
    QToolButton* m_loop = nullptr;
    QSlider* m_slider;
    QLabel* m_number;
    QSpinBox* m_speed;
};

} // namespace mbtr::gui
