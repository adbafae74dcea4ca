#include "app/explorer/questions/elements_questions.h"

#include "widgets/document/session.h"
#include "widgets/panels/dataset/elements_dialog.h"

namespace mbtr::gui {

ElementsQuestions::ElementsQuestions(Session* session, QWidget* window)
    : QObject(window)
    , m_session(session)
    , m_window(window)
{
    connect(session, &Session::inputsChanged, this, [this](Inputs inputs) {
        if (inputs.testFlag(Input::Files) && !m_answering)
            m_declined.clear();
    });
    connect(session, &Session::resultChanged, this, [this](Stage stage) {
        if (stage == Stage::Dataset)
            askNext();
    });
}

void ElementsQuestions::askNext()
{
    const auto& dataset = m_session->dataset().value;
    if (m_asking || !dataset || !m_session->isFresh(Stage::Dataset))
        return;
    for (const ElementsQuestion& question : dataset->questions)
        if (!m_declined.contains(question.path))
            return ask(question);
}

void ElementsQuestions::ask(const ElementsQuestion& question)
{
    m_asking = true;
    auto* dialog = new ElementsDialog(question, m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::finished, this, [this, dialog, path = question.path](int result) {
        m_asking = false;
        if (result != QDialog::Accepted) {
            m_declined.insert(path);
            return askNext();
        }
        m_answering = true;
        m_session->nameElements(path, dialog->elements());
        m_answering = false;
    });
    dialog->open();
}

} // namespace mbtr::gui

#include "moc_elements_questions.cpp"
