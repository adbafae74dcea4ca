#pragma once

#include <QObject>
#include <functional>

class QWidget;

namespace mbtr::gui {

class Workspace;

/// Asks before edited structures that stand in no file are lost.
class UnsavedEdits : public QObject {
    Q_OBJECT

public:
    UnsavedEdits(Workspace* workspace, QWidget* window);

    bool areThere() const;
    /// Does `next` at once where there is nothing to lose; else once the structures are saved, or the user lets them go.
    /// what: "Closing the window"
    void before(const QString& what, const std::function<void()>& next);

private:
    void ask(const QString& what);
    void askForFile();
    void goOn();

    Workspace* m_workspace;
    QWidget* m_window;
    std::function<void()> m_next; ///< what waits for an answer
};

} // namespace mbtr::gui
