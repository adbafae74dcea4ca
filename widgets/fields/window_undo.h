#pragma once

#include <QObject>
#include <functional>

class QAbstractSpinBox;
class QLineEdit;

namespace mbtr::gui {

/// One undo for the whole window: the keys for undo and redo pass by a line edit, which would else take back letters. Only
/// what is being typed, and has changed nothing yet, is taken back here.
class WindowUndo : public QObject {
    Q_OBJECT

public:
    /// isPending: is there a text that has changed nothing yet? restore: puts the text of the last good value back.
    WindowUndo(QLineEdit* edit, std::function<bool()> isPending, std::function<void()> restore);
    /// For a box that takes each letter at once.
    static void pass(QAbstractSpinBox* box);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    std::function<bool()> m_isPending;
    std::function<void()> m_restore;
};

} // namespace mbtr::gui
