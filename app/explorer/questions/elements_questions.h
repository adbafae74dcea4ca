#pragma once

#include <QObject>
#include <set>
#include <string>

class QWidget;

namespace mbtr {
struct ElementsQuestion;
}

namespace mbtr::gui {

class Session;

/// Asks for the elements of files that could not be read without them, one file after the other, and has the session read them
/// again.
class ElementsQuestions : public QObject {
    Q_OBJECT

public:
    ElementsQuestions(Session* session, QWidget* window);

private:
    void askNext();
    void ask(const ElementsQuestion& question);

    Session* m_session;
    QWidget* m_window;
    std::set<std::string> m_declined; ///< of what is open: not asked again
    bool m_asking = false;
    bool m_answering = false;
};

} // namespace mbtr::gui
