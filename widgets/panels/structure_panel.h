#pragma once

#include <QWidget>

#include <memory>

class QLabel;
class QStackedLayout;

namespace mbtr {
struct Structure;
}

namespace mbtr::gui {

class DisplayButton;
class FrameBar;
class Selection;
class Session;
class VtkView;

/// The current structure in 3-D with what is to be said about it, and a player where the dataset has several. Click picks an
/// atom, Ctrl+click adds one; two, three and four picked atoms are measured.
class StructurePanel : public QWidget {
    Q_OBJECT

public:
    StructurePanel(Session* session, Selection* selection, QWidget* parent = nullptr);

    VtkView* view() const { return m_view; }
    DisplayButton* display() const { return m_display; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildLayout();
    void showStructure();
    void showPicked();
    void showBelow();
    void pick(int atom, Qt::KeyboardModifiers modifiers);

    Session* m_session;
    Selection* m_selection;
    std::shared_ptr<const Structure> m_structure;
    int m_hovered = -1;
    VtkView* m_view;
    DisplayButton* m_display;
    QLabel* m_title;
    QLabel* m_cell;
    QLabel* m_empty;
    QLabel* m_below;
    FrameBar* m_frames;
    QStackedLayout* m_pages;
};

} // namespace mbtr::gui
