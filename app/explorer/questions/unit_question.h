#pragma once

#include <QObject>
#include <set>
#include <string>

class QWidget;

namespace mbtr::gui {

class Pipeline;
class Session;

/// Asks for the unit of a target that has none, once, when a model is to be trained on it; the answer is kept in the Session, and
/// the training begins with it.
class UnitQuestion : public QObject {
    Q_OBJECT

public:
    UnitQuestion(Session* session, Pipeline* pipeline, QWidget* window);

private:
    void look();
    void ask(const std::string& target);
    void take(const std::string& target, const QString& unit);

    Session* m_session;
    Pipeline* m_pipeline;
    QWidget* m_window;
    int m_document = 0;
    std::set<std::string> m_without; ///< targets of m_document that the user says have no unit
    bool m_waiting = false; ///< to train when the unit has reached the dataset
};

} // namespace mbtr::gui
