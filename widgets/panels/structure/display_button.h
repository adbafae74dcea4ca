#pragma once

#include "widgets/render/scene/display_options.h"

#include <QToolButton>

class QFrame;

namespace mbtr::gui {

class DisplayPanel;
class Selection;
class Session;
class VtkView;

/// Opens the choices about how structures are drawn (Ctrl+D), and shows in a view what they show of the dataset's
/// properties.
class DisplayButton : public QToolButton {
    Q_OBJECT

public:
    DisplayButton(Session* session, Selection* selection, VtkView* view, QWidget* parent = nullptr);

    const DisplayOptions& options() const { return m_options; }
    void setOptions(const DisplayOptions& options);
    DisplayPanel* panel() const { return m_panel; }
signals:
    void optionsChanged(const mbtr::gui::DisplayOptions& options);

private:
    void open();
    void showPicked();
    void showProperties();

    Session* m_session;
    Selection* m_selection;
    VtkView* m_view;
    DisplayOptions m_options;
    QFrame* m_popup;
    DisplayPanel* m_panel;
};

} // namespace mbtr::gui
