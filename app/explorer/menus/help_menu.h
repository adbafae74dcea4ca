#pragma once

#include <QMenu>

namespace mbtr::gui {

/// About, how to cite, keyboard shortcuts.
class HelpMenu : public QMenu {
    Q_OBJECT

public:
    explicit HelpMenu(QWidget* window);

private:
    void showAbout();
    void showCitation();
    void showShortcuts();
};

} // namespace mbtr::gui
