#include "widgets/fields/window_undo.h"

#include <QAbstractSpinBox>
#include <QKeyEvent>
#include <QLineEdit>

namespace mbtr::gui {

WindowUndo::WindowUndo(QLineEdit* edit, std::function<bool()> isPending, std::function<void()> restore)
    : QObject(edit)
    , m_isPending(std::move(isPending))
    , m_restore(std::move(restore))
{
    edit->installEventFilter(this);
    if (auto* box = qobject_cast<QAbstractSpinBox*>(edit->parentWidget()))
        box->installEventFilter(this); // it has the focus and hands keys on to its edit
}

void WindowUndo::pass(QAbstractSpinBox* box)
{
    new WindowUndo(
        box->findChild<QLineEdit*>(), [] { return false; }, [] {});
}

namespace {

bool isRedo(const QKeyEvent& key)
{
    const QKeyCombination keys = key.keyCombination();
    return key.matches(QKeySequence::Redo) || keys == (Qt::CTRL | Qt::Key_Y) || keys == (Qt::CTRL | Qt::SHIFT | Qt::Key_Z);
}

} // namespace

/// A key that nobody overrides is the window's shortcut; where that is disabled, the key comes here once more.
bool WindowUndo::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool undoes = key->matches(QKeySequence::Undo);
    if (!undoes && !isRedo(*key))
        return QObject::eventFilter(watched, event);
    const bool here = undoes && m_isPending();
    event->setAccepted(here);
    if (event->type() == QEvent::KeyPress) {
        if (here)
            m_restore();
        event->accept();
    }
    return true;
}

} // namespace mbtr::gui

#include "moc_window_undo.cpp"
