#pragma once

#include <QWidget>

#include <memory>

class QLabel;
class QStackedLayout;
class QTimer;

namespace mbtr {
struct Structure;
}

namespace mbtr::gui {

class DisplayButton;
class FrameBar;
class FrameStrip;
class Selection;
class JobList;
class Session;
class VtkView;

/// The current structure in 3-D with what is to be said about it, and a player where the dataset has several. Click picks an
/// atom, Ctrl+click adds one; two, three and four picked atoms are measured.
class StructurePanel : public QWidget {
    Q_OBJECT

public:
    /// jobs: of the 3-D view.
    StructurePanel(Session* session, Selection* selection, JobList* jobs, QWidget* parent = nullptr);

    VtkView* view() const { return m_view; }
    DisplayButton* display() const { return m_display; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildLayout();
    void showStructure();
    void showShape();
    void showPicked();
    void showBelow();
    void followBuilding();
    void pick(int atom, Qt::KeyboardModifiers modifiers);
    void pickBand(const std::vector<int>& atoms, Qt::KeyboardModifiers modifiers);
    QString hoverText() const;

    Session* m_session;
    Selection* m_selection;
    std::shared_ptr<const Structure> m_structure;
    int m_index = -1; ///< of m_structure in the dataset
    int m_hovered = -1;
    QTimer* m_patience; ///< with a picture that is being built
    bool m_tellsBuilding = false;
    VtkView* m_view;
    DisplayButton* m_display;
    QLabel* m_title;
    QLabel* m_cell;
    QLabel* m_empty;
    QLabel* m_below;
    FrameBar* m_frames;
    FrameStrip* m_strip;
    QStackedLayout* m_pages;
};

} // namespace mbtr::gui
